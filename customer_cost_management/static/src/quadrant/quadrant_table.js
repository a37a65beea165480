import { Component } from "@odoo/owl";
import { percentText } from "../core/figures";

/** The picture as rows, most revenue first. */
export class QuadrantTable extends Component {
    static template = "customer_cost_management.QuadrantTable";
    static props = {
        points: Array,
        amount: Function,
        quadrantOf: Function,
        actionOf: Function,
        open: Function,
    };

    percent(value) {
        return percentText(value);
    }
}
