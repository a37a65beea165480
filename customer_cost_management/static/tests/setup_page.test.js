import { expect, test } from "@odoo/hoot";
import { click, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { contains, getService, mockService, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { WebClient } from "@web/webclient/webclient";

defineMailModels();

const PAGE = {
    currency_id: 1,
    month: "2026-03",
    read: "6 items",
    may_compute: true,
    started: false,
    coverage: [
        { key: "direct", label: "direct", amount: 80 },
        { key: "pooled", label: "pooled", amount: 0 },
        { key: "unassigned", label: "unassigned", amount: 50 },
        { key: "excluded", label: "excluded", amount: 30 },
    ],
    present: [{ id: 3, name: "Own", items: 0, amount: 0 }],
    rows: [{ code: "P-SALES", name: "Sales force", items: 1, amount: 600, accounts: "630091", note: "", activities: [] }],
    rules: [{ key: "attribution--2", name: "Customer of the analytic account", items: 1, amount: 80 }],
    better: [],
    unassigned: [{ id: 7, label: "6000 Expenses", items: 1, amount: 50 }],
    excluded: [{ id: 9, label: "6420 Rates", items: 2, amount: 30 }],
    merged: "",
    lights: [],
    missing: [],
    progress: { working: false, has_whale: false, done: 0, boxes: [{ month: "2026-03", label: "Mar", run_id: false, state: "" }] },
};

/** Opens the page; what is asked for items, and in which window they open, are steps. */
async function openPage() {
    onRpc("customer.cost.setup", "get_setup", () => PAGE);
    onRpc("customer.cost.setup", "open_items", ({ args }) => {
        expect.step(args);
        return { type: "ir.actions.act_window", name: args[1].name };
    });
    mockService("action", {
        doAction(action, options) {
            if (action.type === "ir.actions.act_window") {
                expect.step([action.name, Boolean(options?.newWindow)]);
                return;
            }
            return super.doAction(...arguments);
        },
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({ type: "ir.actions.client", tag: "customer_cost_setup" });
    await animationFrame();
    await animationFrame();
}

const ASKED = ["2026-03", { pools: ["P-SALES"], accounts: [] }];

function asked(kind, key, name) {
    return [ASKED[0], { kind, key, name }, ASKED[1]];
}

test("a share opens the items it counts, with what is ticked", async () => {
    await openPage();
    await contains(".o_setup_unassigned input").click();
    await contains(".o_coverage_bar li:contains(unassigned) button").click();
    expect.verifySteps([
        ["2026-03", { kind: "coverage", key: "unassigned", name: "unassigned" }, { pools: ["P-SALES"], accounts: [7] }],
        ["unassigned", false],
    ]);
});

test("every amount opens its own items", async () => {
    await openPage();
    await contains(".o_setup_amount").click();
    await contains(".o_setup_items[data-kind=rule]").click();
    await contains(".o_setup_items[data-kind=excluded]").click();
    await contains(".o_setup_items[data-kind=unassigned]").click();
    expect.verifySteps([
        asked("proposed", "P-SALES", "Sales force"),
        ["Sales force", false],
        asked("rule", "attribution--2", "Customer of the analytic account"),
        ["Customer of the analytic account", false],
        asked("excluded", 9, "6420 Rates"),
        ["6420 Rates", false],
        asked("unassigned", 7, "6000 Expenses"),
        ["6000 Expenses", false],
    ]);
    expect(queryAllTexts(".o_setup_items:disabled")).toHaveLength(1);
});

test("the middle button opens a tab, the right one nothing", async () => {
    await openPage();
    await click(".o_setup_amount", { button: 2 });
    await click(".o_setup_amount", { button: 1 });
    await animationFrame();
    expect.verifySteps([asked("proposed", "P-SALES", "Sales force"), ["Sales force", true]]);
});
