import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { amountText } from "../core/figures";

/** Actual, simulated and the difference; colour and arrow say whether it is good. */
export class ComparisonTable extends Component {
    static template = "customer_cost_management.ComparisonTable";
    static props = {
        caption: String,
        rows: Array,
        currencyId: Number,
        strong: { type: Array, optional: true },
        open: { type: Function, optional: true },
    };
    static defaultProps = { strong: [] };

    amount(value) {
        return amountText(value, this.props.currencyId);
    }

    isStrong(row) {
        return this.props.strong.includes(row.key);
    }

    color(row) {
        if (!row.change) {
            return "text-muted";
        }
        return row.change > 0 === row.rise_is_good ? "text-success" : "text-danger";
    }

    arrow(row) {
        return row.change > 0 ? "fa-arrow-up" : "fa-arrow-down";
    }

    direction(row) {
        return row.change > 0 ? _t("rises") : _t("falls");
    }
}
