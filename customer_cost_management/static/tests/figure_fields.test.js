import { expect, test } from "@odoo/hoot";
import { defineModels, fields, models, mountView } from "@web/../tests/web_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";

class Node extends models.Model {
    _name = "figure.node";
    unused = fields.Float();
    unused_measured = fields.Boolean();
    volume = fields.Float();
    rate = fields.Float();
    date = fields.Date();
    currency_id = fields.Many2one({ relation: "res.currency" });
    _records = [
        { id: 1, unused: 0, unused_measured: true, volume: 7, rate: 12.418, date: "2026-10-01" },
        { id: 2, unused: 0, unused_measured: false, volume: 0, rate: 0, date: "2026-10-01" },
    ];
}
defineMailModels();
defineModels([Node]);

const mountNode = (resId) =>
    mountView({
        type: "form",
        resModel: "figure.node",
        resId,
        arch: `<form>
            <field name="unused" widget="customer_cost_measured_amount"/>
            <field name="volume" widget="customer_cost_quantity"/>
            <field name="rate" widget="customer_cost_rate"/>
            <field name="date" widget="customer_cost_month"/>
        </form>`,
    });

test("figures have the decimals they need, a date shows its month", async () => {
    await mountNode(1);
    expect("[name=unused] span").toHaveText("0.00");
    expect("[name=volume] span").toHaveText("7");
    expect("[name=rate] span").toHaveText("12.42");
    expect("[name=date] span").toHaveText("Oct 2026");
});

test("what was not measured is a dash with its reason, not a zero", async () => {
    await mountNode(2);
    expect("[name=unused] span").toHaveText("–");
    expect("[name=unused] span").toHaveAttribute(
        "title",
        "Not measured: this pool has no practical capacity"
    );
    expect("[name=volume] span").toHaveText("–");
    expect("[name=rate] span").toHaveText("–");
});

/** Net revenue 100; what the others are shares of stands beside them. */
class Shares extends models.Model {
    _name = "figure.shares";
    net_revenue = fields.Float();
    gross_revenue = fields.Float();
    cm2 = fields.Float();
    cm3_percent = fields.Float();
    discount_percent = fields.Float();
    relationship_cm2_percent = fields.Float();
    retention_percent = fields.Float();
    _records = [
        {
            id: 1,
            net_revenue: 100,
            gross_revenue: 125,
            cm2: -40,
            cm3_percent: -60,
            discount_percent: 20,
            relationship_cm2_percent: 0,
            retention_percent: 80,
        },
        {
            id: 2,
            net_revenue: 0,
            gross_revenue: 0,
            cm2: 8,
            cm3_percent: 0,
            discount_percent: 0,
            relationship_cm2_percent: 25,
            retention_percent: 80,
        },
    ];
}
defineModels([Shares]);

const mountShares = (resId) =>
    mountView({
        type: "form",
        resModel: "figure.shares",
        resId,
        arch: `<form>
            <field name="cm3_percent" widget="customer_cost_percent"/>
            <field name="discount_percent" widget="customer_cost_percent" options="{'base': 'gross_revenue'}"/>
            <field name="relationship_cm2_percent" widget="customer_cost_percent" options="{'base': 'cm2'}"/>
            <field name="retention_percent" widget="customer_cost_percent" options="{'base': false}"/>
        </form>`,
    });
const percent = (name) => `[name=${name}] span`;

test("a share of a loss is a dash, not the best of all values", async () => {
    await mountShares(1);
    expect(percent("cm3_percent")).toHaveText("-60.0 %");
    expect(percent("discount_percent")).toHaveText("20.0 %");
    expect(percent("relationship_cm2_percent")).toHaveText("–");
    expect(percent("relationship_cm2_percent")).toHaveAttribute("title", "CM2 is not positive");
});

test("each percentage asks its own base, and one without a base is always shown", async () => {
    await mountShares(2);
    expect(percent("cm3_percent")).toHaveAttribute("title", "Net revenue is not positive");
    expect(percent("discount_percent")).toHaveAttribute("title", "Gross revenue is not positive");
    expect(percent("relationship_cm2_percent")).toHaveText("25.0 %");
    expect(percent("retention_percent")).toHaveText("80.0 %");
});
