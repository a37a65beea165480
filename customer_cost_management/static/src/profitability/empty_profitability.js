import { Component, onWillStart, useState } from "@odoo/owl";
import { KeepLast } from "@web/core/utils/concurrency";
import { useBus, useService } from "@web/core/utils/hooks";
import { NoFigures } from "../chart_page/no_figures";

const MODEL = "customer.profitability.period";

/** In place of Odoo's help of an empty list: why nobody is shown, and what to do next. */
export class EmptyProfitability extends Component {
    static template = "customer_cost_management.EmptyProfitability";
    static components = { NoFigures };
    static props = { "*": true };

    setup() {
        this.orm = useService("orm");
        this.last = new KeepLast();
        this.state = useState({ page: null });
        useBus(this.env.searchModel, "update", () => this.load());
        // not awaited: the list is shown around it
        onWillStart(() => {
            this.load();
        });
    }

    async load() {
        const { context } = this.env.searchModel;
        this.state.page = await this.last.add(this.orm.silent.call(MODEL, "get_why_no_figures", [], { context }));
    }
}
