import { expect, test } from "@odoo/hoot";
import {
    defineModels,
    fields,
    models,
    mountView,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { user } from "@web/core/user";

class Value extends models.Model {
    _name = "value.card";
    monthly = fields.Json();
    flags = fields.Json();
    cm3 = fields.Float();
    currency_id = fields.Many2one({ relation: "res.currency" });
    _records = [
        {
            id: 1,
            cm3: -12500,
            monthly: [
                { month: "2026-08-01", amount: 300 },
                { month: "2026-09-01", amount: null },
                { month: "2026-10-01", amount: -100 },
            ],
            flags: [
                { code: "declining", words: "Turned to loss." },
                { code: "overridden", words: "Set by Anna." },
            ],
        },
        { id: 2, cm3: 0, monthly: false, flags: false },
    ];
}
defineMailModels();
defineModels([Value]);

const mountValue = (resId) =>
    mountView({
        type: "form",
        resModel: "value.card",
        resId,
        arch: `<form>
            <field name="monthly" widget="customer_cost_month_bars"/>
            <field name="flags" widget="customer_cost_flags"/>
            <field name="cm3" widget="customer_cost_short_amount"/>
        </form>`,
    });

test("a gain is a bar above the line, a loss one below, an open month a gap", async () => {
    await mountValue(1);
    expect(".o_month_bars rect").toHaveCount(2);
    // 300 above and 100 below fill 48 pixels: the line lies at 36
    expect(".o_month_bars line").toHaveAttribute("y1", "36");
    expect(".o_month_bar_profit").toHaveAttribute("height", "36");
    expect(".o_month_bar_profit").toHaveAttribute("y", "0");
    expect(".o_month_bar_loss").toHaveAttribute("height", "12");
    expect(".o_month_bar_loss").toHaveAttribute("y", "36");
    expect("[name=monthly] li:first").toHaveText("August 2026: 300.00");
});

test("flags say in words what they mean", async () => {
    await mountValue(1);
    expect("[name=flags] span[role=img]").toHaveCount(2);
    expect("[name=flags] span[role=img]:first").toHaveAttribute("title", "Turned to loss.");
    expect("[name=flags] .fa-hand-paper-o").toHaveCount(1);
});

test("a short amount is signed and red below zero", async () => {
    await mountValue(1);
    expect("[name=cm3] span").toHaveText("−12.5k");
    expect("[name=cm3] span").toHaveClass("text-danger");
});

test("a short amount is counted in 万 unless the company does not want it", async () => {
    patchWithCleanup(user, { lang: "zh-CN" });
    patchWithCleanup(user.activeCompany, { customer_cost_chinese_units: false });
    await mountValue(1);
    expect("[name=cm3] span").toHaveText("−12.5k");
    user.activeCompany.customer_cost_chinese_units = true;
    await mountValue(1);
    expect("[name=cm3]:last span").toHaveText("−1.3万");
});

test("without figures there is neither bar nor flag", async () => {
    await mountValue(2);
    expect(".o_month_bars").toHaveCount(0);
    expect("[name=flags] span[role=img]").toHaveCount(0);
});
