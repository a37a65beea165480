import { Component } from "@odoo/owl";

/** One point of a picture beside or below it: who stands there, and what to open. */
export class ChartCard extends Component {
    static template = "customer_cost_management.ChartCard";
    static props = {
        className: { type: String, optional: true },
        title: String,
        tier: { type: [String, Boolean], optional: true },
        close: Function,
        slots: Object,
    };
}
