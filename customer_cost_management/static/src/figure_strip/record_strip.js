import { Component, onWillStart, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";
import { amountText } from "../core/figures";
import { filteredList } from "./filtered_list";

/**
 * Figures above a list of records, as its model's `get_figure_strip(domain)` gives them.
 *
 * They speak of the action's records, whatever is searched for; a click filters, or leads to the
 * records behind a figure.  An action without `figure_strip` in its context has none.
 */
export class RecordStrip extends Component {
    static template = "customer_cost_management.RecordStrip";
    static props = {};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.last = new KeepLast();
        this.state = useState({ strip: null, failed: false });
        // not awaited: the list does not wait for the strip
        onWillStart(() => {
            this.load();
        });
    }

    get model() {
        return this.env.searchModel;
    }

    get isShown() {
        return Boolean(this.model.globalContext.figure_strip);
    }

    async load() {
        if (!this.isShown) {
            return;
        }
        try {
            this.state.strip = await this.last.add(
                this.orm.silent.call(this.model.resModel, "get_figure_strip", [this.model.globalDomain])
            );
            this.state.failed = false;
        } catch {
            this.state.failed = true;
        }
    }

    get figures() {
        const { figures, currency_id: currencyId } = this.state.strip;
        return figures.map((figure) => ({
            ...figure,
            text: figure.text || (figure.is_amount ? amountText(figure.value, currencyId) : String(figure.value)),
            open: (newWindow) => this.open(figure, newWindow),
        }));
    }

    async open({ method, ids, filters, caption }, newWindow = false) {
        if (method) {
            const action = await this.orm.call(this.model.resModel, method, [ids]);
            return this.action.doAction(action, { newWindow });
        }
        if (newWindow) {
            const list = filteredList(this.model, this.model.globalDomain, filters, caption);
            return this.action.doAction(list, { newWindow });
        }
        const names = new Set(this.state.strip.figures.flatMap((figure) => figure.filters));
        const changed = this.model.getSearchItems(
            (item) => names.has(item.name) && item.isActive !== filters.includes(item.name)
        );
        for (const { id } of changed) {
            this.model.toggleSearchItem(id);
        }
    }
}

class StripListController extends ListController {
    static template = "customer_cost_management.StripList";
    static components = { ...ListController.components, RecordStrip };
}

class StripKanbanController extends KanbanController {
    static template = "customer_cost_management.StripKanban";
    static components = { ...KanbanController.components, RecordStrip };
}

const views = registry.category("views");
views.add("customer_cost_strip_list", { ...listView, Controller: StripListController });
views.add("customer_cost_strip_kanban", { ...kanbanView, Controller: StripKanbanController });
