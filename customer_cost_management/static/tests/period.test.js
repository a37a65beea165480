import { expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame, runAllTimers } from "@odoo/hoot-mock";
import {
    contains,
    defineActions,
    defineModels,
    fields,
    getService,
    models,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { router } from "@web/core/browser/router";
import { WebClient } from "@web/webclient/webclient";

/** 50 of 100 and −30 of 300: together 5 % of 400, where the average would be 20 %. */
class Period extends models.Model {
    _name = "customer.profitability.period";
    name = fields.Char();
    net_revenue = fields.Float();
    cm3 = fields.Float();
    cm3_percent = fields.Float({ aggregator: "avg" });
    earning = fields.Char();
    _records = [
        { id: 1, name: "Good", net_revenue: 100, cm3: 50, cm3_percent: 50, earning: "profit" },
        { id: 2, name: "Bad", net_revenue: 300, cm3: -30, cm3_percent: -10, earning: "loss" },
    ];
    _views = {
        list: `<list js_class="customer_profitability_list">
                   <field name="name"/><field name="net_revenue" sum="Net revenue"/><field name="cm3" sum="Contribution"/>
                   <field name="cm3_percent" widget="customer_cost_percent"/>
               </list>`,
        search: `<search><filter name="loss" string="Loss-making" domain="[('earning', '=', 'loss')]"/></search>`,
    };
}

defineMailModels();
defineModels([Period]);
defineActions([
    { id: 7, name: "Profit", res_model: "customer.profitability.period", path: "profit", views: [[false, "list"]] },
]);

const MONTHS = [
    { first: "2026-02-01", last: "2026-02-28", label: "February 2026" },
    { first: "2026-01-01", last: "2026-01-31", label: "January 2026" },
    { first: "2025-12-01", last: "2025-12-31", label: "December 2025" },
];

/** What the server says of a period that the context names. */
function period(context) {
    const token = context.customer_cost_period || "last_twelve";
    return {
        token,
        label: `Label of ${token}`,
        compare: context.customer_cost_compare || "previous",
        compared: "another period",
        comparable: true,
        first: "2025-12-01",
        last: "2026-02-01",
        previous: token === "month.2026-01-01" ? false : "month.2026-01-01",
        next: false,
        choices: [
            { token: "last_twelve", kind: "last_twelve", label: "Last 12 months" },
            { token: "month.2026-02-01", kind: "month", label: "February 2026" },
        ],
        months: MONTHS,
        missing: "January 2026 not published",
        may_estimate: false,
        estimate: false,
        published: true,
    };
}

const STRIP = { currency_id: 1, customers: 2, net_revenue: 400, cm3: 20, losing: 1, lost: -30, company: false };

/** @returns what the list and the strip were asked, in their contexts */
async function openPage({ strip = STRIP, context = {} } = {}) {
    const asked = { list: [], strip: [], notes: [] };
    onRpc("customer.profitability.period", "get_period", ({ kwargs }) => period(kwargs.context));
    onRpc("customer.profitability.period", "get_strip", ({ args, kwargs }) => {
        asked.strip.push({ domain: args[0], period: kwargs.context.customer_cost_period });
        return strip;
    });
    onRpc("customer.profitability.period", "get_notes", ({ kwargs }) => {
        asked.notes.push(kwargs.context.customer_cost_period);
        return [{ key: "gaps", text: "January 2026 not published." }];
    });
    onRpc("customer.profitability.period", "web_search_read", ({ kwargs }) => {
        asked.list.push(kwargs.context.customer_cost_period);
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction(7, { additionalContext: context });
    await animationFrame();
    await runAllTimers();
    return asked;
}

test("the last twelve months come first", async () => {
    const asked = await openPage();
    expect(".o_customer_period_label").toHaveText("Label of last_twelve");
    expect(asked.list).toEqual([false]);
    expect(".o_customer_period_next").not.toBeEnabled();
    expect(router.current.period).toBe(undefined);
});

test("another period is asked of list and strip, and is in the address", async () => {
    const asked = await openPage();
    await contains(".o_customer_period_label").click();
    await contains(".o_customer_period_menu [data-kind=month]").click();
    await runAllTimers();
    expect(".o_customer_period_label").toHaveText("Label of month.2026-02-01");
    expect(asked.list).toEqual([false, "month.2026-02-01"]);
    expect(asked.strip[0].period).toBe(false);
    expect(asked.strip.at(-1).period).toBe("month.2026-02-01");
    expect(router.current.period).toBe("month.2026-02-01");
});

test("the arrow leads to the period before, and stops at the first", async () => {
    const asked = await openPage();
    await contains(".o_customer_period_previous").click();
    await runAllTimers();
    expect(asked.list.at(-1)).toBe("month.2026-01-01");
    expect(".o_customer_period_previous").not.toBeEnabled();
});

test("months from and to make a period, whichever is chosen first", async () => {
    const asked = await openPage();
    await contains(".o_customer_period_label").click();
    await contains(".o_customer_period_custom select[name=from]").select("2026-02-01");
    await contains(".o_customer_period_custom select[name=to]").select("2025-12-01");
    await contains(".o_customer_period_custom button[type=submit]").click();
    expect(asked.list.at(-1)).toBe("custom.2025-12-01.2026-02-28");
});

test("comparison and grain are part of the address and can be taken back", async () => {
    await openPage();
    for (const [key, value, kept] of [
        ["compare", "year", "year"],
        ["compare", "previous", undefined],
        ["grain", "month", "month"],
        ["grain", "period", undefined],
    ]) {
        await contains(".o_customer_period_label").click();
        await contains(`.o_customer_period_menu [data-${key}=${value}]`).click();
        await runAllTimers();
        expect(router.current[key]).toBe(kept);
    }
});

test("a link names the period of the page it opens", async () => {
    const asked = await openPage({ context: { customer_cost_period: "month.2026-02-01" } });
    expect(asked.list).toEqual(["month.2026-02-01"]);
});

test("the foot of the list shows the percentage of the sums", async () => {
    await openPage();
    expect(queryAllTexts("tfoot td").filter(Boolean)).toEqual(["400.00", "20.00", "5.0 %"]);
});

test("the strip says who loses, and a click filters", async () => {
    const asked = await openPage();
    expect("[data-figure=loss]").toHaveText(/1 lose .*-30\.00/);
    expect("[data-figure=difference]").toHaveCount(0);
    await contains("[data-figure=loss]").click();
    expect(asked.strip.at(-1).domain).toEqual([["earning", "=", "loss"]]);
    expect(".o_data_row").toHaveCount(1);
});

test("notes about the figures stand above them, and are asked again of another period alone", async () => {
    const asked = await openPage();
    expect(".o_page_note[data-note=gaps]").toHaveText("January 2026 not published.");
    await contains("[data-figure=loss]").click();
    await runAllTimers();
    expect(asked.notes).toEqual([false]);
    await contains(".o_customer_period_previous").click();
    await runAllTimers();
    expect(asked.notes).toEqual([false, "month.2026-01-01"]);
});

test("who may see the books sees what is not on customers, and the proof", async () => {
    await openPage({ strip: { ...STRIP, company: { run_ids: [5, 6], beside: -70, difference: 0 } } });
    expect("[data-figure=beside]").toHaveText(/-70\.00/);
    expect("[data-figure=difference]").toHaveText(/0\.00/);
    expect("[data-figure=difference] .fa-check").toHaveCount(1);
});
