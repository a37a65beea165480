import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { download } from "@web/core/network/download";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { amountText } from "../core/figures";
import { shortAmount } from "../core/short_amount";
import { ChartFigures } from "./chart_figures";

export const MODEL = "customer.profitability.period";

/**
 * A page about the customers of a period that a domain chooses: it asks one method of them,
 * again whenever domain, period or a choice changes, and opens the customers behind its figures.
 */
export class ChartPage extends Component {
    static components = { ChartFigures };
    static props = { domain: Array, context: Object };
    /** Method that is asked, and file name of what is saved. */
    static method = "";
    static fileName = "";

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.ui = useService("ui");
        this.last = new KeepLast();
        this.state = useState({ page: null, loading: true, failure: "", ...this.choices });
        // not awaited: the page shows its shape while the figures are on their way
        onWillStart(() => {
            this.load();
        });
        onWillUpdateProps((next) => {
            if (JSON.stringify(next) !== JSON.stringify(this.props)) {
                this.load(next);
            }
        });
    }

    /** What the reader may choose, and what is chosen first. */
    get choices() {
        return {};
    }

    /** Keywords of the method. */
    get keywords() {
        return {};
    }

    get page() {
        return this.state.page;
    }

    async load({ domain, context } = this.props) {
        Object.assign(this.state, { loading: true, failure: "" });
        try {
            this.state.page = await this.last.add(
                this.orm.silent.call(MODEL, this.constructor.method, [domain], { ...this.keywords, context })
            );
        } catch (error) {
            this.state.failure = error.data?.message || _t("Could not load the figures.");
        }
        this.state.loading = false;
    }

    choose(name, value) {
        this.state[name] = value;
        return this.load();
    }

    amount(value) {
        return amountText(value, this.page.currency_id);
    }

    short(value) {
        return shortAmount(value, { inChineseUnits: this.page.chinese_units !== false });
    }

    /** Whose customers these are: of the company, of the reader, or those the filters leave. */
    get whose() {
        if (!this.page.reads_company) {
            return "own";
        }
        return this.page.filtered ? "filtered" : "all";
    }

    // ------------------------------------------------------------------ onwards

    openCustomers(domain, name, newWindow = false) {
        const action = {
            type: "ir.actions.act_window",
            name,
            res_model: MODEL,
            domain,
            context: this.periodContext,
            views: [
                [false, "list"],
                [false, "kanban"],
            ],
            mobile_view_mode: "kanban",
        };
        return this.action.doAction(action, { newWindow });
    }

    async openStatement(id, newWindow = false) {
        const { context } = this.props;
        const action = await this.orm.call(MODEL, "action_open_statement", [[id]], { context });
        return this.action.doAction(action, { newWindow });
    }

    /** A list that is opened shows the same period. */
    get periodContext() {
        const keys = Object.entries(this.props.context).filter(([key]) => key.startsWith("customer_cost_"));
        return Object.fromEntries(keys);
    }

    // ------------------------------------------------------------------ saving

    savePicture(image) {
        const link = document.createElement("a");
        link.href = image;
        link.download = `${this.constructor.fileName}.png`;
        link.click();
    }

    saveTable() {
        return download({
            url: `/customer_cost/${this.constructor.fileName}.xlsx`,
            data: {
                domain: JSON.stringify(this.props.domain),
                choices: JSON.stringify(this.keywords),
                context: JSON.stringify(this.periodContext),
            },
        });
    }
}
