import { Component, onWillStart, useRef, useState } from "@odoo/owl";
import { router } from "@web/core/browser/router";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { amountText, percentText } from "../core/figures";
import { AccountMatrix } from "./account_matrix";
import { CoverageBar } from "./coverage_bar";

/** Runs as one value of a select, in whichever order they came. */
const keyOf = (ids) => [...ids].sort((a, b) => a - b).join(",");

/** The proof that a run ties to the books: result, what it consists of, and what is left: 0.00. */
export class Reconciliation extends Component {
    static template = "customer_cost_management.Reconciliation";
    static components = { Layout, AccountMatrix, CoverageBar };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.tree = useRef("tree");
        this.state = useState({ page: null, loading: true, failed: false, open: {}, onlyDifferent: false });
        this.matrix = useRef("matrix");
        const { params } = this.props.action;
        this.otherId = false;
        // one run, or several months added up: 5 or 5,6,7 in the address
        this.runIds = [params?.run_id || router.current.run_id || []]
            .flat()
            .flatMap((ids) => String(ids).split(","))
            .map(Number)
            .filter(Boolean);
        // not awaited: the page shows its shape while the figures are on their way
        onWillStart(() => {
            this.load();
        });
    }

    async load() {
        Object.assign(this.state, { loading: true, failed: false });
        try {
            this.state.page = await this.orm.silent.call("customer.cost.run", "get_reconciliation", [
                this.runIds,
                this.otherId,
            ]);
            // the run in the address: reloading or sharing it shows the same page
            this.props.updateActionState?.({ run_id: this.run ? this.run.ids.join(",") : undefined });
        } catch {
            this.state.failed = true;
        }
        this.state.loading = false;
    }

    get run() {
        return this.state.page?.run;
    }

    get display() {
        return { controlPanel: {} };
    }

    chooseOther(event) {
        this.otherId = Number(event.target.value) || false;
        return this.load();
    }

    chooseRun(event) {
        this.runIds = event.target.value.split(",").map(Number);
        this.otherId = false;
        return this.load();
    }

    // ------------------------------------------------------------------ the tree

    /** Lines as they are shown, folded parts left out. */
    get rows() {
        const { ledger, lines } = this.state.page;
        return [ledger, ...lines].flatMap((line) => this.branch(line, 1));
    }

    /** A line, and below it its parts as far as they are unfolded. */
    branch(line, level) {
        const parts = this.isOpen(line) ? line.parts : [];
        return [this.row(line, level), ...parts.flatMap((part) => this.branch(part, level + 1))];
    }

    row(line, level) {
        return { ...line, level, sign: line.key === "ledger" || level > 1 ? "" : "+" };
    }

    isOpen(line) {
        return Boolean(line.parts?.length && this.state.open[line.key]);
    }

    /** For readers who cannot see the caret; nothing where there is nothing to unfold. */
    expanded(line) {
        return line.parts?.length ? `${this.isOpen(line)}` : undefined;
    }

    toggle(line, open = !this.isOpen(line)) {
        this.state.open[line.key] = open;
    }

    amount(value) {
        return amountText(value, this.run.currency_id);
    }

    /** Share of the result of the books; a dash where there is none. */
    percent(line) {
        const result = this.state.page.ledger.amount;
        return percentText(result ? (100 * line.amount) / result : null);
    }

    get ties() {
        return !this.state.page.difference;
    }

    get differenceText() {
        return _t("Difference %s", this.amount(this.state.page.difference));
    }

    get description() {
        const { label, state, customer_count } = this.run;
        return _t("%(run)s · %(customers)s customers · %(state)s", {
            run: label,
            customers: customer_count,
            state,
        });
    }

    // ------------------------------------------------------------------ which runs

    get several() {
        return this.run.ids.length > 1;
    }

    /** Several runs that are chosen as one; those shown are among them, whatever they are. */
    get periods() {
        const offered = (this.state.page.periods || []).map(({ ids, label }) => ({ key: keyOf(ids), label }));
        if (this.several && !offered.some((each) => each.key === this.shownKey)) {
            offered.unshift({ key: this.shownKey, label: this.run.label });
        }
        // two names of the same runs: a select shows the first of them
        return offered.filter((each, place) => offered.findIndex(({ key }) => key === each.key) === place);
    }

    get shownKey() {
        return keyOf(this.run.ids);
    }

    // ------------------------------------------------------------------ beside it

    get other() {
        return this.state.page.other;
    }

    get group() {
        return this.state.page.group;
    }

    /** Amount of the same line in the run beside; parts of lines have none. */
    beside(line) {
        return line.level === 1 ? this.other.amounts[line.key] || 0 : null;
    }

    change(line) {
        return line.level === 1 ? line.amount - this.beside(line) : null;
    }

    presented(column, line) {
        return line.level === 1 ? column.presented[line.key] || 0 : null;
    }

    together(line) {
        const { columns } = this.group;
        return line.level === 1
            ? columns.reduce((total, column) => total + this.presented(column, line), 0)
            : null;
    }

    differenceOf(column) {
        return amountText(column.presented.difference, this.run.currency_id);
    }

    // ------------------------------------------------------------------ what to do

    /** Accounts that differ, and nothing else. */
    findDifference() {
        this.state.onlyDifferent = true;
        this.matrix.el?.scrollIntoView({ block: "start" });
    }

    assign() {
        return this.action.doAction("customer_cost_management.customer_cost_unassigned_action");
    }

    seeChanges() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: _t("Changed since"),
            res_model: "customer.cost.change",
            domain: [["run_id", "in", this.run.ids]],
            views: [
                [false, "list"],
                [false, "kanban"],
            ],
            mobile_view_mode: "kanban",
            context: { create: false },
        });
    }

    async recompute() {
        const action = await this.orm.call("customer.cost.run", "action_recompute_as_new_version", [
            [this.run.id],
        ]);
        return this.action.doAction(action);
    }

    print() {
        window.print();
    }

    open(line, newWindow = false) {
        if (!line.records) {
            return;
        }
        const { model, domain, group_by } = line.records;
        return this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: line.label,
                res_model: model,
                domain,
                views: [
                    [false, "list"],
                    [false, "kanban"],
                    [false, "form"],
                ],
                mobile_view_mode: "kanban",
                context: { group_by, create: false },
            },
            { newWindow }
        );
    }

    /** ↑ ↓ move, ← → fold, Enter opens: the keys of a tree. */
    onKeydown(event) {
        const element = event.target.closest("tr");
        const row = this.rows[Number(element?.dataset.index)];
        const moves = { ArrowDown: 1, ArrowUp: -1 };
        if (!row || event.target.closest("button")) {
            return;
        }
        if (event.key in moves) {
            this.focusRow(Number(element.dataset.index) + moves[event.key]);
        } else if (event.key === "ArrowRight" && row.parts?.length) {
            this.toggle(row, true);
        } else if (event.key === "ArrowLeft" && row.parts?.length) {
            this.toggle(row, false);
        } else if (event.key === "Enter") {
            this.open(row);
        } else {
            return;
        }
        event.preventDefault();
    }

    focusRow(index) {
        this.tree.el.querySelector(`tr[data-index="${index}"]`)?.focus();
    }
}

registry.category("actions").add("customer_cost_reconciliation", Reconciliation);
