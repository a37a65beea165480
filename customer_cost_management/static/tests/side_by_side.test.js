import { expect, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { contains, getService, mockService, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { WebClient } from "@web/webclient/webclient";
import { WholeLife } from "@customer_cost_management/statement/whole_life";

defineMailModels();

const cell = (amount, percent, more = {}) => ({ amount, percent, quantity: 0, rate: 0, ...more });
const PAGE = {
    columns: [
        { id: 3, customer: "Own", period: "March 2026", currency_id: 1 },
        { id: 4, customer: "Team", period: "March 2026", simulated: true, currency_id: 1 },
    ],
    rows: [
        { key: "net_revenue", kind: "total", label: "Net revenue", help: "", cells: [cell(1000, 100), cell(500, 100)] },
        {
            key: "activity_1",
            kind: "activity",
            label: "Order handling",
            help: "",
            cells: [cell(-250, 25, { quantity: 2, rate: 125 }), cell(0, null)],
        },
        { key: "cm3", kind: "total", label: "CM3", help: "", cells: [cell(750, 75), cell(-10, -2)] },
    ],
};
const mountPage = async () => {
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "customer_cost_side_by_side",
        params: { res_model: "customer.profitability", res_ids: [3, 4] },
    });
    await animationFrame();
};

test("each statement is a column that opens it", async () => {
    onRpc("customer.profitability", "get_side_by_side", ({ args }) => {
        expect(args[0]).toEqual([3, 4]);
        return PAGE;
    });
    await mountPage();
    expect(".o_customer_statement thead th").toHaveCount(3);
    expect("thead th:eq(1) .badge").toHaveCount(0);
    expect("thead th:eq(2) .badge").toHaveText("Simulation");
    expect("tr[data-key=activity_1] td:eq(0) div").toHaveText("2 × 125.00");
    expect("tr[data-key=activity_1] td:eq(1) div").toHaveText("");
    expect("tr[data-key=cm3] td:eq(1) div").toHaveText("-2.0 %");
    expect("tr[data-key=cm3] td:eq(1) span").toHaveClass("text-danger");
    mockService("action", { doAction: (action) => expect.step(`opens ${action.res_model} ${action.res_id}`) });
    await contains("thead button:contains(Team)").click();
    expect.verifySteps(["opens customer.profitability 4"]);
});

test("a life is told by year, with what it cost to win the customer", async () => {
    const figures = { net_revenue: 1000, cm1: 900, cost_to_serve: 920, cm3: -20, percent: -2, periods: 3 };
    onRpc("customer.profitability", "get_whole_life", () => ({
        since: "March 2025",
        periods: 3,
        currency_id: 1,
        years: [{ label: "Fiscal year 2025", ...figures }],
        total: figures,
        acquisition: { cost: 80, without: 60, payback: "Not in sight." },
        memo: { total: 4700, before: 200 },
    }));
    onRpc("customer.profitability", "action_open_life_memos", () => ({ res_model: "customer.cost.memo" }));
    await mountWithCleanup(WholeLife, {
        props: { record: { resModel: "customer.profitability", resId: 3 }, readonly: true },
    });
    expect(".o_whole_life caption").toHaveText("Since March 2025: 3 published periods");
    expect(".o_whole_life tbody th").toHaveText("Fiscal year 2025");
    expect(".o_whole_life_total th").toHaveText("Whole life");
    expect(".o_whole_life_total td:eq(4)").toHaveText("-20.00");
    expect(".o_whole_life_total td:eq(4)").toHaveClass("text-danger");
    expect(".o_whole_life_acquisition").toHaveText(/80\.00.*60\.00.*Not in sight/);
    expect(".o_whole_life_memo").toHaveText(/4,700\.00.*200\.00 before the first published period/s);
    mockService("action", { doAction: (action) => expect.step(`opens ${action.res_model}`) });
    await contains(".o_whole_life_memo button").click();
    expect.verifySteps(["opens customer.cost.memo"]);
});
