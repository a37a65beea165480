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

/** The proof that a run ties to the books: result, what it consists of, and what is left: 0.00. */
export class Reconciliation extends Component {
    static template = "customer_cost_management.Reconciliation";
    static components = { Layout, AccountMatrix, CoverageBar };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.tree = useRef("tree");
        this.state = useState({ page: null, loading: true, failed: false, open: {} });
        const { params } = this.props.action;
        this.runId = params?.run_id || Number(router.current.run_id) || false;
        // not awaited: the page shows its shape while the figures are on their way
        onWillStart(() => {
            this.load();
        });
    }

    async load() {
        Object.assign(this.state, { loading: true, failed: false });
        try {
            this.state.page = await this.orm.silent.call("customer.cost.run", "get_reconciliation", [
                this.runId ? [this.runId] : [],
            ]);
            // the run in the address: reloading or sharing it shows the same page
            this.props.updateActionState?.({ run_id: this.run?.id });
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

    chooseRun(event) {
        this.runId = Number(event.target.value);
        return this.load();
    }

    // ------------------------------------------------------------------ the tree

    /** Lines as they are shown, folded parts left out. */
    get rows() {
        const { ledger, lines } = this.state.page;
        return [ledger, ...lines].flatMap((line) => [
            this.row(line, 1),
            ...(this.isOpen(line) ? line.parts.map((part) => this.row(part, 2)) : []),
        ]);
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
