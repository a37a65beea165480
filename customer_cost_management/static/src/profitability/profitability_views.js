import { registry } from "@web/core/registry";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { ListRenderer } from "@web/views/list/list_renderer";
import { percentText } from "../core/figures";
import {
    PeriodKanbanController,
    PeriodListController,
    periodKanbanView,
    periodListView,
} from "../period/period_views";
import { EmptyProfitability } from "./empty_profitability";
import { FigureStrip } from "./figure_strip";

/** Percentages: the amount, and the amount that it is a share of. */
const PARTS_OF_PERCENT = {
    cm1_percent: ["cm1", "net_revenue"],
    cost_to_serve_percent: ["cost_to_serve", "net_revenue"],
    cm3_percent: ["cm3", "net_revenue"],
    relationship_percent: ["relationship", "net_revenue"],
    relationship_cm2_percent: ["relationship", "cm2"],
    discount_percent: ["discount", "gross_revenue"],
    refund_percent: ["refund", "gross_revenue"],
};

/** A list whose foot shows the percentage of the sums, never an average of percentages. */
export class ProfitabilityListRenderer extends ListRenderer {
    static components = { ...ListRenderer.components, ActionHelper: EmptyProfitability };

    /** Also where an action that opened the list has no help of its own. */
    get showNoContentHelper() {
        return !this.props.list.model.hasData();
    }

    computeAggregates() {
        const aggregates = super.computeAggregates();
        const { list } = this.props;
        const rows = list.selection.length
            ? list.selection.map((record) => record.data)
            : list.isGrouped
              ? list.groups.map((group) => group.aggregates)
              : list.records.map((record) => record.data);
        const sum = (name) => rows.reduce((total, row) => total + (row[name] || 0), 0);
        for (const { name } of this.columns) {
            const parts = PARTS_OF_PERCENT[name];
            if (parts && rows.length && rows.every((row) => parts.every((part) => part in row))) {
                const [amount, base] = parts.map(sum);
                aggregates[name] = { value: percentText(base > 0 ? (100 * amount) / base : null) };
            }
        }
        return aggregates;
    }
}

class ProfitabilityKanbanRenderer extends KanbanRenderer {
    static components = { ...KanbanRenderer.components, ActionHelper: EmptyProfitability };
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
    Renderer: ProfitabilityKanbanRenderer,
});

// group rows of lists
registry.category("formatters").add("customer_cost_percent", (value) => percentText(value));
