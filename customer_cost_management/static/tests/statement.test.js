import { expect, test } from "@odoo/hoot";
import {
    contains,
    defineModels,
    fields,
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
                may_trace: true,
                rows: [
                    row("gross_revenue", "line", null, null),
                    row("net_revenue", "total", 1000, 100),
                    row("order_level", "level", -250, 25),
                    row("order_allocated", "part", -250, 25),
                    row("activity_7", "activity", -250, 25, {
                        label: "Order handling",
                        quantity: 2,
                        rate: 125,
                        allocation_id: 7,
                    }),
                    row("activity_8_order", "activity", -90, 9, {
                        label: "Order handling of a year",
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

const mountStatement = () =>
    mountView({
        type: "form",
        resModel: "statement.row",
        resId: 1,
        arch: `<form>
            <field name="cm3_percent" widget="customer_cost_percent"/>
            <field name="statement" widget="customer_cost_statement"/>
        </form>`,
    });
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
    await contains(`${line("activity_7")} button`).click();
    expect.verifySteps(["customer.cost.allocation 7"]);
});

test("an activity of a year is a sum: it opens no single allocation", async () => {
    await mountStatement();
    expect(`${line("activity_8_order")} .o_statement_calculation`).toHaveText("3 × 30.00");
    expect(`${line("activity_8_order")} button`).toHaveCount(0);
});

test("a line of entries opens them, a level and a sum open nothing", async () => {
    mockService("action", { doAction: (action) => expect.step(action) });
    onRpc("customer.profitability", "action_open_line", ({ args }) => `opened ${args[1]}`);
    await mountStatement();
    await contains(`${line("customer_direct")} button`).click();
    expect.verifySteps(["opened customer_direct"]);
    expect(`${line("order_level")} button`).toHaveCount(0);
    expect(`${line("cm3")} button`).toHaveCount(0);
});
