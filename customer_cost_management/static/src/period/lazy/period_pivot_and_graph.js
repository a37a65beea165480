import { registry } from "@web/core/registry";
import { GraphController } from "@web/views/graph/graph_controller";
import { GraphSearchModel } from "@web/views/graph/graph_search_model";
import { graphView } from "@web/views/graph/graph_view";
import { PivotController } from "@web/views/pivot/pivot_controller";
import { PivotSearchModel } from "@web/views/pivot/pivot_search_model";
import { pivotView } from "@web/views/pivot/pivot_view";
import { PeriodNotes } from "../period_notes";
import { PeriodPicker } from "../period_picker";
import { withPeriod } from "../period_search_model";

// with Odoo's own pivot and graph, these are loaded when first needed

class PeriodPivotController extends PivotController {
    static template = "customer_cost_management.PeriodPivot";
    static components = { ...PivotController.components, PeriodNotes, PeriodPicker };
}

class PeriodGraphController extends GraphController {
    static template = "customer_cost_management.PeriodGraph";
    static components = { ...GraphController.components, PeriodNotes, PeriodPicker };
}

const views = registry.category("views");
views.add("customer_cost_period_pivot", {
    ...pivotView,
    Controller: PeriodPivotController,
    SearchModel: withPeriod(PivotSearchModel),
});
views.add("customer_cost_period_graph", {
    ...graphView,
    Controller: PeriodGraphController,
    SearchModel: withPeriod(GraphSearchModel),
});
