import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { deserializeDate } from "@web/core/l10n/dates";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { amountText } from "../../core/figures";

const HEIGHT = 48;
const WIDTH = 14;

/** A year of contributions as bars: above zero teal, below red; a month without figures is a gap. */
export class MonthBarsField extends Component {
    static template = "customer_cost_management.MonthBarsField";
    static props = { ...standardFieldProps };

    get months() {
        return this.props.record.data[this.props.name] || [];
    }

    get width() {
        return WIDTH * this.months.length;
    }

    get height() {
        return HEIGHT;
    }

    /** Where zero lies, so that the highest and the lowest bar fill the height. */
    get scale() {
        const amounts = this.months.map((month) => month.amount || 0);
        const highest = Math.max(0, ...amounts);
        const lowest = Math.min(0, ...amounts);
        const span = highest - lowest || 1;
        return { zero: (highest / span) * HEIGHT, unit: HEIGHT / span };
    }

    get bars() {
        const { zero, unit } = this.scale;
        return this.months
            .map(({ month, amount }, place) => ({ month, amount, place }))
            .filter(({ amount }) => amount !== null && amount !== false)
            .map(({ month, amount, place }) => ({
                key: month,
                x: place * WIDTH + 2,
                y: amount > 0 ? zero - amount * unit : zero,
                height: Math.max(Math.abs(amount) * unit, 1),
                class: amount < 0 ? "o_month_bar_loss" : "o_month_bar_profit",
                title: this.title(month, amount),
            }));
    }

    title(month, amount) {
        const name = deserializeDate(month).toLocaleString({ month: "long", year: "numeric" });
        const currency = this.props.record.data.currency_id;
        return `${name}: ${amountText(amount, currency?.id ?? currency?.[0])}`;
    }

    get label() {
        return _t("Contribution of each month");
    }
}

registry.category("fields").add("customer_cost_month_bars", {
    component: MonthBarsField,
    supportedTypes: ["json"],
    fieldDependencies: [{ name: "currency_id", type: "many2one", relation: "res.currency" }],
});
