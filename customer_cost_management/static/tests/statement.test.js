import { expect, test } from "@odoo/hoot";
import { advanceTime } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    makeServerError,
    mockService,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";

const row = (key, kind, amount, percent, more = {}) => ({
    key,
    kind,
    label: key,
    help: "",
    amount,
    percent,
    ...more,
});

class Statement extends models.Model {
    _name = "statement.row";
    net_revenue = fields.Float();
    cm3_percent = fields.Float();
    statement = fields.Json();
    _records = [
        {
            id: 1,
            net_revenue: 0,
            cm3_percent: 0,
            statement: {
                currency_id: 1,
                opens: ["net_revenue", "customer_direct"],
                may_load: true,
                summary: "He lost 12.50.",
                waterfall: [
                    { key: "net_revenue", label: "Net revenue", amount: 1000, start: 0, end: 1000, kind: "total" },
                    { key: "order_level", label: "Order level", amount: -250, start: 1000, end: 750, kind: "cost" },
                    { key: "cm3", label: "Contribution", amount: 750, start: 0, end: 750, kind: "total" },
                ],
                rows: [
                    row("gross_revenue", "line", null, null),
                    row("net_revenue", "total", 1000, 100),
                    row("order_level", "level", -250, 25),
                    row("order_allocated", "part", -250, 25),
                    row("activity_7", "activity", -250, 25, {
                        label: "Order handling",
                        quantity: 2,
                        rate: 125,
                        activity_id: 7,
                        allocation_id: 7,
                    }),
                    row("activity_8_order", "activity", -90, 9, {
                        label: "Order handling of a year",
                        activity_id: 8,
                        quantity: 3,
                        rate: 30,
                    }),
                    row("customer_direct", "part", -60, 6),
                    row("cm3", "total", -12.5, -2.5, { help: "After all cost." }),
                ],
            },
        },
    ];
}
defineMailModels();
defineModels([Statement]);

const KINDS = [
    { key: "previous", label: "Previous period" },
    { key: "tier", label: "Median of the tier" },
    { key: "customer", label: "Another customer" },
];
const nothing = { kind: "previous", kinds: KINDS, head: "", in_percent: false, rows: [], note: "", sentence: "", change: null };
const beside = (amount, other, better) => ({ amount, other, delta: amount - other, better });
const january = {
    ...nothing,
    head: "January 2026",
    rows: [
        { ...row("net_revenue", "total", 1000, 100), ...beside(1000, 900, 1) },
        { ...row("order_level", "level", -250, 25), ...beside(-250, -200, -1) },
        { ...row("cm3", "total", -12.5, -2.5), ...beside(-12.5, 50, -1) },
    ],
    change: {
        before: 50,
        after: -12.5,
        amount: -62.5,
        summary: "The contribution fell by 62.50.",
        reasons: [
            { key: "a", text: "Sold more.", amount: 100, line: "net_revenue" },
            { key: "b", text: "More orders.", amount: -90, activity_id: 7 },
            { key: "c", text: "Dearer.", amount: -60 },
            { key: "d", text: "Visits.", amount: -20 },
            { key: "e", text: "Gifts.", amount: 10 },
            { key: "f", text: "Freight.", amount: -1.5 },
            { key: "g", text: "Tax.", amount: -1 },
        ],
    },
};

const mountStatement = (comparison = nothing) => {
    onRpc("statement.row", "get_comparison", ({ args }) =>
        typeof comparison === "function" ? comparison(...args.slice(1)) : comparison
    );
    return mountView({
        type: "form",
        resModel: "statement.row",
        resId: 1,
        arch: `<form>
            <field name="cm3_percent" widget="customer_cost_percent"/>
            <field name="statement" widget="customer_cost_statement"/>
        </form>`,
    });
};
const line = (key) => `.o_customer_statement tr[data-key="${key}"]`;

test("each line of the statement is a row with a header cell", async () => {
    await mountStatement();
    expect(".o_customer_statement tbody tr").toHaveCount(8);
    expect(".o_customer_statement tbody th[scope=row]").toHaveCount(8);
    expect(".o_customer_statement caption").toHaveCount(1);
    expect(`${line("cm3")} td:eq(1)`).toHaveText("-2.5 %");
    expect(`${line("cm3")} td:eq(0)`).toHaveClass("text-danger");
    expect(`${line("cm3")} sup`).toHaveAttribute("data-tooltip", "After all cost.");
});

