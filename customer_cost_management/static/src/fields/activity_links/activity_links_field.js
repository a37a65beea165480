import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** The activities that cost most; each opens what it cost, month by month. */
export class ActivityLinksField extends Component {
    static template = "customer_cost_management.ActivityLinksField";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get links() {
        return this.props.record.data[this.props.name] || [];
    }

    async open(link, newWindow = false) {
        const { resModel, resId } = this.props.record;
        const action = await this.orm.call(resModel, "action_open_activity", [[resId], link.id]);
        return this.action.doAction(action, { newWindow });
    }
}

registry.category("fields").add("customer_cost_activity_links", {
    component: ActivityLinksField,
    supportedTypes: ["json"],
});
