import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { amountText, percentText, quantityText, rateText } from "../core/figures";

/** Lines that are made of captured entries; the others are made of activities or of sums. */
const ENTRY_LINES = [
    "gross_revenue",
    "discount",
    "refund",
    "net_revenue",
    "booked_cost_of_sales",
    "direct_cost_of_sales",
    "order_direct",
    "customer_direct",
    "relationship",
    "credit_loss",
    "exchange_difference",
];

/** The statement of a customer as a table: levels, lines, activities; each opens its records. */
export class StatementField extends Component {
    static template = "customer_cost_management.StatementField";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
    }

    get statement() {
        return this.props.record.data[this.props.name] || { rows: [] };
    }

    get caption() {
        return _t("Statement of the customer: costs carry a minus");
    }

    amount(row) {
        return amountText(row.amount, this.statement.currency_id);
    }

    percent(row) {
        return percentText(row.percent);
    }

    /** 400 × 125.00 */
    calculation(row) {
        return `${quantityText(row.quantity)} × ${rateText(row.rate)}`;
    }

    reason(row) {
        if (row.amount === null) {
            return _t("Revenue was booked without an invoice");
        }
        return row.percent === null ? _t("Net revenue is not positive") : "";
    }

    opens(row) {
        return (
            Boolean(row.allocation_id) ||
            row.kind === "memo" ||
            (this.statement.may_trace && row.amount && ENTRY_LINES.includes(row.key))
        );
    }

    async open(row, newWindow) {
        const action =
            row.kind === "activity"
                ? {
                      type: "ir.actions.act_window",
                      name: row.label,
                      res_model: "customer.cost.allocation",
                      res_id: row.allocation_id,
                      views: [[false, "form"]],
                  }
                : await this.orm.call("customer.profitability", "action_open_line", [
                      [this.props.record.resId],
                      row.key,
                  ]);
        return this.action.doAction(action, { newWindow });
    }
}

export const statementField = {
    component: StatementField,
    displayName: _t("Statement of a customer"),
    supportedTypes: ["json", "jsonb"],
};

registry.category("fields").add("customer_cost_statement", statementField);
