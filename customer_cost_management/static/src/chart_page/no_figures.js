import { Component } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";

const ADDON = "customer_cost_management";

/** Why there is nobody to show, by what the reader may know, and what he can do about it. */
export class NoFigures extends Component {
    static template = "customer_cost_management.NoFigures";
    static props = { page: Object };

    setup() {
        this.action = useService("action");
    }

    get reason() {
        return this.props.page.reason || "nothing_published";
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
