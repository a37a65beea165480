import { Component } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { PageNotes } from "./page_notes";

const ADDON = "customer_cost_management";

/** Around the figures of a page: that they are coming, that they failed, that there are none. */
export class ChartFigures extends Component {
    static template = "customer_cost_management.ChartFigures";
    static components = { PageNotes };
    static props = {
        page: { type: [Object, { value: null }, Boolean], optional: true },
        loading: Boolean,
        failure: String,
        retry: Function,
        height: { type: String, optional: true },
        slots: Object,
    };

    setup() {
        this.action = useService("action");
    }

    get isEmpty() {
        return !this.props.page?.customer_count;
    }

    get reason() {
        return this.props.page?.reason || "nothing_published";
    }

    openSetup() {
        return this.action.doAction(`${ADDON}.customer_cost_setup_action`);
    }

    openOverview() {
        return this.action.doAction(`${ADDON}.customer_cost_overview_action`);
    }

    /** Back to all customers of the period. */
    clearFilters() {
        this.env.searchModel.clearQuery();
    }
}
