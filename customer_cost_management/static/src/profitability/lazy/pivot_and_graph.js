import { registry } from "@web/core/registry";
import { GraphController } from "@web/views/graph/graph_controller";
import { GraphSearchModel } from "@web/views/graph/graph_search_model";
import { graphView } from "@web/views/graph/graph_view";
import { PivotController } from "@web/views/pivot/pivot_controller";
import { PivotSearchModel } from "@web/views/pivot/pivot_search_model";
import { pivotView } from "@web/views/pivot/pivot_view";
import { PeriodPicker } from "../../period/period_picker";
import { withPeriod } from "../../period/period_search_model";

// with Odoo's own pivot and graph, these are loaded when first needed

class ProfitabilityPivotController extends PivotController {
    static template = "customer_cost_management.ProfitabilityPivot";
    static components = { ...PivotController.components, PeriodPicker };
}

class ProfitabilityGraphController extends GraphController {
    static template = "customer_cost_management.ProfitabilityGraph";
    static components = { ...GraphController.components, PeriodPicker };
}

const views = registry.category("views");
views.add("customer_profitability_pivot", {
    ...pivotView,
    Controller: ProfitabilityPivotController,
    SearchModel: withPeriod(PivotSearchModel),
});
views.add("customer_profitability_graph", {
    ...graphView,
    Controller: ProfitabilityGraphController,
    SearchModel: withPeriod(GraphSearchModel),
});
