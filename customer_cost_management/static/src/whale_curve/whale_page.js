import { _t } from "@web/core/l10n/translation";
import { percentText } from "../core/figures";
import { MODEL } from "../chart_page/chart_page";
import { SimulatedPage } from "../chart_page/simulated_page";
import { WhaleChart } from "./whale_chart";
import { WhaleTable } from "./whale_table";

/** Fewer customers than this are a table, not a curve. */
const TOO_FEW = "too_few_customers_for_a_curve";

/** The curve of the customers a domain chooses, in words, in a picture and in a table. */
export class WhalePage extends SimulatedPage {
    static template = "customer_cost_management.WhalePage";
    static components = { ...SimulatedPage.components, WhaleChart, WhaleTable };
    static className = "o_customer_whale_curve";
    static method = "get_whale_curve";
    static simulatedMethod = "get_simulated_whale_curve";
    static fileName = "whale-curve";

    get choices() {
        return {
            ...super.choices,
            rankedBy: "cm3",
            second: "net_revenue",
            inPercent: false,
            showTable: false,
            from: 1,
            to: 20,
        };
    }

    get keywords() {
        const choices = { points: 600, ranked_by: this.state.rankedBy };
        if (this.state.second) {
            choices.second = this.state.second;
        }
        return choices;
    }

    get simulatedKeywords() {
        return { ranked_by: this.state.rankedBy };
    }

    // ------------------------------------------------------------------ in words

    get curve() {
        return this.page;
    }

    get drawn() {
        return !this.curve.remarks.includes(TOO_FEW);
    }

    get rankings() {
        return [
            { key: "cm3", label: _t("Contribution") },
            { key: "cm1", label: _t("CM1") },
        ];
    }

    get rankedLabel() {
        return this.rankings.find((each) => each.key === this.state.rankedBy).label;
    }

    get seconds() {
        return [
            { key: "net_revenue", label: _t("Revenue") },
            { key: "cost_to_serve", label: _t("Cost to serve") },
            { key: "", label: _t("None") },
        ];
    }

    get secondLabel() {
        return this.seconds.find((each) => each.key === this.state.second).label;
    }

    /** The whole story in one sentence, in the figures of the chips; it is also the name of the picture. */
    get sentence() {
        const { customer_count: count, total, bands } = this.curve;
        const { earning, around_zero: aroundZero, losing } = bands;
        if (count === 1) {
            return _t("One customer: %(amount)s.", { amount: this.amount(total) });
        }
        if (total <= 0) {
            return _t("Together these %(count)s customers lose %(amount)s.", {
                count,
                amount: this.amount(-total),
            });
        }
        if (!earning.customers) {
            return _t("These %(count)s customers stand around zero: %(amount)s together.", {
                count,
                amount: this.amount(total),
            });
        }
        const values = {
            best: earning.customers,
            count,
            percent: percentText((100 * earning.amount) / total),
            losers: losing.customers,
            amount: this.amount(-losing.amount),
        };
        if (!losing.customers) {
            return aroundZero.customers
                ? _t("%(best)s of %(count)s customers earn, the others stand around zero; nobody eats what they bring.", values)
                : _t("All %(count)s customers earn; nobody eats what the others bring.", values);
        }
        return {
            all: () =>
                _t(
                    "Your best %(best)s of %(count)s customers earn %(percent)s of the profit; %(losers)s lose %(amount)s of it.",
                    values
                ),
            own: () =>
                _t(
                    "The best %(best)s of your %(count)s customers earn %(percent)s of their profit; %(losers)s lose %(amount)s of it.",
                    values
                ),
            filtered: () =>
                _t(
                    "The best %(best)s of these %(count)s customers earn %(percent)s of their profit; %(losers)s lose %(amount)s of it.",
                    values
                ),
        }[this.whose]();
    }

    /** What the chosen simulation would change. */
    get simulatedSentence() {
        const { name, total } = this.state.simulated;
        const change = total - this.curve.total;
        const values = {
            name,
            amount: this.amount(Math.abs(change)),
            total: this.amount(total),
            actual: this.amount(this.curve.total),
        };
        return change < 0
            ? _t("“%(name)s” would cost %(amount)s: %(total)s instead of %(actual)s.", values)
            : _t("“%(name)s” would bring %(amount)s more: %(total)s instead of %(actual)s.", values);
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

    /** The band of a contribution: of another figure there is no list. */
    get bandsOpen() {
        return this.state.rankedBy === "cm3";
    }

    // ------------------------------------------------------------------ onwards

    openBand(chip, newWindow = false) {
        const domain = [...this.props.domain, ["earning", "=", chip.key]];
        return this.openCustomers(domain, chip.label, newWindow);
    }

    openAll(newWindow = false) {
        return this.openCustomers(this.props.domain, _t("Customers of the curve"), newWindow);
    }

    openBooks(newWindow = false) {
        const action = {
            type: "ir.actions.client",
            tag: "customer_cost_reconciliation",
            name: _t("Reconciliation"),
            params: { run_id: this.curve.books.run_ids.join(",") },
        };
        return this.action.doAction(action, { newWindow });
    }

    /** The customers of some ranks: one opens his statement, several their list. */
    async openRanks(first, last, newWindow = false) {
        const [from, to] = [Math.max(1, Math.min(first, last)), Math.max(first, last)];
        const ids = await this.orm.search(MODEL, this.props.domain, {
            order: `${this.state.rankedBy} desc, id`,
            offset: from - 1,
            limit: to - from + 1,
            context: this.props.context,
        });
        if (ids.length === 1) {
            return this.openStatement(ids[0], newWindow);
        }
        const name = _t("Ranks %(first)s to %(last)s", { first: from, last: to });
        return this.openCustomers([["id", "in", ids]], name, newWindow);
    }

    openTyped() {
        return this.openRanks(Number(this.state.from) || 1, Number(this.state.to) || 1);
    }
}
