import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { amountText } from "../core/figures";
import { MonthBarsField } from "../fields/month_bars/month_bars_field";
import { SpendingFindings } from "./spending_findings";

const TRENDS = {
    up: { icon: "fa-arrow-up text-success", word: _t("rising") },
    down: { icon: "fa-arrow-down text-danger", word: _t("falling") },
    flat: { icon: "fa-minus text-muted", word: _t("steady") },
};
const BANDS = {
    profit: { icon: "fa-plus-circle text-success", word: _t("The customer earns money") },
    near_zero: { icon: "fa-circle-o text-muted", word: _t("The customer is around zero") },
    loss: { icon: "fa-minus-circle text-danger", word: _t("The customer loses money") },
};
const SIDES = {
    ours: { icon: "fa-user-o", word: _t("Of us") },
    customer: { icon: "fa-user", word: _t("Of the customer") },
    official: { icon: "fa-university", word: _t("Public official") },
};
const RESULTS = { met: "fa-check text-success", partly: "fa-adjust text-muted", not: "fa-times text-danger" };

/** What who decides should know of the customer and the budget, now or as it was when decided. */
export class ApprovalCardField extends Component {
    static template = "customer_cost_management.ApprovalCardField";
    static components = { MonthBarsField, SpendingFindings };
    static props = { ...standardFieldProps, compact: { type: Boolean, optional: true } };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    /** The figures of today; of a decision the card shows those he saw. */
    async openStatements() {
        const id = this.card.partner_id;
        return this.action.doAction(await this.orm.call("res.partner", "action_open_customer_statements", [[id]]));
    }

    get card() {
        return this.props.record.data[this.props.name] || {};
    }

    get profit() {
        return this.card.profit;
    }

    get band() {
        return BANDS[this.card.band];
    }

    get sides() {
        return SIDES;
    }

    get trend() {
        return TRENDS[this.profit.trend];
    }

    /** The bars read their months from a record; here they come with the card. */
    get barsRecord() {
        return {
            data: { monthly: this.profit.monthly, currency_id: { id: this.card.currency_id } },
        };
    }

    get seenWords() {
        const { by, day } = this.card;
        return by ? _t("As seen by %(name)s on %(day)s", { name: by, day: this.day(day) }) : _t("As seen on %s", this.day(day));
    }

    money(amount) {
        return amountText(amount, this.card.currency_id);
    }

    day(text) {
        return formatDate(deserializeDate(text));
    }

    used(line) {
        return line.total > 0 ? Math.max(0, Math.min(100, (100 * (line.total - line.after)) / line.total)) : 100;
    }

    resultIcon(request) {
        return RESULTS[request.result] || "fa-clock-o text-muted";
    }
}

registry.category("fields").add("customer_cost_approval_card", {
    component: ApprovalCardField,
    displayName: _t("Card of an approval"),
    supportedTypes: ["json", "jsonb"],
    extractProps: ({ options }) => ({ compact: Boolean(options.compact) }),
});

/** Who approves a case: the steps as a chain, each with its reason. */
export class RouteField extends Component {
    static template = "customer_cost_management.RouteField";
    static props = { ...standardFieldProps };

    get route() {
        return this.props.record.data[this.props.name] || { steps: [], notes: [] };
    }
}

registry.category("fields").add("customer_cost_route", {
    component: RouteField,
    displayName: _t("Way of an approval"),
    supportedTypes: ["json", "jsonb"],
});
