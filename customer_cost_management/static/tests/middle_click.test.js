import { expect, test } from "@odoo/hoot";
import { click } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import {
    defineModels,
    fields,
    getService,
    mockService,
    models,
    mountView,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { WebClient } from "@web/webclient/webclient";

class Budget extends models.Model {
    _name = "strip.budget";
    name = fields.Char();
    left = fields.Float();
    _records = [{ id: 1, name: "Visits", left: -5 }];
}

defineMailModels();
defineModels([Budget]);

/** What is opened, and whether in a tab of its own, as steps. */
function watchOpened() {
    mockService("action", {
        doAction(action, options) {
            if (action.type === "ir.actions.act_window") {
                expect.step([action.name, action.domain, Boolean(options?.newWindow)]);
                return;
            }
            return super.doAction(...arguments);
        },
    });
}

async function clickWith(button, target) {
    await click(target, { button });
    await animationFrame();
}

test("a figure above a list opens its records or what it filters in a tab", async () => {
    watchOpened();
    onRpc("strip.budget", "get_figure_strip", () => ({
        currency_id: 1,
        notes: [],
        figures: [
            { key: "over", caption: "Over", value: 1, filters: ["over"] },
            { key: "items", caption: "Items", value: 2, method: "action_open_items", ids: [1], filters: [] },
        ],
    }));
    onRpc("strip.budget", "action_open_items", () => ({
        type: "ir.actions.act_window",
        name: "Items",
        domain: [],
    }));
    await mountView({
        type: "list",
        resModel: "strip.budget",
        arch: `<list js_class="customer_cost_strip_list"><field name="name"/></list>`,
        searchViewArch: `<search><filter name="over" string="Over" domain="[('left', '&lt;', 0)]"/></search>`,
        domain: [["name", "!=", false]],
        context: { figure_strip: true },
    });
    await animationFrame();
    await clickWith(2, "[data-figure=over]");
    await clickWith(1, "[data-figure=over]");
    await clickWith(1, "[data-figure=items]");
    expect.verifySteps([
        ["Over", ["&", ["name", "!=", false], ["left", "<", 0]], true],
        ["Items", [], true],
    ]);
    expect(".o_facet_value").toHaveCount(0);
});

test("a sentence of the overview opens a tab, and nothing by the right button", async () => {
    watchOpened();
    const action = (name) => ({ type: "ir.actions.act_window", name, domain: [] });
    onRpc("customer.cost.overview", "get_overview", () => ({
        computed: true,
        company: "Lumenway",
        period: "",
        notes: [],
        sentences: [{ key: "best", text: "The best earn most.", action: action("Best") }],
        concentration: { text: "Ten bring half.", action: action("Ten") },
        tips: [],
        unassigned: 0,
    }));
    await mountWithCleanup(WebClient);
    await getService("action").doAction({ type: "ir.actions.client", tag: "customer_cost_overview" });
    await animationFrame();
    for (const sentence of [".o_overview_sentence", ".o_overview_concentration"]) {
        await clickWith(2, sentence);
        await clickWith(1, sentence);
        await clickWith(0, sentence);
    }
    expect.verifySteps([
        ["Best", [], true],
        ["Best", [], false],
        ["Ten", [], true],
        ["Ten", [], false],
    ]);
});
