import { registry } from "@web/core/registry";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { ListController } from "@web/views/list/list_controller";
import { ListRenderer } from "@web/views/list/list_renderer";
import { listView } from "@web/views/list/list_view";
import { percentText } from "../core/figures";
import { PeriodPicker } from "../period/period_picker";
import { PeriodSearchModel } from "../period/period_search_model";
import { FigureStrip } from "./figure_strip";

const AMOUNT_OF_PERCENT = { cm1_percent: "cm1", cost_to_serve_percent: "cost_to_serve", cm3_percent: "cm3" };

/** A list whose foot shows the percentage of the sums, never an average of percentages. */
export class ProfitabilityListRenderer extends ListRenderer {
    computeAggregates() {
        const aggregates = super.computeAggregates();
        const { list } = this.props;
        const rows = list.selection.length
            ? list.selection.map((record) => record.data)
            : list.isGrouped
              ? list.groups.map((group) => group.aggregates)
              : list.records.map((record) => record.data);
        const sum = (name) => rows.reduce((total, row) => total + (row[name] || 0), 0);
        const revenue = sum("net_revenue");
        for (const { name } of this.columns) {
            const amount = AMOUNT_OF_PERCENT[name];
            if (amount && rows.length && rows.every((row) => amount in row)) {
                aggregates[name] = { value: percentText(revenue > 0 ? (100 * sum(amount)) / revenue : null) };
            }
        }
        return aggregates;
    }
}

class ProfitabilityListController extends ListController {
    static template = "customer_cost_management.ProfitabilityList";
    static components = { ...ListController.components, FigureStrip, PeriodPicker };
}

class ProfitabilityKanbanController extends KanbanController {
    static template = "customer_cost_management.ProfitabilityKanban";
    static components = { ...KanbanController.components, FigureStrip, PeriodPicker };
}

const views = registry.category("views");
views.add("customer_profitability_list", {
    ...listView,
    Controller: ProfitabilityListController,
    Renderer: ProfitabilityListRenderer,
    SearchModel: PeriodSearchModel,
});
views.add("customer_profitability_kanban", {
    ...kanbanView,
    Controller: ProfitabilityKanbanController,
    SearchModel: PeriodSearchModel,
});

// group rows of lists
registry.category("formatters").add("customer_cost_percent", (value) => percentText(value));
