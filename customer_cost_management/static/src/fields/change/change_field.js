import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { amountText } from "../../core/figures";

/** A change of profit: the amount and an arrow; a rise is good. */
export class ChangeField extends Component {
    static template = "customer_cost_management.ChangeField";
    static props = { ...standardFieldProps };

    get value() {
        return this.props.record.data[this.props.name] || 0;
    }

    get text() {
        return amountText(this.value, this.props.record.data.currency_id?.id);
    }

    get look() {
        if (!this.value) {
            return { text: "text-muted", icon: "fa-minus", words: _t("No change") };
        }
        return this.value > 0
            ? { text: "text-success", icon: "fa-arrow-up", words: _t("Rise") }
            : { text: "text-danger", icon: "fa-arrow-down", words: _t("Fall") };
    }
}

registry.category("fields").add("customer_cost_change", {
    component: ChangeField,
    displayName: _t("Change of profit"),
    supportedTypes: ["monetary"],
    fieldDependencies: [{ name: "currency_id", type: "many2one", relation: "res.currency" }],
});
