import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";
import { inContext, startingChoice } from "./period_search_model";

/**
 * The statement of a period.  Its id means another customer in another period, so the period is
 * in its context, and in its address for who reloads or shares it.
 */
class PeriodFormController extends FormController {
    setup() {
        super.setup();
        this.props.updateActionState(startingChoice(this.props.context));
    }
}

registry.category("views").add("customer_cost_period_form", {
    ...formView,
    Controller: PeriodFormController,
    props(genericProps, view) {
        const context = { ...genericProps.context, ...inContext(startingChoice(genericProps.context)) };
        return formView.props({ ...genericProps, context }, view);
    },
});
