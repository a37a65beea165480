import { _t } from "@web/core/l10n/translation";
import { percentText } from "../core/figures";
import { MODEL } from "../chart_page/chart_page";
import { SimulatedPage } from "../chart_page/simulated_page";
import { QuadrantCard } from "./quadrant_card";
import { QuadrantChart } from "./quadrant_chart";
import { QuadrantTable } from "./quadrant_table";
import { axesOf } from "./quadrant_axes";
import { simulatedWords } from "./quadrant_words";

/** Fewer customers than this are a table, not a picture. */
const ENOUGH = 5;
const SOLD = ["net_revenue", ">", 0];

/** Margin against cost to serve, of the customers a domain chooses. */
export class QuadrantPage extends SimulatedPage {
    static template = "customer_cost_management.QuadrantPage";
    static components = { ...SimulatedPage.components, QuadrantCard, QuadrantChart, QuadrantTable };
    static className = "o_customer_quadrant";
    static method = "get_customer_quadrant";
    static simulatedMethod = "get_simulated_quadrant";
    static fileName = "customer-quadrant";

    get choices() {
        return {
            ...super.choices,
            inAmounts: false,
            showTable: false,
            // on a phone four tiles say more than many small bubbles
            showPicture: false,
            chosen: null,
            split: null,
            margin: "",
            service: "",
            marginFrom: "",
            marginTo: "",
            serviceFrom: "",
            serviceTo: "",
        };
    }

    get keywords() {
        return this.state.split ? { split: this.state.split } : {};
    }

    async load(props = this.props) {
        this.state.chosen = null;
        await super.load(props);
        if (this.page?.split) {
            this.state.margin = this.rounded(this.page.split.margin);
            this.state.service = this.rounded(this.page.split.service);
        }
    }

    /** Those who are drawn: where the others would stand is not asked. */
    simulatedDomain() {
        return [["id", "in", this.page.points.map((point) => point.row_id)]];
    }

    rounded(percent) {
        return percent === null ? "" : Math.round(percent * 10) / 10;
    }

    get drawn() {
        return this.page.placed >= ENOUGH;
    }

    get pictureShown() {
        return this.drawn && (!this.ui.isSmall || this.state.showPicture);
    }

    get axes() {
        return axesOf(this.state.inAmounts);
    }

    /** The typed twin of a drag across the picture. */
    get limits() {
        const { margin, service } = this.axes;
        return [
            { name: "marginFrom", label: _t("%(axis)s from", { axis: margin.title }) },
            { name: "marginTo", label: _t("to") },
            { name: "serviceFrom", label: _t("%(axis)s from", { axis: service.title }) },
            { name: "serviceTo", label: _t("to") },
        ];
    }

    // ------------------------------------------------------------------ in words

    /** The whole story in one sentence; it is also the name of the picture. */
    get sentence() {
        const { placed: count, earning, losing } = this.page;
        if (!count) {
            return _t("None of these customers has revenue to compare with.");
        }
        const values = {
            count,
            earning: earning.customers,
            earned: this.amount(earning.amount),
            losing: losing.customers,
            lost: this.amount(-losing.amount),
        };
        // neither: whose contribution is near zero
        if (!earning.customers && losing.customers) {
            return _t("None of these %(count)s customers earns after service; together they lose %(lost)s.", values);
        }
        if (earning.customers === count) {
            return _t("All %(count)s customers earn after service: %(earned)s together.", values);
        }
        return {
            all: () =>
                _t("%(earning)s of %(count)s customers earn after service, %(earned)s; %(losing)s lose %(lost)s.", values),
            own: () =>
                _t(
                    "%(earning)s of your %(count)s customers earn after service, %(earned)s; %(losing)s lose %(lost)s.",
                    values
                ),
            filtered: () =>
                _t(
                    "%(earning)s of these %(count)s customers earn after service, %(earned)s; %(losing)s lose %(lost)s.",
                    values
                ),
        }[this.whose]();
    }

