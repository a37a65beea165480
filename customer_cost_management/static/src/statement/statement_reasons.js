import { Component, onWillUpdateProps, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { plainAmountText } from "../core/figures";

/** So many reasons are shown; the rest in one line that opens them. */
const SHOWN = 5;

/** Why the contribution changed: sentences whose amounts add up to the change. */
export class StatementReasons extends Component {
    static template = "customer_cost_management.StatementReasons";
    static props = { change: Object, currencyId: Number, open: Function };

    setup() {
        this.state = useState({ all: false });
        onWillUpdateProps((props) => {
            if (props.change !== this.props.change) {
                this.state.all = false;
            }
        });
    }

    /** One reason more than fit is shown, too: a line for it would take as much room. */
    get shown() {
        const { reasons } = this.props.change;
        return this.state.all || reasons.length <= SHOWN + 1 ? reasons : reasons.slice(0, SHOWN);
    }

    get hidden() {
        return this.props.change.reasons.slice(this.shown.length);
    }

    get hiddenSum() {
        return this.hidden.reduce((sum, reason) => sum + reason.amount, 0);
    }

    get more() {
        return _t("%(count)s smaller reasons", { count: this.hidden.length });
    }

    get totalIcon() {
        const { amount } = this.props.change;
        return `${this.color(amount)} ${amount > 0 ? "fa-arrow-up" : amount < 0 ? "fa-arrow-down" : "fa-minus"}`;
    }

    amount(value) {
        const text = plainAmountText(value, this.props.currencyId);
        return value > 0 ? `+${text}` : text;
    }

    color(value) {
        return value > 0 ? "text-success" : value < 0 ? "text-danger" : "text-muted";
    }
}
