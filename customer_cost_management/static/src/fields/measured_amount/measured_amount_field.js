import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { amountText } from "../../core/figures";

/** Unused capacity, read only; a dash where capacity is not measured, which is not zero. */
export class MeasuredAmountField extends Component {
    static template = "customer_cost_management.MeasuredAmountField";
    static props = { ...standardFieldProps };

    get measured() {
        return this.props.record.data.unused_measured;
    }

    get text() {
        const { currency_id } = this.props.record.data;
        const value = this.measured ? this.props.record.data[this.props.name] : null;
        return amountText(value, currency_id?.id);
    }

    get reason() {
        return this.measured ? "" : _t("Not measured: this pool has no practical capacity");
    }
}

export const measuredAmountField = {
    component: MeasuredAmountField,
    displayName: _t("Amount, where it is measured"),
    supportedTypes: ["monetary"],
    fieldDependencies: [
        { name: "unused_measured", type: "boolean" },
        { name: "currency_id", type: "many2one", relation: "res.currency" },
    ],
};

registry.category("fields").add("customer_cost_measured_amount", measuredAmountField);
