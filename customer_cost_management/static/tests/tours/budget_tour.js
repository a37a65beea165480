/* global Chart */

import { addTour } from "./add_tour";

const see = (content, trigger) => ({ content, trigger });
const click = (content, trigger) => ({ content, trigger, run: "click" });

addTour("customer_cost_budget_agree", {
    steps: () => [
        see("What is planned", ".o_kanban_record:contains(Care) .o_approval_plan:contains(Contingency):contains(Total)"),
        see("A plan is returned, not refused", ".o_kanban_record:not(:has(a[name=action_refuse])) .o_approval_approve"),
        click("Agree", ".o_kanban_record .o_approval_approve"),
        see("Nothing waits any more", ".o_view_nocontent:contains(Nothing waits for you)"),
    ],
});

addTour("customer_cost_budget_lines_owned", {
    steps: () => [
        see("His line with its budget", ".o_list_view .o_data_row:contains(Care):contains(Meals)"),
        see("And no other", ".o_list_view:not(:has(.o_data_row:contains(Gifts)))"),
        click("Open it", ".o_data_row .o_data_cell[name=scope_label]"),
        see("With its figures", ".o_form_view .o_field_widget[name=available]:contains(1,050)"),
    ],
});

addTour("customer_cost_budget_forecast", {
    steps: () => [
        {
            content: "Lines for budget and forecast beside bars for what is used",
            trigger: ".o_graph_renderer canvas",
            run() {
                const { datasets } = Chart.getChart(this.anchor).data;
                const told = datasets.map(({ label, type }) => `${label}: ${type || "bar"}`).sort();
                const expected = ["Budget: line", "Committed: bar", "Consumed: bar", "Forecast: line"];
                if (told.join() !== expected.join()) {
                    throw new Error(`${told} instead of ${expected}`);
                }
            },
        },
        click("The rows behind it", ".o_switch_view.o_list"),
        see("As a list", ".o_list_view .o_data_row:contains(Forecast)"),
    ],
});
