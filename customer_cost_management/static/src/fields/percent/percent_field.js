import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { percentText } from "../../core/figures";

const NET_REVENUE = "net_revenue";
/** Why there is no percentage, by what it would be a share of. */
const REASONS = {
    [NET_REVENUE]: _t("Net revenue is not positive"),
    gross_revenue: _t("Gross revenue is not positive"),
    cm2: _t("CM2 is not positive"),
    all_contribution: _t("The contribution of all customers is not positive"),
};

/**
 * A percentage, read only; a dash where what it is a share of is not above zero.
 *
 * Option `base` names that field: net revenue by default, `false` for what is no share of an amount.
 */
export class PercentField extends Component {
    static template = "customer_cost_management.PercentField";
    static props = { ...standardFieldProps, base: { type: [String, Boolean], optional: true } };
    static defaultProps = { base: NET_REVENUE };

    get applies() {
        return !this.props.base || this.props.record.data[this.props.base] > 0;
    }

    get text() {
        return percentText(this.applies ? this.props.record.data[this.props.name] : null);
    }

    get reason() {
        return this.applies ? "" : `${REASONS[this.props.base]}`;
    }
}

export const percentField = {
    component: PercentField,
    displayName: _t("Percent of an amount"),
    supportedTypes: ["float"],
    supportedOptions: [{ label: _t("Share of"), name: "base", type: "string" }],
    extractProps: ({ options }) => ({ base: options.base ?? NET_REVENUE }),
    fieldDependencies: ({ options }) => {
        const base = options.base ?? NET_REVENUE;
        return base ? [{ name: base, type: "monetary" }] : [];
    },
};

registry.category("fields").add("customer_cost_percent", percentField);
