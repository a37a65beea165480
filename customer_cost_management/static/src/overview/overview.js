import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { PageNotes } from "../chart_page/page_notes";
import { percentText } from "../core/figures";

const MODEL = "customer.cost.overview";
const ADDON = "customer_cost_management";

/** Five sentences about the last twelve months, each a link to its records. */
export class CustomerCostOverview extends Component {
    static template = "customer_cost_management.Overview";
    static components = { Layout, PageNotes };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ page: null, loading: true, failed: false });
        onWillStart(() => {
            this.load();
        });
    }

    get page() {
        return this.state.page;
    }

    get display() {
        return { controlPanel: {} };
    }

    async load() {
        Object.assign(this.state, { loading: true, failed: false });
        try {
            this.state.page = await this.orm.silent.call(MODEL, "get_overview", []);
        } catch (error) {
            // who may not see it is told so, and whom to ask
            this.state.failed = error.data?.message || true;
        }
        this.state.loading = false;
    }

    get unassigned() {
        return _t("See what is unassigned (%s)", percentText(this.page.unassigned));
    }

    get difference() {
        return _t("Difference %s", this.page.difference_text);
    }

    get publishLabel() {
        return _t("Publish all (%s)", this.page.to_publish);
    }

    open(sentence, newWindow = false) {
        return this.action.doAction(sentence.action, { newWindow });
    }

    /** One confirmation; what it published is shown at once. */
    async publishAll() {
        const action = await this.orm.call(MODEL, "ask_publish_all", []);
        return this.action.doAction(action, { onClose: () => this.load() });
    }

    /** What stands here, as a PDF to send to who has no login. */
    async share() {
        return this.action.doAction(await this.orm.call(MODEL, "action_share", []));
    }

    openSetup() {
        return this.action.doAction(`${ADDON}.customer_cost_setup_action`);
    }

    openUnassigned() {
        return this.action.doAction(`${ADDON}.customer_cost_unassigned_action`);
    }

    openWhale() {
        return this.action.doAction(`${ADDON}.customer_whale_curve_action`, {
            additionalContext: { customer_cost_estimate: this.page.estimate },
        });
    }
}

registry.category("actions").add("customer_cost_overview", CustomerCostOverview);
