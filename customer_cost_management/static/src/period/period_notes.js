import { Component, onWillStart, useState } from "@odoo/owl";
import { KeepLast } from "@web/core/utils/concurrency";
import { useBus, useService } from "@web/core/utils/hooks";
import { PageNotes } from "../chart_page/page_notes";

const MODEL = "customer.profitability.period";

/** What should be known about the figures of the chosen period, above list, cards, pivot, graph. */
export class PeriodNotes extends Component {
    static template = "customer_cost_management.PeriodNotes";
    static components = { PageNotes };
    static props = {};

    setup() {
        this.orm = useService("orm");
        this.last = new KeepLast();
        this.state = useState({ notes: [] });
        useBus(this.model, "update", () => this.load());
        // not awaited: the figures do not wait for what is said about them
        onWillStart(() => {
            this.load();
        });
    }

    get model() {
        return this.env.searchModel;
    }

    async load() {
        const { periodContext: context } = this.model;
        const asked = JSON.stringify(context);
        if (!this.model.period.published || asked === this.asked) {
            return;
        }
        this.asked = asked;
        try {
            this.state.notes = await this.last.add(this.orm.silent.call(MODEL, "get_notes", [], { context }));
        } catch {
            // asked again with the next search; the figures say themselves that they failed
            this.asked = null;
        }
    }
}
