import { registry } from "@web/core/registry";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";
import { PeriodNotes } from "./period_notes";
import { PeriodPicker } from "./period_picker";
import { PeriodSearchModel } from "./period_search_model";

/** Lists and cards of a period; pivot and graph are in the folder of what is loaded later. */
export class PeriodListController extends ListController {
    static template = "customer_cost_management.PeriodList";
    static components = { ...ListController.components, PeriodNotes, PeriodPicker };
}

export class PeriodKanbanController extends KanbanController {
    static template = "customer_cost_management.PeriodKanban";
    static components = { ...KanbanController.components, PeriodNotes, PeriodPicker };
}

export const periodListView = {
    ...listView,
    Controller: PeriodListController,
    SearchModel: PeriodSearchModel,
};

export const periodKanbanView = {
    ...kanbanView,
    Controller: PeriodKanbanController,
    SearchModel: PeriodSearchModel,
};

registry.category("views").add("customer_cost_period_list", periodListView);
registry.category("views").add("customer_cost_period_kanban", periodKanbanView);
