import { Component, onWillStart, onWillUnmount, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { router } from "@web/core/browser/router";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Mutex } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { ComparisonTable } from "./comparison_table";
import { CustomerChoice } from "./customer_choice";
import { SimulationControl } from "./simulation_control";

const MODEL = "customer.cost.simulation";
/** How often the page asks whether the background has finished. */
const PATIENCE = 3000;
const COMPUTING = ["queued", "running"];

/** What if: assumptions at the left, actual beside simulated at the right. */
export class Simulation extends Component {
    static template = "customer_cost_management.Simulation";
    static components = { Layout, ComparisonTable, CustomerChoice, SimulationControl };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        // one call after the other: the last answer is the last page
        this.mutex = new Mutex();
        this.state = useState({
            page: null,
            loading: true,
            failed: false,
            name: "",
            open: { rates: false, pools: false, shares: false },
        });
        const { params } = this.props.action;
        this.simulationId = params?.simulation_id || Number(router.current.simulation_id) || false;
        // not awaited: the page shows its shape while the figures are on their way
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

    load() {
        return this.call("open_workbench", [this.simulationId], { whole: true });
    }

    /** Every call answers with the whole page; what was refused is said, and nothing changes. */
    call(method, args, options) {
        return this.mutex.exec(() => this.callAlone(method, args, options));
    }

    async callAlone(method, args, { whole = false } = {}) {
        Object.assign(this.state, { loading: true, failed: false });
        const own = whole ? args : [[this.page.id], ...args];
        try {
            this.show(await this.orm.silent.call(MODEL, method, own));
        } catch (error) {
            // who may not see it is told so, and what helps
            this.state.failed = whole ? error.data?.message || true : !error.data?.message;
            if (!this.state.failed) {
                this.notification.add(error.data.message, { type: "danger" });
                this.state.page = { ...this.page, controls: this.page.controls.map((c) => ({ ...c })) };
            }
        }
        this.state.loading = false;
    }

    show(page) {
        if (page.action) {
            return this.action.doAction(page.action, { stackPosition: "replaceCurrentAction" });
        }
        this.state.page = page;
        this.state.name = page.name;
        this.simulationId = page.id;
        // in the address: reloading or sharing it shows the same simulation
        this.props.updateActionState?.({ simulation_id: page.id });
        browser.clearTimeout(this.timer);
        if (this.isComputing) {
            this.timer = browser.setTimeout(() => this.load(), PATIENCE);
        }
    }

    get isComputing() {
        return COMPUTING.includes(this.page.state);
    }

    get disabled() {
        return !this.page.may_edit || this.isComputing;
    }

    // ------------------------------------------------------------------ assumptions

    controls(group) {
        return this.page.controls.filter((control) => control.group === group);
    }

    get groups() {
        const labels = { rates: _t("Rates"), pools: _t("Pools"), shares: _t("Shares") };
        return Object.keys(labels)
            .map((key) => ({ key, label: labels[key], controls: this.controls(key) }))
            .filter((group) => group.controls.length);
    }

    toggle(group) {
        this.state.open[group.key] = !this.state.open[group.key];
    }

    change(control, value) {
        const { what, driver_id, activity_id, pool_id } = control;
        return this.call("set_change", [{ what, driver_id, activity_id, pool_id }, value]);
    }

    chooseBase(event) {
        return this.call("choose_base", [Number(event.target.value) || false]);
    }

    keep() {
        return this.call("keep", [this.state.name]);
    }

    // ------------------------------------------------------------------ what it opens

    openCustomers() {
        return this.callButton("action_open_customers");
    }

    /** What is simulated becomes what is to be done. */
    makeActions() {
        return this.callButton("action_make_actions");
    }

    callButton(name) {
        return this.action.doActionButton({
            type: "object",
            name,
            resModel: MODEL,
            resId: this.page.id,
            resIds: [this.page.id],
        });
    }

    openKept() {
        return this.action.doAction("customer_cost_management.customer_cost_simulation_action");
    }
}

registry.category("actions").add("customer_cost_simulation", Simulation);
