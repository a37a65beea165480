import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { Layout } from "@web/search/layout";
import { SearchBar } from "@web/search/search_bar/search_bar";
import { useSearchBarToggler } from "@web/search/search_bar/search_bar_toggler";
import { WithSearch } from "@web/search/with_search/with_search";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { WhalePage } from "./whale_page";

/** The search bar of the page: which customers of which year are ranked. */
class WhaleLayout extends Component {
    static template = "customer_cost_management.WhaleLayout";
    static components = { Layout, SearchBar, WhalePage };
    static props = { domain: Array };

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

    get search() {
        return {
            resModel: "customer.profitability.year",
            searchViewId: false,
            loadIrFilters: true,
            searchMenuTypes: ["filter", "favorite"],
            context: { search_default_last_twelve: 1, ...this.props.action.context },
        };
    }
}

registry.category("actions").add("customer_whale_curve", WhaleCurve);
