import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** The first day of a month, shown as the month: Oct 2026. */
export class MonthField extends Component {
    static template = "customer_cost_management.MonthField";
    static props = { ...standardFieldProps };

    get text() {
        const date = this.props.record.data[this.props.name];
        return date ? date.toLocaleString({ month: "short", year: "numeric" }) : "";
    }
}

export const monthField = {
    component: MonthField,
    displayName: _t("Month"),
    supportedTypes: ["date"],
};

registry.category("fields").add("customer_cost_month", monthField);
