import { expect, test } from "@odoo/hoot";
import { press } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import {
    contains,
    getService,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { WebClient } from "@web/webclient/webclient";

defineMailModels();

const records = (model) => ({ model, domain: [["run_id", "=", 5]], group_by: [] });
const PAGE = {
    runs: [
        { id: 5, label: "March 2026 · v1" },
        { id: 4, label: "February 2026 · v1" },
    ],
    run: {
        id: 5,
        label: "March 2026 · v1",
        company: "YourCompany",
        state: "Published",
        estimate: false,
        currency_id: 1,
        customer_count: 3,
    },
    ledger: {
        key: "ledger",
        label: "Result of the books",
        amount: 1110,
        items: 10,
        records: records("customer.cost.capture"),
        parts: [{ key: "ledger_revenue", label: "Revenue", amount: 2300, items: 4 }],
    },
    lines: [
        {
            key: "customer_contribution",
            label: "Contribution",
            amount: 1150,
            help: "CM3",
            records: records("customer.profitability"),
            parts: [],
        },
        { key: "unassigned", label: "Unassigned", amount: -40, help: "", records: false, parts: [] },
        { key: "closing_result", label: "Closing", amount: 0, help: "", records: false, parts: [] },
    ],
    accounted: 1110,
    difference: 0,
    coverage: [
        { key: "direct", label: "direct", amount: 30, share: 0.3, records: records("x") },
        { key: "pooled", label: "pooled", amount: 70, share: 0.7, records: records("x") },
    ],
    matrix: {
        destinations: [{ key: "revenue", label: "Revenue" }],
        rows: [{ account_id: 9, label: "400000", amounts: [2300], ledger: 2300, difference: 0 }],
    },
};

async function openPage(answer = () => PAGE) {
    onRpc("customer.cost.run", "get_reconciliation", answer);
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "customer_cost_reconciliation",
    });
    await animationFrame();
}
const line = (key) => `.o_reconciliation_tree tr[data-key="${key}"]`;

test("the lines add up, and a line at zero stays", async () => {
    await openPage();
    expect(".o_reconciliation_badge").toHaveClass("text-bg-success");
    expect(`${line("closing_result")} td:eq(0)`).toHaveText(/0\.00/);
    expect(".o_reconciliation_accounted").toHaveText(/1,110\.00/);
    expect(`${line("unassigned")} td:eq(0)`).toHaveClass("text-danger");
});

test("a difference is red and has a word beside the colour", async () => {
    await openPage(() => ({ ...PAGE, difference: 12.4 }));
    expect(".o_reconciliation_badge").toHaveClass("text-bg-danger");
    expect(".o_reconciliation_badge").toHaveText(/Difference.*12\.40/);
    expect(".o_reconciliation_badge .fa-times").toHaveCount(1);
});

test("the tree folds with the mouse and with the keys", async () => {
    await openPage();
    expect(line("ledger_revenue")).toHaveCount(0);
    await contains(`${line("ledger")} .o_reconciliation_fold`).click();
    expect(line("ledger_revenue")).toHaveCount(1);
    expect(line("ledger")).toHaveAttribute("aria-expanded", "true");
    await contains(line("ledger")).focus();
    await press("ArrowLeft");
    await animationFrame();
    expect(line("ledger_revenue")).toHaveCount(0);
    await press("ArrowDown");
    expect(line("customer_contribution")).toBeFocused();
});

test("a figure opens the records it is the sum of", async () => {
    await openPage();
    mockService("action", { doAction: (action) => expect.step(action.res_model) });
    await contains(`${line("customer_contribution")} .o_reconciliation_amount`).click();
    expect.verifySteps(["customer.profitability"]);
});

test("another run may be chosen", async () => {
    await openPage(({ args }) => {
        expect.step(args[0]);
        return PAGE;
    });
    await contains("#reconciliation_run").select("4");
    expect.verifySteps([[], [4]]);
});

test("a failure is told in place and can be tried again", async () => {
    let failing = true;
    await openPage(() => {
        if (failing) {
            throw new Error("no database");
        }
        return PAGE;
    });
    expect(".alert-danger[role=alert]").toHaveText(/Could not load the figures/);
    failing = false;
    await contains(".o_reconciliation_retry").click();
    await animationFrame();
    expect(".o_reconciliation_tree").toHaveCount(1);
});

test("without a run the page says what to do", async () => {
    await openPage(() => ({ runs: [], run: false }));
    expect(".o_view_nocontent_smiling_face").toHaveText("Compute a run to reconcile it.");
});

test("without single entries the stored lines stand alone, and why is said", async () => {
    const { run, runs, accounted, difference } = PAGE;
    const stored = ({ key, label, amount, help }) => ({ key, label, amount, help });
    await openPage(() => ({
        run,
        runs,
        accounted,
        difference,
        notice: "The captured entries were removed.",
        ledger: stored(PAGE.ledger),
        lines: PAGE.lines.map(stored),
    }));
    expect(".alert-info[role=alert]").toHaveText("The captured entries were removed.");
    expect(".o_reconciliation_tree tbody tr").toHaveCount(4);
    expect(".o_reconciliation_tree button").toHaveCount(0);
    expect(".o_account_matrix, .o_coverage_bar").toHaveCount(0);
    expect(".o_reconciliation_badge").toHaveClass("text-bg-success");
});
