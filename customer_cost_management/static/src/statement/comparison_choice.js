import { Component, useState } from "@odoo/owl";
import { useDebounced } from "@web/core/utils/timing";

let choices = 0;

/** What a statement is compared with; for another customer a field that finds him. */
export class ComparisonChoice extends Component {
    static template = "customer_cost_management.ComparisonChoice";
    static props = {
        kinds: Array,
        kind: String,
        partner: { type: Object, optional: true },
        choose: Function,
        find: Function,
    };

    setup() {
        this.id = `statement_choice_${++choices}`;
        this.state = useState({ text: null, found: [], searched: false });
        this.search = useDebounced(() => this.find(), 250);
    }

    onKind(event) {
        Object.assign(this.state, { text: null, found: [], searched: false });
        return this.props.choose(event.target.value);
    }

    onInput(event) {
        this.state.text = event.target.value;
        this.search();
    }

    async find() {
        const text = (this.state.text || "").trim();
        const found = text ? await this.props.find(text) : [];
        Object.assign(this.state, { found, searched: Boolean(text) });
    }

    pick(customer) {
        Object.assign(this.state, { text: customer.name, found: [], searched: false });
        return this.props.choose("customer", customer);
    }
}
