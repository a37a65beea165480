import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { Layout } from "@web/search/layout";
import { SearchBar } from "@web/search/search_bar/search_bar";
import { useSearchBarToggler } from "@web/search/search_bar/search_bar_toggler";
import { WithSearch } from "@web/search/with_search/with_search";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { PeriodPicker } from "../period/period_picker";
import { PeriodSearchModel } from "../period/period_search_model";
import { WhalePage } from "./whale_page";

/** The search bar of a page: which customers of which period it is about. */
class WhaleLayout extends Component {
    static template = "customer_cost_management.WhaleLayout";
    static components = { Layout, PeriodPicker, SearchBar };
    static props = {
        page: Function,
        domain: Array,
        context: Object,
        updateActionState: { type: Function, optional: true },
    };

    setup() {
        this.searchBarToggler = useSearchBarToggler();
    }

    get display() {
        return { controlPanel: {} };
    }
}

/** What the best customers earn together, and how much of it the others eat. */
export class WhaleCurve extends Component {
    static template = "customer_cost_management.WhaleCurve";
    static components = { WhaleLayout, WithSearch };
    static props = { ...standardActionServiceProps };
    /** What is shown of the customers that the search bar chooses. */
    static page = WhalePage;

    get page() {
        return this.constructor.page;
    }

    get search() {
        return {
            SearchModel: PeriodSearchModel,
            resModel: "customer.profitability.period",
            searchViewId: false,
            loadIrFilters: true,
            searchMenuTypes: ["filter", "favorite"],
            context: this.props.action.context,
            display: { searchPanel: false },
        };
    }
}

registry.category("actions").add("customer_whale_curve", WhaleCurve);
