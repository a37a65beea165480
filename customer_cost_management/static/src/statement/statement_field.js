import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { getCurrency } from "@web/core/currency";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { plainAmountText, percentText, pointsText, quantityText, rateText } from "../core/figures";
import { useOrmWithin } from "../core/record_orm";
import { ComparisonChoice } from "./comparison_choice";
import { StatementReasons } from "./statement_reasons";
import { StatementWaterfall } from "./statement_waterfall";

/** The statement of a customer as a table beside another; each line opens its records. */
export class StatementField extends Component {
    static template = "customer_cost_management.StatementField";
    static components = { ComparisonChoice, StatementReasons, StatementWaterfall };
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
        this.orm = useOrmWithin(() => this.props.record.context);
        this.ui = useService("ui");
        this.state = useState({ comparison: null, loaded: null, failed: false, folded: {} });
        this.chosen = { kind: "previous" };
        onWillStart(() => {
            this.load(this.props.record.resId);
        });
        onWillUpdateProps((props) => {
            if (props.record.resId !== this.props.record.resId) {
                this.chosen.partner = undefined;
                Object.assign(this.state, { comparison: null, loaded: null });
                this.load(props.record.resId);
            }
        });
    }

    get statement() {
        return this.props.record.data[this.props.name] || { rows: [] };
    }

    get comparison() {
        return this.state.comparison || { kinds: [], rows: [] };
    }

    get rows() {
        const rows = this.comparison.rows.length ? this.comparison.rows : this.statement.rows;
        return [...rows, ...(this.state.loaded?.rows || [])];
    }

    /** The rows without those below a level that the reader folded. */
    get shownRows() {
        let folded = false;
        return this.rows.filter((row) => {
            if (this.isBelowLevel(row)) {
                return !folded;
            }
            folded = row.kind === "level" && this.state.folded[row.key];
            return true;
        });
    }

    isBelowLevel(row) {
        return ["part", "activity"].includes(row?.kind);
    }

    /** Whether a level has anything below it to fold. */
    folds(row) {
        return row.kind === "level" && this.isBelowLevel(this.rows[this.rows.indexOf(row) + 1]);
    }

    toggleLevel(row) {
        this.state.folded[row.key] = !this.state.folded[row.key];
    }

    /** Revenue, contribution and its percentage: what fits on a phone. */
    get strip() {
        return ["net_revenue", "cm3"].flatMap((key) => this.statement.rows.filter((row) => row.key === key));
    }

    /** Said once, at the head of the column. */
    get periodHead() {
        const symbol = getCurrency(this.statement.currency_id)?.symbol;
        return symbol ? _t("Period, in %(currency)s", { currency: symbol }) : _t("Period");
    }

    get caption() {
        return _t("Statement of the customer: costs carry a minus");
    }

    // ------------------------------------------------------------------ comparing

    async load(resId = this.props.record.resId) {
        this.state.failed = false;
        if (!resId) {
            return;
        }
        const { kind, partner } = this.chosen;
        const asked = (this.asked = { resId, kind, partner });
        try {
            const comparison = await this.orm.silent.call(this.props.record.resModel, "get_comparison", [
                [resId],
                kind,
                partner ? partner.id : false,
            ]);
            // of two questions only the answer to the last is shown
            if (asked === this.asked) {
                this.state.comparison = comparison;
            }
        } catch {
            this.state.failed = asked === this.asked;
        }
    }

    choose(kind, partner) {
        this.chosen = { kind, partner };
        return this.load();
    }

    findCustomers(text) {
        return this.orm.silent.call(this.props.record.resModel, "find_customers", [[this.props.record.resId], text]);
    }

    /** Shares of cost that he did not cause, below the contribution; or away with them. */
    async toggleLoaded() {
        this.state.loaded = this.state.loaded
            ? null
            : await this.orm.call(this.props.record.resModel, "get_fully_loaded", [[this.props.record.resId]]);
    }

    other(row) {
        return this.comparison.in_percent ? percentText(row.other) : plainAmountText(row.other, this.statement.currency_id);
    }

    delta(row) {
        return this.comparison.in_percent ? pointsText(row.delta) : plainAmountText(row.delta, this.statement.currency_id);
    }

    icon(row) {
        return row.delta > 0 ? "fa-arrow-up" : row.delta < 0 ? "fa-arrow-down" : "fa-minus";
    }

    color(row) {
        return row.better > 0 ? "text-success" : row.better < 0 ? "text-danger" : "text-muted";
    }

    // ------------------------------------------------------------------ figures

    amount(row) {
        return plainAmountText(row.amount, this.statement.currency_id);
    }

    percent(row) {
        return percentText(row.percent);
    }

    /** 400, or 30 min: opens what was counted */
    volume(row) {
        return row.quantity ? [quantityText(row.quantity), row.unit].filter(Boolean).join(" ") : "";
    }

    rate(row) {
        return rateText(row.rate);
    }

    reason(row) {
        if (row.amount === null) {
            return _t("Revenue was booked without an invoice");
        }
        return row.percent === null ? _t("Net revenue is not positive") : "";
    }

    // ------------------------------------------------------------------ opening

    opens(row) {
        if (row.kind === "activity") {
            return Boolean(row.quantity || row.amount);
        }
        return row.kind === "memo" || Boolean(row.amount && this.statement.opens?.includes(row.key));
    }

    async open(row, newWindow) {
        const action = row.allocation_id
            ? {
                  type: "ir.actions.act_window",
                  name: row.label,
                  res_model: "customer.cost.allocation",
                  res_id: row.allocation_id,
                  views: [[false, "form"]],
              }
            : await this.ask(row.activity_id ? "action_open_activity" : "action_open_line", row.activity_id || row.key);
        return this.action.doAction(action, { newWindow });
    }

    async openVolume(row, newWindow) {
        return this.action.doAction(await this.ask("action_open_volume", row.activity_id), { newWindow });
    }

    /** The evidence of a reason: the activity or the line of the statement it speaks of. */
    openReason(reason, newWindow) {
        const row = this.statement.rows.find((each) => each.activity_id && each.activity_id === reason.activity_id);
        return this.open(row || { key: reason.line, activity_id: reason.activity_id }, newWindow);
    }

    ask(method, argument) {
        return this.orm.call(this.props.record.resModel, method, [[this.props.record.resId], argument]);
    }
}

export const statementField = {
    component: StatementField,
    displayName: _t("Statement of a customer"),
    supportedTypes: ["json", "jsonb"],
};

registry.category("fields").add("customer_cost_statement", statementField);
