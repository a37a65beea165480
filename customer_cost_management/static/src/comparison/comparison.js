import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { amountText, NOT_APPLICABLE, quantityText, rateText } from "../core/figures";

/** A run beside another: rate and usage effect of each activity, and who was affected most. */
export class RunComparison extends Component {
    static template = "customer_cost_management.RunComparison";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ page: null, failed: false });
        this.otherId = false;
        onWillStart(() => {
            this.load(this.props.record.resId);
        });
        onWillUpdateProps((props) => {
            if (props.record.resId !== this.props.record.resId) {
                this.otherId = false;
                this.load(props.record.resId);
            }
        });
    }

    async load(runId = this.props.record.resId) {
        this.state.failed = false;
        this.state.page = null;
        if (!runId) {
            return;
        }
        try {
            this.state.page = await this.orm.silent.call("customer.cost.run", "get_comparison", [
                [runId],
                this.otherId,
            ]);
        } catch {
            this.state.failed = true;
        }
    }

    choose(event) {
        this.otherId = Number(event.target.value);
        return this.load();
    }

    amount(value) {
        return amountText(value, this.state.page.currency_id);
    }

    rate(value) {
        return value === null ? NOT_APPLICABLE : rateText(value);
    }

    quantity(value) {
        return quantityText(value);
    }

    /** Amount with an arrow: the sign of an effect must not hang on its colour alone. */
    icon(value) {
        return value > 0 ? "fa-arrow-up" : value < 0 ? "fa-arrow-down" : "fa-minus";
    }

    color(value) {
        return value > 0 ? "text-success" : value < 0 ? "text-danger" : "text-muted";
    }

    sum(name) {
        return this.state.page.activities.reduce((total, row) => total + row[name], 0);
    }

    get caption() {
        const { run, other } = this.state.page;
        return _t("%(after)s compared with %(before)s: what costs more is negative", {
            after: run.label,
            before: other.label,
        });
    }

    openCustomer(customer) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: customer.label,
            res_model: "customer.profitability",
            domain: [
                ["partner_id", "=", customer.id],
                ["run_id", "in", [this.state.page.run.id, this.state.page.other.id]],
            ],
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

export const runComparison = { component: RunComparison };

registry.category("view_widgets").add("customer_cost_comparison", runComparison);
