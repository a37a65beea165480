import { Component, onWillStart, onWillUnmount, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { router } from "@web/core/browser/router";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { amountText } from "../core/figures";
import { CoverageBar } from "../reconciliation/coverage_bar";
import { qualityShares, ticked, withChanges, withPools } from "./proposal";
import { SetupMonths } from "./setup_months";
import { SetupPool } from "./setup_pool";

const MODEL = "customer.cost.setup";
/** How often the page asks how far the months have come. */
const PATIENCE = 3000;

/** The setup assistant: what the books propose, what is ticked, and twelve months filling. */
export class CustomerCostSetup extends Component {
    static template = "customer_cost_management.Setup";
    static components = { Layout, CoverageBar, SetupMonths, SetupPool };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({
            page: null,
            loading: true,
            failed: false,
            refused: "",
            computing: false,
            pools: {},
            better: {},
            accounts: {},
            activities: {},
        });
        this.month = router.current.month || false;
        // not awaited: the page shows its shape while the books are read
        onWillStart(() => {
            this.load();
        });
        onWillUnmount(() => browser.clearTimeout(this.timer));
    }

    get page() {
        return this.state.page;
    }

    get display() {
        return { controlPanel: {} };
    }

    async load(month = this.month) {
        Object.assign(this.state, { loading: true, failed: false });
        try {
            this.show(await this.orm.silent.call(MODEL, "get_setup", [month]));
        } catch (error) {
            // who may not see it is told so, and whom to ask
            this.state.failed = error.data?.message || true;
        }
        this.state.loading = false;
    }

    /** A first model is ticked whole; beside one that is there nothing is. */
    show(page) {
        const pools = Object.fromEntries(page.rows.map((row) => [row.code, !page.started]));
        Object.assign(this.state, { page, pools, better: {}, accounts: {}, activities: {} });
        this.month = page.month;
        this.props.updateActionState?.({ month: page.month });
        this.watch();
    }

    watch() {
        browser.clearTimeout(this.timer);
        if (this.page.progress.working) {
            this.timer = browser.setTimeout(() => this.refresh(), PATIENCE);
        }
    }

    async refresh() {
        try {
            const args = [this.page.month];
            this.page.progress = await this.orm.silent.call(MODEL, "get_progress", args);
        } catch {
            // the next time will tell: a server that restarts must not stop the page
        }
        this.watch();
    }

    // ------------------------------------------------------------------ what is ticked

    toggle(kind, key) {
        this.state[kind][key] = !this.state[kind][key];
    }

    /**
     * @param {string} activity code
     * @param {{driver?: string, percent?: number}} values
     */
    change(activity, values) {
        const before = this.state.activities[activity];
        this.state.activities[activity] = { ...before, ...values };
    }

    /** Pools and accounts that are ticked: the shares of the coverage count them. */
    get choice() {
        return {
            pools: ticked(this.state.pools),
            accounts: ticked(this.state.accounts).map(Number),
        };
    }

    get rows() {
        return withChanges(this.page.rows, this.state.activities);
    }

    get coverage() {
        const { coverage, rows, unassigned } = this.page;
        return withPools(coverage, rows, unassigned, this.state);
    }

    get qualities() {
        return qualityShares(this.rows, this.state.pools);
    }

    get disabled() {
        const nothing = this.page.missing.some((each) => each.key === "invoices");
        return nothing || !this.page.may_compute || this.state.computing || this.page.progress.working;
    }

    get isDone() {
        const { boxes, done } = this.page.progress;
        return done === boxes.length;
    }

    async compute() {
        this.state.computing = true;
        this.state.refused = "";
        try {
            this.page.progress = await this.orm.call(MODEL, "compute_months", [
                this.page.month,
                { ...this.choice, better: ticked(this.state.better), activities: this.state.activities },
            ]);
            this.watch();
        } catch (error) {
            this.state.refused = error.data?.message || "";
            this.state.failed = !this.state.refused;
        }
        this.state.computing = false;
    }

    // ------------------------------------------------------------------ words

    get computeLabel() {
        return _t("Compute %s months", this.page.progress.boxes.length);
    }

    get progressText() {
        const { boxes, done } = this.page.progress;
        return _t("%(done)s of %(total)s months are computed. You may leave this page.", {
            done,
            total: boxes.length,
        });
    }

    get qualityText() {
        return _t("Drivers: %s", this.qualities.join(" · "));
    }

    /** Amount and number of items that something takes. */
    caught({ amount, items }) {
        const words = { amount: amountText(amount, this.page.currency_id), items };
        return items === 1 ? _t("%(amount)s · 1 item", words) : _t("%(amount)s · %(items)s items", words);
    }

    chooseMonth(event) {
        return event.target.value && this.load(event.target.value);
    }

    // ------------------------------------------------------------------ where it leads

    open(action, newWindow = false) {
        return action && this.action.doAction(action, { newWindow });
    }

    /**
     * The journal items that a figure adds up.
     *
     * @param {string} kind coverage, proposed, present, rule, unassigned or excluded
     * @param {{key: string|number, name: string}} row of the figure
     */
    async openItems(kind, { key, name }, newWindow = false) {
        const args = [this.page.month, { kind, key, name }, this.choice];
        return this.open(await this.orm.call(MODEL, "open_items", args), newWindow);
    }

    openRun(box, newWindow = false) {
        return this.openForm("customer.cost.run", box.run_id, newWindow);
    }

    openPool(id, newWindow = false) {
        return this.openForm("customer.cost.pool", id, newWindow);
    }

    openForm(model, id, newWindow) {
        const views = [[false, "form"]];
        return this.open({ type: "ir.actions.act_window", res_model: model, res_id: id, views }, newWindow);
    }

    openOverview() {
        return this.action.doAction("customer_cost_management.customer_cost_overview_action");
    }

    openWhale() {
        // what the assistant computed is not published yet
        return this.action.doAction("customer_cost_management.customer_whale_curve_action", {
            additionalContext: { customer_cost_estimate: true },
        });
    }
}

registry.category("actions").add("customer_cost_setup", CustomerCostSetup);
