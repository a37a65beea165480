import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { percentText } from "../../core/figures";

/** A percentage of net revenue, read only; a dash where there is no net revenue above zero. */
export class PercentField extends Component {
    static template = "customer_cost_management.PercentField";
    static props = { ...standardFieldProps };

    get applies() {
        return this.props.record.data.net_revenue > 0;
    }

    get text() {
        return percentText(this.applies ? this.props.record.data[this.props.name] : null);
    }

    get reason() {
        return this.applies ? "" : _t("Net revenue is not positive");
    }
}

export const percentField = {
    component: PercentField,
    displayName: _t("Percent of net revenue"),
    supportedTypes: ["float"],
    fieldDependencies: [{ name: "net_revenue", type: "monetary" }],
};

registry.category("fields").add("customer_cost_percent", percentField);
