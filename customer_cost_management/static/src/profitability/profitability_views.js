import { registry } from "@web/core/registry";
import { ListRenderer } from "@web/views/list/list_renderer";
import { percentText } from "../core/figures";
import {
    PeriodKanbanController,
    PeriodListController,
    periodKanbanView,
    periodListView,
} from "../period/period_views";
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

class ProfitabilityListController extends PeriodListController {
    static template = "customer_cost_management.ProfitabilityList";
    static components = { ...PeriodListController.components, FigureStrip };
}

class ProfitabilityKanbanController extends PeriodKanbanController {
    static template = "customer_cost_management.ProfitabilityKanban";
    static components = { ...PeriodKanbanController.components, FigureStrip };
}

const views = registry.category("views");
views.add("customer_profitability_list", {
    ...periodListView,
    Controller: ProfitabilityListController,
    Renderer: ProfitabilityListRenderer,
});
views.add("customer_profitability_kanban", {
    ...periodKanbanView,
    Controller: ProfitabilityKanbanController,
});

// group rows of lists
registry.category("formatters").add("customer_cost_percent", (value) => percentText(value));
