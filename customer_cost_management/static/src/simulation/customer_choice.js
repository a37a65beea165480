import { Component, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";

/** For whom new changes are: customers as chips, and a field that finds more of them. */
export class CustomerChoice extends Component {
    static template = "customer_cost_management.CustomerChoice";
    static props = {
        simulationId: Number,
        customers: Array,
        disabled: Boolean,
        choose: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ text: "", found: [], searched: false });
        this.search = useDebounced(() => this.find(), 250);
    }

    onInput(event) {
        this.state.text = event.target.value;
        this.search();
    }

    async find() {
        const text = this.state.text.trim();
        const found = text
            ? await this.orm.silent.call("customer.cost.simulation", "find_customers", [
                  [this.props.simulationId],
                  text,
              ])
            : [];
        Object.assign(this.state, { found, searched: Boolean(text) });
    }

    get ids() {
        return this.props.customers.map((customer) => customer.id);
    }

    add(customer) {
        Object.assign(this.state, { text: "", found: [], searched: false });
        return this.props.choose([...this.ids, customer.id]);
    }

    remove(customer) {
        return this.props.choose(this.ids.filter((id) => id !== customer.id));
    }
}
