import { Component } from "@odoo/owl";
import { amountText } from "../core/figures";

/** Account × destination: where each account went, beside what the ledger says today. */
export class AccountMatrix extends Component {
    static template = "customer_cost_management.AccountMatrix";
    static props = { matrix: Object, currencyId: Number, runIds: Array, onlyDifferent: { type: Boolean, optional: true }, open: Function };

    amount(value) {
        return amountText(value, this.props.currencyId);
    }

    /** All accounts, or those alone whose ledger is not what was captured. */
    get rows() {
        const { rows } = this.props.matrix;
        return this.props.onlyDifferent ? rows.filter((row) => row.difference) : rows;
    }

    get totals() {
        const { rows, destinations } = this.props.matrix;
        const sum = (values) => values.reduce((total, value) => total + value, 0);
        return {
            amounts: destinations.map((_destination, i) => sum(rows.map((row) => row.amounts[i]))),
            ledger: sum(rows.map((row) => row.ledger)),
            difference: sum(rows.map((row) => row.difference)),
        };
    }

    openCell(row, destination) {
        const domain = [
            ["run_id", "in", this.props.runIds],
            ["account_id", "=", row.account_id],
            ["destination", "=", destination.key],
        ];
        return this.props.open({
            label: `${row.label} · ${destination.label}`,
            records: { model: "customer.cost.capture", domain, group_by: [] },
        });
    }

    openLedger(row) {
        return this.props.open({
            label: row.label,
            records: {
                model: "customer.cost.capture",
                domain: [
                    ["run_id", "in", this.props.runIds],
                    ["account_id", "=", row.account_id],
                ],
                group_by: ["destination"],
            },
        });
    }
}
