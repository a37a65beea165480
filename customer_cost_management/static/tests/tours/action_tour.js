import { addTour } from "./add_tour";
import { app, click, entry, openApps, section, see } from "./journey";

const steps = (list) => list.map(({ isCounted, ...step }) => step);

addTour("customer_cost_suggest_saving", {
    url: "/odoo",
    steps: () =>
        steps([
            openApps(),
            app("Expenses", "hr_expense.menu_hr_expense_root"),
            section("My Expenses", "hr_expense.menu_hr_expense_my_expenses"),
            entry("My Suggestions", "customer_cost_action_suggestion_menu"),
            see("What it is for", ".o_view_nocontent:contains(Suggest a saving)"),
            click("New", ".o_list_button_add"),
            see("Nothing to plan", ".o_form_view:not(:has([name=expected_saving]))"),
            { content: "The idea", trigger: ".o_field_widget[name=name] input", run: "edit Deliver once a week" },
            click("Save", ".o_form_button_save"),
            see("Saved", ".o_breadcrumb:contains(Deliver once a week)"),
            see("Proposed", ".o_arrow_button_current:contains(Proposed)"),
        ]),
});

addTour("customer_cost_simulation_action", {
    url: "/odoo/customer-profitability-months",
    steps: () =>
        steps([
            click("The statement of a customer", ".o_list_view .o_data_row .o_data_cell:contains(Own)"),
            click("Simulate", ".o_form_view button[name=action_simulate]"),
            {
                content: "A higher price",
                trigger: ".o_simulation_control[data-key=price---] .o_simulation_number",
                run: "edit 3 && press Tab",
            },
            see("30 more in the month", ".o_simulation_table tr[data-key=cm3] td:nth-of-type(2):contains(720.00)"),
            click("Make it an action", ".o_simulation_act:enabled"),
            see("360 more in a year", ".o_field_widget[name=expected_saving] input:value(360.00)"),
            click("Save", ".o_form_button_save"),
            see("Saved: it can be agreed on", ".o_form_statusbar button[name=action_agree]"),
        ]),
});
