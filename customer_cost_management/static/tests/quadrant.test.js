import { describe, expect, test } from "@odoo/hoot";
import { click, press, queryAllTexts, queryFirst, waitFor } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    getService,
    mockService,
    models,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { WebClient } from "@web/webclient/webclient";
import { axisRange, radiusOf, within } from "@customer_cost_management/quadrant/quadrant_axes";
import { namedPoints, overlap, roomFor, shortName } from "@customer_cost_management/quadrant/quadrant_labels";
import { hiddenUnder, hiddenWords } from "@customer_cost_management/quadrant/quadrant_words";

class Period extends models.Model {
    _name = "customer.profitability.period";
    cm3 = fields.Float();
    _views = { search: `<search/>` };
}

defineMailModels();
defineModels([Period]);

/** Name, CM1 %, cost to serve %, quadrant; all with 1,000 of revenue. */
const CUSTOMERS = [
    ["Keen", 50, 10, "protect"],
    ["Dear", 45, 30, "serve_smarter"],
    ["Plain", 30, 10, "grow_or_reprice"],
    ["Sour", 25, 50, "fix_or_leave"],
    ["Wordy", 60, 30, "serve_smarter"],
];

function point([customer, margin, service, quadrant], place) {
    return {
        row_id: place + 1,
        customer,
        tier: "A",
        tier_color: 10,
        quadrant,
        action: "invest",
        net_revenue: 1000,
        margin: 10 * margin,
        service: 10 * service,
        contribution: 10 * (margin - service),
        margin_percent: margin,
        service_percent: service,
    };
}

function page(values = {}) {
    const quadrant = (key, label) => {
        const own = CUSTOMERS.filter((each) => each[3] === key);
        return { key, label, customers: own.length, amount: own.reduce((sum, each) => sum + 10 * (each[1] - each[2]), 0) };
    };
    return {
        currency_id: 1,
        chinese_units: true,
        customer_count: 5,
        placed: 5,
        reads_company: true,
        filtered: false,
        notes: [],
        books: null,
        may_simulate: true,
        split: { kind: "median", margin: 42.5, service: 25 },
        earning: { customers: 4, amount: 1050 },
        losing: { customers: 1, amount: -250 },
        without_revenue: { customers: 0, amount: 0 },
        actions: { invest: { label: "Invest", words: "Keep this customer first." } },
        quadrants: [
            quadrant("protect", "Protect"),
            quadrant("serve_smarter", "Serve smarter"),
            quadrant("grow_or_reprice", "Grow or reprice"),
            quadrant("fix_or_leave", "Fix or leave"),
        ],
        points: CUSTOMERS.map(point),
        ...values,
    };
}

async function openPage(answer = () => page()) {
    onRpc("customer.profitability.period", "get_customer_quadrant", answer);
    onRpc("customer.profitability.period", "get_period", () => ({ published: false, comparable: false }));
    onRpc("customer.profitability.period", "action_open_statement", ({ args }) => ({
        type: "ir.actions.act_window",
        res_id: args[0][0],
    }));
    await mountWithCleanup(WebClient);
    await getService("action").doAction({ type: "ir.actions.client", tag: "customer_quadrant" });
    await animationFrame();
    await animationFrame();
}

/** The domains of the lists that are opened. */
function watchLists() {
    const opened = [];
    mockService("action", {
        doAction(action) {
            if (action.type === "ir.actions.act_window") {
                opened.push(action.res_id || action.domain);
                return;
            }
            return super.doAction(...arguments);
        },
    });
    return opened;
}

test("one sentence says who earns after service", async () => {
    await openPage();
    expect(".o_quadrant_sentence").toHaveText(/^4 of 5 customers earn after service, .*1,050\.00.*; 1 lose .*250\.00.*\.$/);
    expect(".o_quadrant_split").toHaveText("Split at the medians of all customers: CM1 42.5 %, cost to serve 25.0 %.");
});

test("the table says what the picture shows", async () => {
    await openPage();
    expect(queryAllTexts(".o_quadrant_table tbody th")).toEqual(CUSTOMERS.map(([name]) => name));
    await contains(".o_quadrant_toggle").click();
    expect(".o_quadrant_table tbody tr:eq(3) td:eq(4)").toHaveText(/-250\.00/);
    expect(".o_quadrant_table tbody tr:eq(3) td:eq(5)").toHaveText("Fix or leave");
});

