import { Component } from "@odoo/owl";
import { ChartCard } from "../chart_page/chart_card";
import { percentText } from "../core/figures";

/** One customer beside the picture: where he stands, and what to do about it. */
export class QuadrantCard extends Component {
    static template = "customer_cost_management.QuadrantCard";
    static components = { ChartCard };
    static props = {
        point: Object,
        quadrant: String,
        advice: Object,
        maySimulate: Boolean,
        mayAct: { type: Boolean, optional: true },
        amount: Function,
        open: Function,
        simulate: Function,
        act: { type: Function, optional: true },
        close: Function,
    };

    percent(value) {
        return percentText(value);
    }

    get afterService() {
        return percentText(this.props.point.margin_percent - this.props.point.service_percent);
    }
}