test("what does not apply is a dash with its reason", async () => {
    await mountStatement();
    expect(`${line("gross_revenue")} td:eq(0)`).toHaveText("–");
    expect(`${line("gross_revenue")} td:eq(0)`).toHaveAttribute(
        "title",
        "Revenue was booked without an invoice"
    );
    expect("[name=cm3_percent] span").toHaveText("–");
    expect("[name=cm3_percent] span").toHaveAttribute("title", "Net revenue is not positive");
});

test("an activity shows quantity times rate and opens its allocation", async () => {
    mockService("action", {
        doAction: (action) => expect.step(`${action.res_model} ${action.res_id}`),
    });
    await mountStatement();
    expect(`${line("activity_7")} .o_statement_calculation`).toHaveText("2 × 125.00");
    await contains(`${line("activity_7")} button:not(.o_statement_volume)`).click();
    expect.verifySteps(["customer.cost.allocation 7"]);
});

test("an activity of a year is a sum: it opens the allocations of its months", async () => {
    mockService("action", { doAction: (action) => expect.step(action) });
    onRpc("statement.row", "action_open_activity", ({ args }) => `months of ${args[1]}`);
    await mountStatement();
    expect(`${line("activity_8_order")} .o_statement_calculation`).toHaveText("3 × 30.00");
    await contains(`${line("activity_8_order")} button:not(.o_statement_volume)`).click();
    expect.verifySteps(["months of 8"]);
});

test("the volume of an activity opens what was counted", async () => {
    mockService("action", { doAction: (action) => expect.step(action) });
    onRpc("statement.row", "action_open_volume", ({ args }) => `records of ${args[1]}`);
    await mountStatement();
    expect(`${line("activity_8_order")} .o_statement_volume`).toHaveText("3");
    await contains(`${line("activity_8_order")} .o_statement_volume`).click();
    expect.verifySteps(["records of 8"]);
});

test("a line of entries opens them, a level and a sum open nothing", async () => {
    mockService("action", { doAction: (action) => expect.step(action) });
    onRpc("statement.row", "action_open_line", ({ args }) => `opened ${args[1]}`);
    await mountStatement();
    await contains(`${line("customer_direct")} button`).click();
    expect.verifySteps(["opened customer_direct"]);
    expect(`${line("order_level")} button:not(.o_statement_fold)`).toHaveCount(0);
    expect(`${line("cm3")} button`).toHaveCount(0);
});

test("a level folds what is below it, and shows it again", async () => {
    await mountStatement();
    const fold = `${line("order_level")} .o_statement_fold`;
    expect(fold).toHaveAttribute("aria-expanded", "true");
    await contains(fold).click();
    expect(fold).toHaveAttribute("aria-expanded", "false");
    expect(`${line("order_allocated")}, ${line("activity_7")}, ${line("customer_direct")}`).toHaveCount(0);
    expect(`${line("order_level")}, ${line("cm3")}`).toHaveCount(2);
    await contains(fold).click();
    expect(line("activity_7")).toHaveCount(1);
});

test("a level without anything below it folds nothing", async () => {
    await mountStatement(january);
    expect(".o_statement_fold").toHaveCount(0);
});

test("the period before stands in two more columns", async () => {
    await mountStatement(january);
    expect(".o_statement_head").toHaveText("January 2026");
    expect(`${line("order_level")} .o_statement_other`).toHaveText("-200.00");
    expect(`${line("order_level")} .o_statement_delta`).toHaveText("-50.00");
    expect(`${line("order_level")} .o_statement_delta`).toHaveClass("text-danger");
    expect(`${line("net_revenue")} .o_statement_delta i`).toHaveClass("fa-arrow-up");
    expect(".o_customer_statement thead th").toHaveCount(5);
});

test("reasons add up; the smaller ones open on demand; each leads to its evidence", async () => {
    mockService("action", { doAction: (action) => expect.step(action.res_id || action) });
    onRpc("statement.row", "action_open_line", ({ args }) => `opened ${args[1]}`);
    await mountStatement(january);
    expect(".o_statement_change").toHaveText("The contribution fell by 62.50.");
    expect(".o_statement_reason").toHaveCount(5);
    expect(".o_statement_reasons_more").toHaveText("-2.50\n2 smaller reasons");
    expect(".o_statement_reasons_total").toHaveText("-62.50");
    expect(".o_statement_reason:eq(2) button").toHaveCount(0);
    await contains(".o_statement_reason:eq(0) button").click();
    await contains(".o_statement_reason:eq(1) button").click();
    expect.verifySteps(["opened net_revenue", 7]);
    await contains(".o_statement_reasons_more button").click();
    expect(".o_statement_reason").toHaveCount(7);
});