test("who has no revenue is a chip with a list", async () => {
    const opened = watchLists();
    await openPage(() => page({ without_revenue: { customers: 5, amount: -90 } }));
    expect(".o_quadrant_without").toHaveText("5 without revenue ›");
    await contains(".o_quadrant_without").click();
    expect(opened).toEqual([[["net_revenue", "<=", 0]]]);
});

test("the middle button opens a tab, the right one nothing", async () => {
    mockService("action", {
        doAction(action, options) {
            if (action.type === "ir.actions.act_window") {
                expect.step([action.res_id || action.name, Boolean(options?.newWindow)]);
                return;
            }
            return super.doAction(...arguments);
        },
    });
    await openPage(() => page({ without_revenue: { customers: 5, amount: -90 } }));
    await click(".o_quadrant_without", { button: 2 });
    await click(".o_quadrant_without", { button: 1 });
    await contains(".o_quadrant_toggle").click();
    await click(".o_quadrant_table tbody tr:first button", { button: 1 });
    await animationFrame();
    expect.verifySteps([
        ["5 without revenue", true],
        [1, true],
    ]);
});

test("of many customers it says how many are shown", async () => {
    await openPage(() => page({ placed: 1812, customer_count: 1812 }));
    expect(".o_quadrant_showing").toHaveText(/^Showing 5 of 1812 Show all in list$/);
});

test("typed limits open the customers between them", async () => {
    const opened = watchLists();
    await openPage();
    await contains("#quadrant_marginFrom").edit("40", { confirm: false });
    await contains("#quadrant_serviceTo").edit("20", { confirm: false });
    await contains(".o_quadrant_area_form [type=submit]").click();
    expect(opened).toEqual([
        [
            ["net_revenue", ">", 0],
            ["cm1_percent", ">=", 40],
            ["cost_to_serve_percent", "<=", 20],
        ],
    ]);
});

test("a typed split is asked for, and given back", async () => {
    const asked = [];
    await openPage(({ kwargs }) => {
        asked.push(kwargs.split);
        return page(kwargs.split && { split: { kind: "typed", ...kwargs.split } });
    });
    await contains("#quadrant_margin").edit("30", { confirm: false });
    await contains(".o_quadrant_split_form [type=submit]").click();
    await animationFrame();
    expect(".o_quadrant_split").toHaveText(/^Split as you set it: CM1 30\.0 %/);
    await contains(".o_quadrant_reset").click();
    await animationFrame();
    expect(asked).toEqual([undefined, { margin: 30, service: 25 }, undefined]);
});

test("few customers are a table, not a picture", async () => {
    await openPage(() => page({ placed: 4, points: page().points.slice(0, 4) }));
    expect("canvas").toHaveCount(0);
    expect(".alert-info").toHaveText("Too few customers for a quadrant.");
    expect(".o_quadrant_table").toBeVisible();
});

test("nobody earns", async () => {
    await openPage(() => page({ earning: { customers: 0, amount: 0 }, losing: { customers: 5, amount: -900 } }));
    expect(".o_quadrant_sentence").toHaveText(/^None of these 5 customers earns after service; together they lose .*900\.00/);
});

test("who stands near zero neither earns nor loses", async () => {
    await openPage(() => page({ losing: { customers: 0, amount: 0 } }));
    expect(".o_quadrant_sentence").toHaveText(/^4 of 5 customers earn after service, .*1,050\.00; 0 lose/);
});

test("nobody has revenue", async () => {
    await openPage(() =>
        page({
            placed: 0,
            points: [],
            split: { kind: "median", margin: null, service: null },
            without_revenue: { customers: 5, amount: -10 },
        })
    );
    expect(".o_quadrant_sentence").toHaveText("None of these customers has revenue to compare with.");
    expect(".o_quadrant_split_form").toHaveCount(0);
});

test("somebody who sees a part reads about that part", async () => {
    await openPage(() => page({ reads_company: false }));
    expect(".o_quadrant_sentence").toHaveText(/^4 of your 5 customers/);
});

test("nothing published says what comes next", async () => {
    await openPage(() => ({ customer_count: 0, reason: "nothing_published", may_set_up: false }));
    expect(".o_chart_empty").toHaveText(/Your controller publishes them each month/);
});

test("stale books are said", async () => {
    await openPage(() => page({ notes: [{ key: "stale", text: "The books changed after these figures were published." }] }));
    expect(".o_page_note").toHaveText("The books changed after these figures were published.");
});

test("a failure can be tried again", async () => {
    let answers = 0;
    await openPage(() => {
        answers += 1;
        if (answers === 1) {
            throw new Error("network");
        }
        return page();
    });
    await contains(".o_chart_retry").click();
    await animationFrame();
    expect(".o_quadrant_sentence").toHaveCount(1);
});

