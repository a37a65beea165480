import { Component } from "@odoo/owl";
import { NoFigures } from "./no_figures";
import { PageNotes } from "./page_notes";

/** Around the figures of a page: that they are coming, that they failed, that there are none. */
export class ChartFigures extends Component {
    static template = "customer_cost_management.ChartFigures";
    static components = { NoFigures, PageNotes };
    static props = {
        page: { type: [Object, { value: null }, Boolean], optional: true },
        loading: Boolean,
        failure: String,
        retry: Function,
        height: { type: String, optional: true },
        slots: Object,
    };

    get isEmpty() {
        return !this.props.page?.customer_count;
    }

    get reason() {
        return this.props.page?.reason || "nothing_published";
    }
}
