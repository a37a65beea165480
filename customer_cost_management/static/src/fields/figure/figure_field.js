import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { NOT_APPLICABLE, quantityText, rateText } from "../../core/figures";

/** A volume or a rate, read only, with as many decimals as it needs; a dash where there is none. */
export class FigureField extends Component {
    static template = "customer_cost_management.FigureField";
    static props = { ...standardFieldProps, format: Function };

    get text() {
        const value = this.props.record.data[this.props.name];
        return value ? this.props.format(value) : NOT_APPLICABLE;
    }
}

const figureField = (displayName, format) => ({
    component: FigureField,
    displayName,
    supportedTypes: ["float"],
    extractProps: () => ({ format }),
});

export const quantityField = figureField(_t("Volume"), quantityText);
export const rateField = figureField(_t("Rate"), rateText);

registry.category("fields").add("customer_cost_quantity", quantityField);
registry.category("fields").add("customer_cost_rate", rateField);
