import { expect, test } from "@odoo/hoot";
import { press, queryFirst } from "@odoo/hoot-dom";
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
        ids: [5],
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
const chosenRun = () => queryFirst("#reconciliation_run option:selected").textContent;
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

test("parts have parts: contribution by tier", async () => {
    const byTier = {
        key: "contribution_by_tier",
        label: "By tier",
        amount: 1150,
        parts: [{ key: "tier_id_1", label: "A", amount: 900, items: 2 }],
    };
    const [contribution, ...others] = PAGE.lines;
    await openPage(() => ({ ...PAGE, lines: [{ ...contribution, parts: [byTier] }, ...others] }));
    await contains(`${line("customer_contribution")} .o_reconciliation_fold`).click();
    expect(line("tier_id_1")).toHaveCount(0);
    await contains(`${line("contribution_by_tier")} .o_reconciliation_fold`).click();
    expect(line("tier_id_1")).toHaveAttribute("aria-level", "3");
    await contains(`${line("customer_contribution")} .o_reconciliation_fold`).click();
    expect(line("tier_id_1")).toHaveCount(0);
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

test("another run may stand beside, with the change", async () => {
    const amounts = { ledger: 1000, customer_contribution: 1050, unassigned: -50 };
    await openPage(({ args }) => {
        expect.step(args[1]);
        return args[1] ? { ...PAGE, other: { id: 4, label: "February", amounts } } : PAGE;
    });
    await contains("#reconciliation_other").select("4");
    expect.verifySteps([false, 4]);
    expect(`${line("ledger")} .o_reconciliation_beside`).toHaveText(/1,000\.00/);
    expect(`${line("ledger")} .o_reconciliation_change`).toHaveText(/110\.00/);
    expect(`${line("closing_result")} .o_reconciliation_change`).toHaveText(/0\.00/);
});

test("a year of runs is one choice, and is in the address", async () => {
    const periods = [{ ids: [5, 4], label: "February – March 2026 · 2 runs" }];
    await openPage(({ args }) => {
        expect.step(args[0]);
        const run = { ...PAGE.run, ids: args[0].length ? args[0] : [5] };
        return { ...PAGE, periods, run };
    });
    await contains("#reconciliation_run").select("4,5");
    await animationFrame();
    expect.verifySteps([[], [4, 5]]);
    expect("#reconciliation_other").toHaveCount(0);
    expect("#reconciliation_run option").toHaveCount(3);
    expect(chosenRun()).toBe("February – March 2026 · 2 runs");
});

test("runs that are no period of their own are named as what they are", async () => {
    const periods = [{ ids: [3, 4, 5], label: "January – March 2026 · 3 runs" }];
    const run = { ...PAGE.run, ids: [4, 5], label: "February 2026 – March 2026 · 2 runs" };
    await openPage(() => ({ ...PAGE, periods, run }));
    expect(chosenRun()).toBe("February 2026 – March 2026 · 2 runs");
    expect("#reconciliation_run option").toHaveCount(4);
});

test("books that changed are told, with what to do", async () => {
    const run = { ...PAGE.run, stale: "12 entries changed since.", may_recompute: true };
    await openPage(() => ({ ...PAGE, run }));
    onRpc("customer.cost.run", "action_recompute_as_new_version", ({ args }) => {
        expect.step(args[0]);
        return false;
    });
    mockService("action", { doAction: (action) => expect.step(action?.res_model || "new") });
    await contains(".o_reconciliation_stale button:contains(See)").click();
    await contains(".o_reconciliation_stale button:contains(Recompute)").click();
    await animationFrame();
    expect.verifySteps(["customer.cost.change", [5], "new"]);
});

test("a red badge finds the accounts that differ", async () => {
    const rows = [
        { account_id: 9, label: "400000", amounts: [2300], ledger: 2300, difference: 0 },
        { account_id: 8, label: "600000", amounts: [10], ledger: 22.4, difference: 12.4 },
    ];
    await openPage(() => ({ ...PAGE, difference: 12.4, matrix: { ...PAGE.matrix, rows } }));
    expect(".o_account_matrix tbody tr").toHaveCount(2);
    await contains(".o_reconciliation_find").click();
    expect(".o_account_matrix tbody tr").toHaveCount(1);
    expect(".o_account_matrix tbody tr").toHaveText(/600000/);
});

test("several companies are columns that add up", async () => {
    const column = (run_id, label, amount) => ({
        run_id,
        label,
        rate: "",
        presented: { ledger: amount, difference: 0 },
    });
    const group = {
        currency_id: 1,
        columns: [column(5, "One", 1110), column(7, "Two", 90)],
        intercompany: [
            {
                first: "One",
                second: "Two",
                amounts: [50, -45],
                mismatch: 5,
                records: records("customer.cost.capture"),
            },
        ],
    };
    await openPage(() => ({ ...PAGE, group }));
    expect(`${line("ledger")} .o_reconciliation_together`).toHaveText(/1,200\.00/);
    expect(".o_reconciliation_group tbody td:last").toHaveText(/5\.00/);
    expect(".o_reconciliation_group tbody td:last .fa-times").toHaveCount(1);
});
