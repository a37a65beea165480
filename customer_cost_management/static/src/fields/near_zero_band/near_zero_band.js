import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { FloatField } from "@web/views/fields/float/float_field";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { shortAmount } from "../../core/short_amount";

const EXAMPLE_REVENUE = 100000;

/** A percentage, with a picture of which customers it calls losing, near zero and earning. */
export class NearZeroBandField extends Component {
    static template = "customer_cost_management.NearZeroBandField";
    static components = { FloatField };
    static props = { ...standardFieldProps };

    get floatFieldProps() {
        return { ...this.props, digits: [5, 2] };
    }

    get limit() {
        return (EXAMPLE_REVENUE * this.props.record.data[this.props.name]) / 100;
    }

    get sentence() {
        const options = { inChineseUnits: this.props.record.data.customer_cost_chinese_units };
        return _t("At %(revenue)s net revenue: from %(low)s to %(high)s.", {
            revenue: shortAmount(EXAMPLE_REVENUE, options),
            low: shortAmount(-this.limit, options),
            high: shortAmount(this.limit, options),
        });
    }

    /** Share of the picture that is near zero; the other two always stay visible. */
    get width() {
        return Math.min(Math.max(this.props.record.data[this.props.name], 0), 100) * 0.6;
    }
}

export const nearZeroBandField = {
    component: NearZeroBandField,
    displayName: _t("Near-zero band"),
    supportedTypes: ["float"],
    fieldDependencies: [{ name: "customer_cost_chinese_units", type: "boolean" }],
};

registry.category("fields").add("customer_cost_near_zero_band", nearZeroBandField);
