import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Texts that were written last, each one tap away from the field they belong to. */
export class ReasonChipsField extends Component {
    static template = "customer_cost_management.ReasonChipsField";
    static props = { ...standardFieldProps, target: { type: String } };

    get reasons() {
        return this.props.record.data[this.props.name] || [];
    }

    choose(reason) {
        return this.props.record.update({ [this.props.target]: reason });
    }
}

registry.category("fields").add("customer_cost_reason_chips", {
    component: ReasonChipsField,
    displayName: _t("Reasons written last"),
    supportedTypes: ["json", "jsonb"],
    extractProps: ({ options }) => ({ target: options.target || "reason" }),
});
