import { registry } from "@web/core/registry";
import { SearchModel } from "@web/search/search_model";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";
import { inContext, startingChoice } from "./period_search_model";

const withChoice = (config) => ({
    ...config,
    context: { ...config.context, ...inContext(startingChoice(config.context)) },
});

/** What is searched for decides nothing on a form, but its context is the form's. */
class PeriodFormSearchModel extends SearchModel {
    load(config) {
        return super.load(withChoice(config));
    }

    reload(config = {}) {
        return super.reload(withChoice(config));
    }
}

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
    SearchModel: PeriodFormSearchModel,
});