test("the median of the tier is compared in points; too few say so", async () => {
    const median = { ...nothing, kind: "tier", head: "Median of tier C", in_percent: true };
    const row10 = { ...row("cm3", "total", -12.5, -2.5), other: 8.1, delta: -10.6, better: -1 };
    let rows = [row10];
    await mountStatement((kind) => {
        expect.step(kind);
        return kind === "tier"
            ? { ...median, rows, sentence: rows.length ? "" : "Too few customers in tier C to compare." }
            : nothing;
    });
    await contains(".o_statement_choice select").select("tier");
    expect(`${line("cm3")} .o_statement_other`).toHaveText("8.1 %");
    expect(`${line("cm3")} .o_statement_delta`).toHaveText("-10.6 pt");
    rows = [];
    await contains(".o_statement_choice select").select("previous");
    await contains(".o_statement_choice select").select("tier");
    expect(".o_statement_sentence").toHaveText("Too few customers in tier C to compare.");
    expect(".o_customer_statement thead th").toHaveCount(3);
    expect(".o_customer_statement tbody tr").toHaveCount(8);
    expect.verifySteps(["previous", "tier", "previous", "tier"]);
});

test("another customer is found and compared with", async () => {
    onRpc("statement.row", "find_customers", ({ args }) => [{ id: 5, name: `Acme for ${args[1]}` }]);
    await mountStatement((kind, partner) => {
        expect.step(`${kind} ${partner}`);
        return { ...nothing, kind };
    });
    await contains(".o_statement_choice select").select("customer");
    await contains(".o_statement_customer").edit("ac", { confirm: false });
    await advanceTime(300);
    await contains(".o_customer_found button:contains(Acme for ac)").click();
    expect(".o_statement_customer").toHaveValue("Acme for ac");
    expect.verifySteps(["previous false", "customer false", "customer 5"]);
});

test("a comparison that fails says so and leaves the statement", async () => {
    let fails = true;
    await mountStatement(() => {
        if (fails) {
            throw makeServerError({ message: "down" });
        }
        return january;
    });
    expect(".alert-danger").toHaveText("Could not load the figures. Try again");
    expect(".o_customer_statement tbody tr").toHaveCount(8);
    fails = false;
    await contains(".alert-danger button").click();
    expect(".o_statement_head").toHaveText("January 2026");
});

test("the waterfall has a table behind it", async () => {
    await mountStatement();
    expect(".o_statement_waterfall canvas").toHaveAttribute("aria-label", "He lost 12.50.");
    expect(".o_statement_waterfall .visually-hidden > table").toHaveCount(1);
    expect(".o_statement_waterfall tbody tr").toHaveCount(3);
    expect(".o_statement_waterfall tbody tr:eq(1)").toHaveText(/Order level\s-250.00\s750.00/);
    await contains(".o_statement_show_table").click();
    expect(".o_statement_waterfall .visually-hidden > table").toHaveCount(0);
    expect(".o_statement_waterfall table").toHaveCount(1);
});

test("shares of cost he did not cause are added on demand, and said to be that", async () => {
    onRpc("statement.row", "get_fully_loaded", () => ({
        sentence: "Fully loaded: includes shares of cost this customer did not cause.",
        rows: [
            { ...row("channel", "part", -5, 0.5), other: null, delta: null, better: 0 },
            { ...row("cm4", "total", -17.5, -1.8), other: null, delta: null, better: 0 },
        ],
    }));
    await mountStatement(january);
    expect(line("cm4")).toHaveCount(0);
    await contains(".o_statement_loaded input").click();
    expect(`${line("cm4")} td:eq(0)`).toHaveText("-17.50");
    expect(`${line("cm4")} .o_statement_other`).toHaveText("–");
    expect(".o_statement_loaded span").toHaveText(/did not cause/);
    await contains(".o_statement_loaded input").click();
    expect(line("cm4")).toHaveCount(0);
});
