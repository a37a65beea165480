import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { shortAmount } from "../../core/short_amount";

/** An amount short enough for a button: −12.5k; red below zero. */
export class ShortAmountField extends Component {
    static template = "customer_cost_management.ShortAmountField";
    static props = { ...standardFieldProps };

    get amount() {
        return this.props.record.data[this.props.name] || 0;
    }

    get text() {
        return shortAmount(this.amount).replace("-", "−");
    }
}

registry.category("fields").add("customer_cost_short_amount", {
    component: ShortAmountField,
    supportedTypes: ["monetary", "float"],
});
