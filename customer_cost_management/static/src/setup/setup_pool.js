import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { amountText, percentText } from "../core/figures";

/** One proposed pool: switch, accounts, amount, activities with their drivers and why. */
export class SetupPool extends Component {
    static template = "customer_cost_management.SetupPool";
    static props = {
        row: Object,
        on: Boolean,
        disabled: Boolean,
        currencyId: Number,
        toggle: Function,
    };

    get amount() {
        return amountText(this.props.row.amount, this.props.currencyId);
    }

    get source() {
        const { items, accounts } = this.props.row;
        return _t("%(items)s items · %(accounts)s", { items, accounts });
    }

    percent(activity) {
        return activity.percent ? percentText(activity.percent) : "";
    }

    confidence(activity) {
        const labels = { certain: _t("certain"), likely: _t("likely"), guess: _t("stand-in") };
        return labels[activity.confidence];
    }

    color(activity) {
        const colors = { certain: "text-bg-success", likely: "text-bg-info" };
        return colors[activity.confidence] || "text-bg-warning";
    }
}