    /** Where the quadrants meet, and who said so. */
    get splitSentence() {
        const { kind, margin, service } = this.page.split;
        const values = { margin: percentText(margin), service: percentText(service) };
        return {
            median: () =>
                _t("Split at the medians of all customers: CM1 %(margin)s, cost to serve %(service)s.", values),
            fixed: () =>
                _t("Split as set by the company: CM1 %(margin)s, cost to serve %(service)s.", values),
            typed: () => _t("Split as you set it: CM1 %(margin)s, cost to serve %(service)s.", values),
            few: () => _t("Split at the medians of all customers, who are too few to show them."),
        }[kind]();
    }

    /** What the chosen simulation would change. */
    get simulatedSentence() {
        return simulatedWords(this.page.points, this.state.simulated);
    }

    get showing() {
        return _t("Showing %(shown)s of %(count)s", {
            shown: this.page.points.length,
            count: this.page.placed,
        });
    }

    get withoutRevenue() {
        return _t("%(count)s without revenue", { count: this.page.without_revenue.customers });
    }

    /** The code a label stands for in a row of the page. */
    quadrantOf(point) {
        return this.page.quadrants.find((each) => each.key === point.quadrant)?.label || "";
    }

    actionOf(point) {
        return this.page.actions[point.action] || { label: "", words: "" };
    }

    // ------------------------------------------------------------------ the lines

    /** @param {{margin: number, service: number}|null} split null: as the company has it */
    setSplit(split) {
        this.state.split = split;
        return this.load();
    }

    typeSplit() {
        const numbers = [this.state.margin, this.state.service].map((value) => parseFloat(value));
        const [margin, service] = numbers;
        return this.setSplit(numbers.some(Number.isNaN) ? null : { margin, service });
    }

    // ------------------------------------------------------------------ onwards

    choosePoint(point) {
        this.state.chosen = point;
    }

    /** The customers of a quadrant: those whose percentages lie on its side of both lines. */
    openQuadrant({ key, label }, newWindow = false) {
        const { margin, service } = this.page.split;
        if (margin === null) {
            // where the lines are is not told: the customers are few, and named one by one
            const ids = this.page.points.filter((point) => point.quadrant === key).map((point) => point.row_id);
            return this.openCustomers([["id", "in", ids]], label, newWindow);
        }
        const high = ["protect", "serve_smarter"].includes(key);
        const cheap = ["protect", "grow_or_reprice"].includes(key);
        const domain = [
            ...this.props.domain,
            SOLD,
            ["cm1_percent", high ? ">=" : "<", margin],
            ["cost_to_serve_percent", cheap ? "<=" : ">", service],
        ];
        return this.openCustomers(domain, label, newWindow);
    }

    openWithoutRevenue(newWindow = false) {
        const domain = [...this.props.domain, ["net_revenue", "<=", 0]];
        return this.openCustomers(domain, this.withoutRevenue, newWindow);
    }

    openAll(newWindow = false) {
        return this.openCustomers(this.props.domain, _t("Customers of the quadrant"), newWindow);
    }

    /** The customers in a rectangle; a side left open has no limit. */
    openArea({ marginFrom, marginTo, serviceFrom, serviceTo }) {
        const { margin, service } = this.axes;
        const limits = [
            [margin.field, ">=", marginFrom],
            [margin.field, "<=", marginTo],
            [service.field, ">=", serviceFrom],
            [service.field, "<=", serviceTo],
        ].filter(([, , value]) => Number.isFinite(value));
        return this.openCustomers([...this.props.domain, SOLD, ...limits], _t("Customers of the area"));
    }

    openTyped() {
        const names = ["marginFrom", "marginTo", "serviceFrom", "serviceTo"];
        return this.openArea(Object.fromEntries(names.map((name) => [name, parseFloat(this.state[name])])));
    }

    simulate(point) {
        return this.callOn(point, "action_simulate");
    }

    /** A new action for the customer, of the type that his place recommends. */
    act(point) {
        return this.callOn(point, "action_create_actions", { customer_cost_action_kind: point.action });
    }

    callOn(point, name, context = {}) {
        return this.action.doActionButton({
            type: "object",
            name,
            resModel: MODEL,
            resId: point.row_id,
            resIds: [point.row_id],
            context: { ...this.props.context, ...context },
        });
    }
}
