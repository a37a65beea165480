import { Component, onWillStart, useState } from "@odoo/owl";
import { router } from "@web/core/browser/router";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { amountText } from "../core/figures";

const BACKWARDS = "customer.cost.allocation";

/** From an entry to the customers it reached, or from a customer's cost back to the entries. */
export class Trace extends Component {
    static template = "customer_cost_management.Trace";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ page: null, failed: false });
        const { params } = this.props.action;
        this.model = params?.res_model || router.current.trace_model;
        this.id = params?.res_id || Number(router.current.trace_id);
        onWillStart(() => {
            this.load();
        });
    }

    get backwards() {
        return this.model === BACKWARDS;
    }

    get display() {
        return { controlPanel: {} };
    }

    async load() {
        this.state.failed = false;
        try {
            const [method, args] = this.backwards
                ? ["get_sources", [this.id]]
                : ["get_trace", [this.model, this.id]];
            this.state.page = await this.orm.silent.call("customer.cost.trace", method, args);
            this.props.updateActionState?.({ trace_model: this.model, trace_id: this.id });
        } catch {
            this.state.failed = true;
        }
    }

    amount(value) {
        return amountText(value, this.state.page.currency_id);
    }

    openRecord(model, id, newWindow = false) {
        return this.action.doAction(
            {
                type: "ir.actions.act_window",
                res_model: model,
                res_id: id,
                views: [[false, "form"]],
            },
            { newWindow }
        );
    }

    openCustomer(customer) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: customer.label,
            res_model: "customer.profitability",
            domain: [["partner_id", "=", customer.id]],
            views: [
                [false, "list"],
                [false, "kanban"],
                [false, "form"],
            ],
            mobile_view_mode: "kanban",
            context: { create: false },
        });
    }
}

registry.category("actions").add("customer_cost_trace", Trace);
