import { expect, test } from "@odoo/hoot";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";

class Rule extends models.Model {
    _name = "rule";
    prefixes = fields.Char();
    _records = [{ id: 1, prefixes: "66" }];
}

class Pool extends models.Model {
    _name = "pool";
    rule_ids = fields.One2many({ relation: "rule" });
    _records = [{ id: 1, rule_ids: [1] }];
}

defineMailModels();
defineModels([Rule, Pool]);

const ARCH = `
    <form>
        <field name="prefixes"/>
        <widget name="customer_cost_preview"/>
    </form>`;

const answer = (text) => ({
    lines: [{ key: "caught", label: "Caught", text, strong: true, opens: true }],
});

test("a preview is asked once after the last change, with what was typed", async () => {
    onRpc("rule", "preview", ({ args }) => {
        expect.step(JSON.stringify(args[1]));
        return answer("3 items");
    });
    await mountView({ resModel: "rule", resId: 1, type: "form", arch: ARCH });
    await advanceTime(10);
    expect.verifySteps(["{}"]);
    expect(".o_customer_cost_preview button").toHaveText("3 items");
    await contains("[name=prefixes] input").edit("67");
    await contains("[name=prefixes] input").edit("68");
    expect.verifySteps([]);
    await advanceTime(600);
    expect.verifySteps([`{"prefixes":"68"}`]);
});

test("a slow answer says that it is counting and keeps the last figure", async () => {
    let release;
    let isFirst = true;
    onRpc("rule", "preview", async () => {
        if (isFirst) {
            isFirst = false;
            return answer("3 items");
        }
        await new Promise((resolve) => (release = resolve));
        return answer("5 items");
    });
    await mountView({ resModel: "rule", resId: 1, type: "form", arch: ARCH });
    await advanceTime(10);
    await contains("[name=prefixes] input").edit("67");
    await advanceTime(600);
    expect(".o_customer_cost_preview").toHaveClass("opacity-50");
    expect(".o_customer_cost_preview").not.toHaveText(/counting/);
    await advanceTime(1100);
    expect(".o_customer_cost_preview").toHaveText(/counting….*3 items/s);
    release();
    await animationFrame();
    await animationFrame();
    expect(".o_customer_cost_preview button").toHaveText("5 items");
});

test("the sentence of an error is shown", async () => {
    onRpc("rule", "preview", () => ({ error: "66x is not the beginning of an account code." }));
    await mountView({ resModel: "rule", resId: 1, type: "form", arch: ARCH });
    await advanceTime(10);
    expect(".o_customer_cost_preview .alert-warning").toHaveText(/66x/);
});

test("each line of a form shows what its preview was told of it, and opens it", async () => {
    const line = { key: "0-caught", text: "3 items", opens: true };
    onRpc("pool", "preview", () => ({ by_line: { 1: line } }));
    onRpc("pool", "open_preview", ({ args }) => {
        expect.step(args[2]);
        return { type: "ir.actions.act_window_close" };
    });
    await mountView({
        resModel: "pool",
        resId: 1,
        type: "form",
        arch: `
            <form>
                <field name="rule_ids">
                    <list>
                        <field name="prefixes"/>
                        <field name="display_name" string="Would catch" widget="customer_cost_would_catch"/>
                    </list>
                </field>
                <widget name="customer_cost_preview"/>
            </form>`,
    });
    await advanceTime(10);
    await animationFrame();
    expect(".o_data_row .o_would_catch").toHaveText("3 items");
    await contains(".o_data_row .o_would_catch").click();
    expect.verifySteps(["0-caught"]);
});