describe("on a desktop", () => {
    describe.current.tags("desktop");

    test("the keyboard goes through the bubbles and opens a card", async () => {
        const opened = watchLists();
        await openPage();
        await contains("canvas").focus();
        await press("ArrowRight");
        await press("ArrowRight");
        await animationFrame();
        expect("[aria-live=polite]:first").toHaveText(/^Dear \[A\]\. CM1 45\.0 %, cost to serve 30\.0 %\. Contribution .*150\.00.*\. Invest$/);
        await press("Enter");
        await animationFrame();
        expect(".o_quadrant_card h2").toHaveText(/^Dear/);
        expect(".o_quadrant_card tr:last td:last").toHaveText("15.0 %");
        expect(".o_quadrant_advice").toHaveText("Invest: Keep this customer first.");
        await contains(".o_quadrant_statement").click();
        expect(opened).toEqual([2]);
    });

    test("who may not simulate has no button for it, and who may not plan none for actions", async () => {
        await openPage(() => page({ may_simulate: false }));
        await contains("canvas").focus();
        await press("End");
        await press("Enter");
        await animationFrame();
        expect(".o_quadrant_card").toHaveCount(1);
        expect(".o_quadrant_simulate, .o_quadrant_act").toHaveCount(0);
    });

    test("an action of the recommended type is created for the customer", async () => {
        onRpc("customer.profitability.period", "action_create_actions", ({ args, kwargs }) => {
            expect.step([args[0], kwargs.context.customer_cost_action_kind]);
            return false;
        });
        await openPage(() => page({ may_act: true }));
        await contains("canvas").focus();
        await press("ArrowRight");
        await press("ArrowRight");
        await press("Enter");
        await animationFrame();
        await contains(".o_quadrant_act").click();
        expect.verifySteps([[[2], "invest"]]);
    });

    test("a title opens the customers of its quadrant", async () => {
        const opened = watchLists();
        await openPage();
        expect(".o_quadrant_title[data-quadrant=serve_smarter]").toHaveText(/Serve smarter · 2/i);
        await contains(".o_quadrant_title[data-quadrant=fix_or_leave]").click();
        expect(opened).toEqual([
            [
                ["net_revenue", ">", 0],
                ["cm1_percent", "<", 42.5],
                ["cost_to_serve_percent", ">", 25],
            ],
        ]);
    });

    test("amounts have no quadrants", async () => {
        await openPage();
        await contains(".o_quadrant_amounts").click();
        expect(".o_quadrant_title").toHaveCount(0);
        expect("label[for=quadrant_marginFrom]").toHaveText("CM1 from");
    });

    test("a simulation says where customers would stand", async () => {
        onRpc("customer.profitability.period", "get_simulated_quadrant", ({ args }) => {
            expect.step(args);
            const sour = { ...point(CUSTOMERS[3], 3), margin_percent: 55, service_percent: 50, contribution: 50 };
            return { id: 7, name: "More", points: [sour] };
        });
        await openPage(() => page({ simulations: [{ id: 7, name: "More" }] }));
        expect(".o_quadrant_simulated").toHaveCount(0);
        await contains("#quadrant_simulation").select("7");
        await animationFrame();
        expect.verifySteps([[[["id", "in", [1, 2, 3, 4, 5]]], 7]]);
        expect(".o_quadrant_simulated").toHaveText(/“More”: the places of 1 customers; 1 more would earn\./);
        await contains("canvas").focus();
        for (let place = 0; place < 4; place++) {
            await press("ArrowRight");
        }
        await animationFrame();
        expect("[aria-live=polite]:first").toHaveText(/Sour.*“More”: CM1 55\.0 %, cost to serve 50\.0 %/);
        await contains("#quadrant_simulation").select("0");
        await animationFrame();
        expect(".o_quadrant_simulated").toHaveCount(0);
    });
});

describe("on a phone", () => {
    describe.current.tags("mobile");

    test("four tiles stand for the picture until somebody wants it", async () => {
        const opened = watchLists();
        await openPage();
        expect("canvas").toHaveCount(0);
        expect(queryAllTexts(".o_quadrant_tiles button .fs-3")).toEqual(["1", "2", "1", "1"]);
        await contains(".o_quadrant_tiles [data-quadrant=protect]").click();
        expect(opened).toHaveLength(1);
        await contains(".o_quadrant_picture").click();
        await waitFor("canvas", { timeout: 5000 }); // the charts are loaded on demand
        expect("canvas").toHaveCount(1);
        expect(".o_quadrant_tiles").toHaveCount(0);
        expect(queryFirst(".o_customer_quadrant").scrollWidth).toBeLessThan(400);
    });
});

