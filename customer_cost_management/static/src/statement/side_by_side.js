import { Component, onWillStart, useState } from "@odoo/owl";
import { router } from "@web/core/browser/router";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { amountText, percentText, quantityText, rateText } from "../core/figures";
import { inContext, startingChoice } from "../period/period_search_model";

/** Two to five statements side by side, each column a customer and a period. */
export class SideBySide extends Component {
    static template = "customer_cost_management.SideBySide";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ page: null, failure: false });
        const { params } = this.props.action;
        this.model = params?.res_model || router.current.statement_model;
        this.ids = params?.res_ids || String(router.current.statement_ids || "").split(",").map(Number).filter(Boolean);
        // rows of a period are others in another one
        this.choice = startingChoice(params?.context);
        onWillStart(() => {
            this.load();
        });
    }

    get display() {
        return { controlPanel: {} };
    }

    get context() {
        return inContext(this.choice);
    }

    get caption() {
        return _t("Statements side by side: costs carry a minus");
    }

    async load() {
        this.state.failure = false;
        try {
            this.state.page = await this.orm.silent.call(this.model, "get_side_by_side", [this.ids], { context: this.context });
            this.props.updateActionState?.({
                ...this.choice,
                statement_model: this.model,
                statement_ids: this.ids.join(","),
            });
        } catch (error) {
            // who chose too many, or what he may not read, is told so
            this.state.failure = error.data?.message || _t("Could not load the figures.");
        }
    }

    amount(cell, place) {
        return amountText(cell.amount, this.state.page.columns[place].currency_id);
    }

    percent(cell) {
        return percentText(cell.percent);
    }

    /** 400 × 125.00 */
    calculation(cell) {
        return cell.quantity ? `${quantityText(cell.quantity)} × ${rateText(cell.rate)}` : "";
    }

    open(column, newWindow) {
        return this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: column.customer,
                res_model: this.model,
                res_id: column.id,
                views: [[false, "form"]],
                context: this.context,
            },
            { newWindow }
        );
    }
}

registry.category("actions").add("customer_cost_side_by_side", SideBySide);
