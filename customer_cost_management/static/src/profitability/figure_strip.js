import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { KeepLast } from "@web/core/utils/concurrency";
import { useBus, useService } from "@web/core/utils/hooks";
import { amountText } from "../core/figures";
import { filteredList } from "../figure_strip/filtered_list";

const MODEL = "customer.profitability.period";
const RECONCILIATION = "customer_cost_management.customer_cost_reconciliation_action";

/** The figures of the chosen customers above their list; a click filters, or leads to the proof. */
export class FigureStrip extends Component {
    static template = "customer_cost_management.FigureStrip";
    static props = {};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.last = new KeepLast();
        this.state = useState({ strip: null, failed: false });
        useBus(this.model, "update", () => this.load());
        // not awaited: the list does not wait for the strip
        onWillStart(() => {
            this.load();
        });
    }

    get model() {
        return this.env.searchModel;
    }

    get strip() {
        return this.state.strip;
    }

    async load() {
        const { domain, periodContext: context } = this.model;
        const asked = JSON.stringify([domain, context]);
        if (!this.model.period.published || (asked === this.asked && !this.state.failed)) {
            return;
        }
        this.asked = asked;
        this.state.failed = false;
        try {
            this.state.strip = await this.last.add(
                this.orm.silent.call(MODEL, "get_strip", [domain], { context })
            );
        } catch {
            this.state.failed = true;
        }
    }

    amount(value) {
        return amountText(value, this.strip.currency_id);
    }

    get figures() {
        const { customers, losing, lost, net_revenue, cm3, company } = this.strip;
        const figures = [
            { key: "net_revenue", text: this.amount(net_revenue), caption: _t("Net revenue"), ...this.filter("") },
            {
                key: "cm3",
                text: this.amount(cm3),
                caption: _t("Contribution of %(count)s customers", { count: customers }),
                look: cm3 < 0 ? "text-danger" : "",
                ...this.filter("profit"),
            },
            {
                key: "loss",
                text: losing ? _t("%(count)s lose %(amount)s", { count: losing, amount: this.amount(lost) }) : "0",
                caption: _t("Loss-making"),
                look: losing ? "text-danger" : "text-muted",
                ...this.filter("loss"),
            },
        ];
        return company ? [...figures, ...this.proof(company)] : figures;
    }

    /** What is not on customers, and whether everything ties to the books. */
    proof({ beside, difference, run_ids: runIds }) {
        const open = (newWindow) => this.openReconciliation(runIds, newWindow);
        return [
            { key: "beside", text: this.amount(beside), caption: _t("Not on customers"), look: beside < 0 ? "text-danger" : "", open },
            {
                key: "difference",
                text: this.amount(difference),
                caption: _t("Difference to the books"),
                icon: difference ? "fa-exclamation-triangle" : "fa-check",
                look: difference ? "text-danger" : "text-success",
                open,
            },
        ];
    }

    get notes() {
        const { estimate, compared, comparable } = this.model.period;
        const { apart } = this.strip;
        return [
            apart && { key: "apart", look: "text-bg-light border", icon: "fa-money", text: apart },
            estimate && { key: "estimate", look: "border fst-italic text-body", icon: "fa-hourglass-half", text: _t("Estimates included") },
            compared &&
                comparable && { key: "compared", look: "text-bg-light border", icon: "fa-exchange", text: _t("Change against %(period)s", { period: compared }) },
            compared &&
                !comparable && {
                    key: "incomparable",
                    look: "text-bg-light border",
                    icon: "fa-info-circle",
                    text: _t("No comparison: %(period)s is not published in full", { period: compared }),
                },
        ].filter(Boolean);
    }

    /** What a click on a figure does: it filters the list, or in a tab shows what it would leave. */
    filter(name) {
        return { open: (newWindow) => (newWindow ? this.openFiltered(name) : this.toggle(name)) };
    }

    toggle(name) {
        if (!name) {
            return this.model.clearQuery();
        }
        const [filter] = this.model.getSearchItems((item) => item.name === name);
        return filter && this.model.toggleSearchItem(filter.id);
    }

    openFiltered(name) {
        const { domain, globalDomain } = this.model;
        const list = filteredList(this.model, name ? domain : globalDomain, [name], _t("Customers"));
        return this.action.doAction(list, { newWindow: true });
    }

    async openReconciliation(runIds, newWindow = false) {
        const action = await this.action.loadAction(RECONCILIATION);
        return this.action.doAction({ ...action, params: { run_id: runIds.join(",") } }, { newWindow });
    }
}