test("customers far out do not squeeze the others", () => {
    const values = Array.from({ length: 100 }, (_each, place) => place).concat([5000, -3000, 4000]);
    const range = axisRange(values, [0, 25]);
    expect(range.max).toBeLessThan(120);
    expect(range.min).toBeGreaterThan(-20);
    expect(within(5000, range)).toBe(range.max);
    expect(within(50, range)).toBe(50);
    expect(axisRange([7], [0])).toEqual({ min: 0, max: 7 + 0.56 });
});

test("an area shows the revenue, and a phone has smaller bubbles", () => {
    expect([1, 0.25, 0.001, -1].map((share) => radiusOf(share, false))).toEqual([24, 12, 4, 4]);
    expect(radiusOf(1, true)).toBe(14);
});

test("who loses most and who buys most have their names in the picture", () => {
    const points = [900, 800, -20, 600, -300, -5].map((contribution) => ({ contribution }));
    expect(namedPoints(points, 4)).toEqual([4, 2, 0, 1]);
    expect(namedPoints(points.slice(0, 2), 4)).toEqual([0, 1]);
    expect(shortName("Lumenway Instruments Shanghai")).toBe("Lumenway Instrument…");
    expect(shortName("Lumenway Instruments Shanghai", 10)).toBe("Lumenway…");
});

test("words never lie over each other", () => {
    const area = { left: 0, right: 200, top: 0, bottom: 100 };
    const word = (place, x) => ({ place, x, y: 50, radius: 10, width: 50, height: 12 });
    // five of one place: to the right, to the left, below, farther below; none is left for the fifth
    const boxes = roomFor([0, 1, 2, 3, 4].map((place) => word(place, 100)), [], { ...area, top: 30 });
    expect(boxes.map(({ place }) => place)).toEqual([0, 1, 2, 3]);
    expect(boxes.map(({ top }) => top)).toEqual([44, 44, 64, 84]);
    expect(boxes[0].left).toBe(114);
    expect(boxes[1].right).toBe(86);
    const pairs = boxes.flatMap((one, at) => boxes.slice(at + 1).map((other) => overlap(one, other)));
    expect(pairs.filter(Boolean)).toEqual([]);
    // at the edge the other side is taken, and a bubble of somebody else is not written over
    expect(roomFor([word(0, 190)], [], area)[0].right).toBe(176);
    const taken = { place: 7, left: 120, right: 150, top: 40, bottom: 60 };
    expect(roomFor([word(0, 100)], [taken], area)[0].right).toBe(86);
    // a large bubble near the edge, with others above and below: its name begins or ends at its middle
    const crowd = [
        { place: 8, left: 26, right: 200, top: 40, bottom: 60 },
        { place: 9, left: 55, right: 200, top: 60, bottom: 100 },
        { place: 10, left: 0, right: 200, top: 0, bottom: 40 },
    ];
    expect(roomFor([word(0, 10)], crowd, area)).toEqual([{ place: 0, left: 0, right: 50, top: 64, bottom: 76 }]);
    // letters stand in the middle or nowhere
    const letters = [0, 1].map((place) => ({ place, x: 100 + place, y: 50, width: 12, height: 12 }));
    expect(roomFor(letters, [], area).map(({ place }) => place)).toEqual([0]);
});

test("a bubble says how many lie under it", () => {
    const bubble = (x) => ({ x, y: 0, options: { radius: 10 } });
    const bubbles = [0, 4, 9, 10].map(bubble);
    expect(hiddenUnder(bubbles[0], bubbles)).toBe(2);
    expect(hiddenWords(bubbles[0], [bubbles[0], bubble(40)])).toBe("");
});

test("where the lines are not told, a quadrant lists its customers by name", async () => {
    const opened = watchLists();
    const split = { kind: "few", margin: null, service: null };
    await openPage(() => page({ split, reads_company: false, placed: 2, points: CUSTOMERS.slice(0, 2).map(point) }));
    expect(".o_quadrant_split").toHaveText("Split at the medians of all customers, who are too few to show them.");
    await contains(".o_quadrant_tiles [data-quadrant=serve_smarter]").click();
    expect(opened).toEqual([[["id", "in", [2]]]]);
});
