import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Who approves what, by amount and situation. */
export class ApprovalMatrixField extends Component {
    static template = "customer_cost_management.ApprovalMatrixField";
    static props = { ...standardFieldProps };

    get matrix() {
        return this.props.record.data[this.props.name];
    }
}

registry.category("fields").add("customer_cost_approval_matrix", {
    component: ApprovalMatrixField,
    displayName: _t("Approval matrix"),
    supportedTypes: ["json", "jsonb"],
});
