import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { amountText, percentText } from "../core/figures";
import { typedSum } from "./proposal";

/** One proposed pool: switch, accounts, amount, activities with their drivers and why. */
export class SetupPool extends Component {
    static template = "customer_cost_management.SetupPool";
    static props = {
        row: Object,
        on: Boolean,
        disabled: Boolean,
        currencyId: Number,
        open: Function,
        toggle: Function,
        change: Function,
    };

    setup() {
        this.state = useState({ open: "" });
    }

    /** What the present model has stays as it is: that is changed on its own pages. */
    get mayChange() {
        return !this.props.disabled && !this.props.row.known;
    }

    open(activity) {
        this.state.open = this.state.open === activity.code ? "" : activity.code;
    }

    /** A lone activity takes all, and minutes are no percents. */
    get hasPercents() {
        return this.props.row.activities.length > 1 && !this.props.row.timed;
    }

    changePercent(activity, text) {
        const percent = Number(text);
        this.props.change(activity.code, { percent: percent > 0 ? percent : 0 });
    }

    get wrongSum() {
        const sum = typedSum(this.props.row.activities);
        const text = sum === null || sum === 100 ? "" : percentText(sum);
        return text && _t("The percents add up to %s, not to 100 %.", text);
    }

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
