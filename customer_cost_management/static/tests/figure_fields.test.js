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
