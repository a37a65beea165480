import { expect, test } from "@odoo/hoot";
import { contains, defineModels, fields, models, mountView } from "@web/../tests/web_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";

class Company extends models.Model {
    _name = "band.company";
    percent = fields.Float();
    customer_cost_chinese_units = fields.Boolean();
    _records = [{ id: 1, percent: 1, customer_cost_chinese_units: true }];
}
defineMailModels();
defineModels([Company]);

const mountBand = () =>
    mountView({
        type: "form",
        resModel: "band.company",
        resId: 1,
        arch: `<form><field name="percent" widget="customer_cost_near_zero_band"/></form>`,
    });

test("the sentence says which contributions are near zero", async () => {
    await mountBand();
    expect(".o_near_zero_band_sentence").toHaveText("At 100k net revenue: from -1k to 1k.");
});

test("the sentence and the picture follow what is typed", async () => {
    await mountBand();
    await contains(".o_near_zero_band input").edit("2.5");
    expect(".o_near_zero_band_sentence").toHaveText("At 100k net revenue: from -2.5k to 2.5k.");
    expect(".o_near_zero_band_middle").toHaveAttribute("style", "width: 1.5%");
});

test("the picture has a text for those who cannot see it", async () => {
    await mountBand();
    expect(".o_near_zero_band_picture").toHaveAttribute(
        "aria-label",
        "At 100k net revenue: from -1k to 1k."
    );
});
