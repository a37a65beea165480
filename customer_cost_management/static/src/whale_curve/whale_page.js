import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { amountText, percentText } from "../core/figures";
import { WhaleChart } from "./whale_chart";
import { MODEL, WhaleTable } from "./whale_table";

/** Fewer customers than this are a table, not a curve. */
const TOO_FEW = "too_few_customers_for_a_curve";

/** The curve of the customers a domain chooses, in words, in a picture and in a table. */
export class WhalePage extends Component {
    static template = "customer_cost_management.WhalePage";
    static components = { WhaleChart, WhaleTable };
    static props = { domain: Array };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.last = new KeepLast();
        this.state = useState({
            curve: null,
            loading: true,
            failure: "",
            rankedBy: "cm3",
            second: "net_revenue",
            showTable: false,
            from: 1,
            to: 20,
        });
        // not awaited: the page shows its shape while the figures are on their way
        onWillStart(() => {
            this.load(this.props.domain);
        });
        onWillUpdateProps((next) => {
            if (JSON.stringify(next.domain) !== JSON.stringify(this.props.domain)) {
                this.load(next.domain);
            }
        });
    }

    async load(domain = this.props.domain) {
        Object.assign(this.state, { loading: true, failure: "" });
        const choices = { points: 600, ranked_by: this.state.rankedBy };
        if (this.state.second) {
            choices.second = this.state.second;
        }
        try {
            this.state.curve = await this.last.add(
                this.orm.silent.call(MODEL, "get_whale_curve", [domain], choices)
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

    // ------------------------------------------------------------------ in words

    get curve() {
        return this.state.curve;
    }

    get drawn() {
        return !this.curve.remarks.includes(TOO_FEW);
    }

    amount(value) {
        return amountText(value, this.curve.currency_id);
    }

    get rankings() {
        return [
            { key: "cm3", label: _t("Contribution") },
            { key: "cm1", label: _t("CM1") },
        ];
    }

    get seconds() {
        return [
            { key: "net_revenue", label: _t("Revenue") },
            { key: "cost_to_serve", label: _t("Cost to serve") },
            { key: "", label: _t("None") },
        ];
    }

    /** The whole story in one sentence; it is also the name of the picture. */
    get sentence() {
        const { peak, customer_count: count, total, bands, erosion } = this.curve;
        const lost = this.amount(erosion);
        if (total <= 0) {
            return _t("Together these %(count)s customers lose %(amount)s.", {
                count,
                amount: this.amount(-total),
            });
        }
        if (!bands.losing.customers && !erosion) {
            return _t("All %(count)s customers earn; nobody eats what the others bring.", { count });
        }
        return _t(
            "Your best %(best)s of %(count)s customers earn %(percent)s of the profit; %(losers)s lose %(amount)s of it.",
            {
                best: peak.customers,
                count,
                percent: percentText(peak.percent),
                losers: count - peak.customers,
                amount: lost,
            }
        );
    }

    get chips() {
        const { earning, around_zero, losing } = this.curve.bands;
        const chip = (key, band, label, look) => ({ key, band, look, label: label(band) });
        const values = (band) => ({ count: band.customers, amount: this.amount(band.amount) });
        return [
            chip("profit", earning, (b) => _t("%(count)s earn %(amount)s", values(b)), "text-success"),
            chip("near_zero", around_zero, (b) => _t("%(count)s around zero", values(b)), "text-muted"),
            chip("loss", losing, (b) => _t("%(count)s lose %(amount)s", values(b)), "text-danger"),
        ];
    }

    // ------------------------------------------------------------------ onwards

    openCustomers(domain, name) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name,
            res_model: MODEL,
            domain,
            views: [
                [false, "list"],
                [false, "kanban"],
                [false, "form"],
            ],
        });
    }

    openBand(chip) {
        return this.openCustomers([...this.props.domain, ["earning", "=", chip.key]], chip.label);
    }

    openAll() {
        return this.openCustomers(this.props.domain, _t("Customers of the curve"));
    }

    /** The customers of some ranks: one opens his statement, several their list. */
    async openRanks(first, last) {
        const [from, to] = [Math.max(1, Math.min(first, last)), Math.max(first, last)];
        const ids = await this.orm.search(MODEL, this.props.domain, {
            order: `${this.state.rankedBy} desc, id`,
            offset: from - 1,
            limit: to - from + 1,
        });
        if (ids.length === 1) {
            return this.openStatement(ids[0]);
        }
        const name = _t("Ranks %(first)s to %(last)s", { first: from, last: to });
        return this.openCustomers([["id", "in", ids]], name);
    }

    openStatement(id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: MODEL,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    openTyped() {
        return this.openRanks(Number(this.state.from) || 1, Number(this.state.to) || 1);
    }

    download(image) {
        const link = document.createElement("a");
        link.href = image;
        link.download = "whale-curve.png";
        link.click();
    }
}
