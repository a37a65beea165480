import { expect, test } from "@odoo/hoot";
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

const PAGE = {
    title: "BILL/1",
    currency_id: 1,
    total: -30,
    customers: { shown: [], count: 2, others: 0 },
    parts: [
        {
            id: 3,
            label: "Wages",
            account: "610001",
            run: "March 2026 · v1",
            destination: "Cost pool",
            pool: "Sales team",
            amount: -30,
            row: false,
            ends: [
                {
                    label: "Order handling",
                    amount: -30,
                    customers: [
                        { id: 7, label: "Own", amount: -20 },
                        { id: 8, label: "Team", amount: -9 },
                    ],
                    others: -1,
                },
            ],
        },
    ],
};

async function openTrace(answer, res_model = "account.move") {
    for (const method of ["get_trace", "get_sources"]) {
        onRpc("customer.cost.trace", method, ({ args }) => {
            expect.step([method, ...args]);
            return answer;
        });
    }
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "customer_cost_trace",
        params: { res_model, res_id: 5 },
    });
    await animationFrame();
}

test("an entry ends in customers, and the others are a sum", async () => {
    await openTrace(PAGE);
    expect.verifySteps([["get_trace", "account.move", 5]]);
    expect(".o_trace_part tbody tr").toHaveCount(4);
    expect(".o_trace_part tbody tr:last").toHaveText(/Other customers/);
    expect(".o_trace_total").toHaveText(/-.*30\.00/);
    mockService("action", { doAction: (action) => expect.step(action.res_model) });
    await contains(".o_trace_part button:contains(Own)").click();
    await contains(".o_trace_part button:contains(Wages)").click();
    expect.verifySteps(["customer.profitability", "customer.cost.capture"]);
});

test("an entry that no run has captured says what to do", async () => {
    await openTrace({ ...PAGE, parts: [] });
    expect.verifySteps([["get_trace", "account.move", 5]]);
    expect(".o_view_nocontent_smiling_face").toHaveText("No run has captured this entry.");
});

test("a cost of a customer tells the entries it is made of", async () => {
    const entry = { id: 3, label: "Wages", account: "610001", whole: -1000, amount: -250 };
    await openTrace(
        {
            title: "Order handling · Own",
            run: "March 2026 · v1",
            currency_id: 1,
            pools: [{ label: "Sales team", amount: -260, entries: [entry], others: -10, count: 4 }],
            rest: 0,
            total: -260,
        },
        "customer.cost.allocation"
    );
    expect.verifySteps([["get_sources", 5]]);
    expect(".o_trace_part tbody tr").toHaveCount(2);
    expect(".o_trace_part tbody tr:last").toHaveText(/4 smaller entries/);
    expect(".o_trace_total").toHaveText(/260\.00/);
});
