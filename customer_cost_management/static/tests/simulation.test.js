import { expect, test } from "@odoo/hoot";
import { edit, press } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import {
    contains,
    getService,
    makeServerError,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { WebClient } from "@web/webclient/webclient";

defineMailModels();

const control = (what, values = {}) => ({
    key: `${what}---`,
    what,
    driver_id: false,
    activity_id: false,
    pool_id: false,
    label: what,
    group: "customers",
    unit: "%",
    value: 0,
    changed: false,
    slider: [-20, 20, 0.5],
    range: [-100, 1000],
    ...values,
});
const figure = (key, actual, simulated, values = {}) => ({
    key,
    label: key,
    actual,
    simulated,
    change: actual === null ? null : simulated - actual,
    rise_is_good: true,
    ...values,
});
const PAGE = {
    id: 7,
    name: "New simulation",
    kept: false,
    stale: false,
    state: "computed",
    failure: "",
    base: "March 2026 · v1",
    author: "Anna",
    currency_id: 1,
    may_edit: true,
    bases: [
        { id: false, label: "Last 12 published months", chosen: false },
        { id: 5, label: "March 2026 · v1", chosen: true },
    ],
    customers: [{ id: 3, name: "Lumber Inc" }],
    controls: [
        control("price"),
        control("minimum_order", { slider: false, range: [0.01, 1e9], unit: "$" }),
        control("rate", { group: "rates", label: "Order handling" }),
    ],
    changes: [],
    figures: [
        figure("net_revenue", 1000, 1000),
        figure("cost_to_serve", 300, 200, { rise_is_good: false }),
        figure("cm3", -10, 90),
        figure("break_even", null, 80, { rise_is_good: false }),
    ],
    company: [],
    freed: "Freed work for 100.00",
    gains: [figure(3, -10, 90)],
    losses: [],
};

async function openPage(values = {}, answers = {}) {
    const calls = [];
    onRpc("customer.cost.simulation", "*", ({ method, args }) => {
        calls.push([method, args]);
        const answer = answers[method];
        return answer ? answer(args) : { ...PAGE, ...values };
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "customer_cost_simulation",
        params: { simulation_id: 7 },
    });
    await animationFrame();
    return calls;
}
const row = (key) => `.o_simulation_table tr[data-key="${key}"]`;
const number = (what) => `.o_simulation_control[data-key="${what}---"] .o_simulation_number`;

test("actual, simulated and the difference, good or bad in words and colour", async () => {
    const calls = await openPage();
    expect(calls).toEqual([["open_workbench", [7]]]);
    expect(`${row("cost_to_serve")} td:eq(2)`).toHaveClass("text-success");
    expect(`${row("cost_to_serve")} td:eq(2) i`).toHaveAttribute("aria-label", "falls");
    expect(`${row("cm3")} td:eq(0)`).toHaveClass("text-danger");
    expect(`${row("break_even")} td:eq(0)`).toHaveText("–");
    expect(".o_simulation_freed").toHaveText("Freed work for 100.00");
    expect(".o_simulation_ribbon").toHaveText("Simulation");
    expect(".o_simulation_company").toHaveCount(0);
});

test("a typed value is sent with what it changes, and comes back as a chip", async () => {
    const changed = {
        ...PAGE,
        controls: [control("price", { value: 3, changed: true })],
        changes: [{ id: 5, label: "Price +3 %" }],
    };
    const calls = await openPage({}, { set_change: () => changed, remove_change: () => PAGE });
    await contains(number("price")).click();
    await edit("3");
    await press("Tab");
    await animationFrame();
    const target = { what: "price", driver_id: false, activity_id: false, pool_id: false };
    expect(calls[1]).toEqual(["set_change", [[7], target, 3]]);
    expect(".o_simulation_chip").toHaveText("Price +3 %");
    expect(number("price")).toHaveValue(3);
    await contains(".o_simulation_chip button").click();
    expect(calls[2]).toEqual(["remove_change", [[7], 5]]);
    expect(".o_simulation_chip").toHaveCount(0);
    expect(number("price")).toHaveValue(0);
});

test("what is out of range is not sent", async () => {
    const calls = await openPage();
    await contains(number("price")).click();
    await edit("2000");
    await press("Tab");
    await animationFrame();
    expect(calls.length).toBe(1);
    expect(number("price")).toHaveValue(0);
});

test("what the server refuses is said, and the page stays", async () => {
    await openPage(
        {},
        {
            set_change: () => {
                throw makeServerError({ type: "UserError", message: "Ask a cost accountant." });
            },
        }
    );
    await contains(number("price")).click();
    await edit("3");
    await press("Tab");
    await animationFrame();
    expect(".o_notification").toHaveText(/Ask a cost accountant/);
    expect(row("cm3")).toHaveCount(1);
});

test("figures that do not load can be asked for again", async () => {
    let fails = true;
    await openPage(
        {},
        {
            open_workbench: () => {
                if (fails) {
                    throw makeServerError({ message: "down" });
                }
                return PAGE;
            },
        }
    );
    expect(".alert-danger").toHaveText(/Could not load the figures/);
    fails = false;
    await contains(".o_simulation_retry").click();
    await animationFrame();
    expect(row("cm3")).toHaveCount(1);
});

test("who may not change it finds nothing to change", async () => {
    await openPage({ may_edit: false, stale: true });
    expect(number("price")).not.toBeEnabled();
    expect(".o_simulation_keep, .o_simulation_reset").toHaveCount(0);
    expect(".o_simulation_stale").toHaveText("Outdated");
    expect(".o_customer_choice input").toHaveCount(0);
});

test("kept under the name typed", async () => {
    const calls = await openPage();
    await contains(".o_simulation_name").edit("Weekly orders");
    await contains(".o_simulation_keep").click();
    expect(calls[1]).toEqual(["keep", [[7], "Weekly orders"]]);
});

test("another base is computed with the same changes", async () => {
    const calls = await openPage();
    expect(".o_simulation_bases").toHaveValue("5");
    await contains(".o_simulation_bases").select("");
    expect(calls[1]).toEqual(["choose_base", [[7], false]]);
});

test("another customer is found and added to those that changes are for", async () => {
    const calls = await openPage({}, { find_customers: () => [{ id: 4, name: "Acme Corp" }] });
    await contains(".o_customer_choice input").edit("acm", { confirm: false });
    await advanceTime(300);
    await animationFrame();
    await contains(".o_customer_found button").click();
    expect(calls.slice(1)).toEqual([
        ["find_customers", [[7], "acm"]],
        ["set_customers", [[7], [3, 4]]],
    ]);
});

test("computed in the background, the page asks until it is finished", async () => {
    let state = "queued";
    const page = () => ({ ...PAGE, state, figures: state === "queued" ? [] : PAGE.figures });
    await openPage({}, { open_workbench: page });
    expect(".alert-info").toHaveText(/background/);
    expect(row("cm3")).toHaveCount(0);
    state = "computed";
    await advanceTime(3000);
    await animationFrame();
    expect(".alert-info").toHaveCount(0);
    expect(row("cm3")).toHaveCount(1);
});
