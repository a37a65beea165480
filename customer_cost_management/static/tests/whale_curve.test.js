/* global Chart */
import { describe, expect, test } from "@odoo/hoot";
import { click, press, queryAllTexts, waitFor } from "@odoo/hoot-dom";
import { animationFrame, Deferred } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    getService,
    makeServerError,
    mockService,
    models,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { WebClient } from "@web/webclient/webclient";

/** Six customers: 600 + 300 + 100 + 2 − 50 − 152 = 800; the peak is 1,002 after four. */
const AMOUNTS = [600, 300, 100, 2, -50, -152];

class Period extends models.Model {
    _name = "customer.profitability.period";
    cm3 = fields.Float();
    _views = { search: `<search/>` };
}

/** Best first, as the server orders them. */
const ROWS = AMOUNTS.map((cm3, place) => ({
    id: place + 1,
    partner_id: [place + 1, `C${place + 1}`],
    cm3,
    cm1: cm3,
    net_revenue: 1000,
}));

defineMailModels();
defineModels([Period]);

function curve(values = {}) {
    let sum = 0;
    const points = AMOUNTS.map((amount, place) => {
        sum += amount;
        const rank = place + 1;
        return { first_rank: rank, last_rank: rank, row_id: rank, customer: `C${rank}`, tier: "A", amount, cumulative: sum, percent: sum / 8, second: 1000 * rank };
    });
    return {
        window_id: 1,
        currency_id: 1,
        near_zero_percent: 1,
        reads_company: true,
        filtered: false,
        notes: [],
        books: null,
        simulations: [],
        remarks: [],
        points,
        customer_count: 6,
        total: 800,
        second_total: 6000,
        peak: { customers: 4, amount: 1002, percent: 125.25 },
        erosion: 202,
        erosion_percent: 25.25,
        bands: {
            earning: { customers: 3, amount: 1000 },
            around_zero: { customers: 1, amount: 2 },
            losing: { customers: 2, amount: -202 },
        },
        ...values,
    };
}

async function openPage(answer = () => curve(), rows = () => ROWS) {
    onRpc("customer.profitability.period", "get_whale_curve", answer);
    onRpc("customer.profitability.period", "search_read", rows);
    onRpc("customer.profitability.period", "get_period", () => ({ published: false, comparable: false }));
    await mountWithCleanup(WebClient);
    await getService("action").doAction({ type: "ir.actions.client", tag: "customer_whale_curve" });
    await animationFrame();
    await animationFrame();
}

test("one sentence says who earns and who eats it", async () => {
    await openPage();
    expect(".o_whale_sentence").toHaveText(
        /^Your best 3 of 6 customers earn 125\.0 % of the profit; 2 lose .*202\.00.* of it\.$/
    );
    expect("canvas").toHaveAttribute("aria-label", /Your best 3 of 6 customers/);
});

test("the customers of a band open as a list", async () => {
    const opened = [];
    mockService("action", {
        doAction(action) {
            if (action.type === "ir.actions.act_window") {
                opened.push(action.domain);
                return;
            }
            return super.doAction(...arguments);
        },
    });
    await openPage();
    expect(".o_whale_chip_loss").toHaveText(/2 lose .*-202\.00/);
    await contains(".o_whale_chip_loss").click();
    expect(opened).toEqual([[["earning", "=", "loss"]]]);
});

test("the table ends where the curve ends", async () => {
    await openPage();
    await contains(".o_whale_toggle").click();
    expect(queryAllTexts(".o_whale_table tbody th")).toEqual(["1", "2", "3", "4", "5", "6"].map((n) => `C${n}`));
    expect(".o_whale_table tbody tr:last td:eq(2)").toHaveText(/800\.00/);
    expect(".o_whale_table tbody tr:last td:eq(3)").toHaveText("100.0 %");
});

test("rows that cannot be read can be tried again, and the curve stays", async () => {
    let answers = 0;
    await openPage(undefined, () => {
        answers += 1;
        if (answers === 1) {
            throw makeServerError({ message: "Too busy." });
        }
        return ROWS;
    });
    await contains(".o_whale_toggle").click();
    expect(".alert-danger").toHaveText(/^Too busy\.\s*Try again$/);
    expect(".o_whale_sentence, canvas").toHaveCount(2);
    await contains(".o_whale_table_retry").click();
    await animationFrame();
    expect(".alert-danger").toHaveCount(0);
    expect(".o_whale_table tbody tr").toHaveCount(6);
});

test("of two tables the one asked for last is shown, whichever is answered first", async () => {
    const first = new Deferred();
    const renamed = ROWS.map((row) => ({ ...row, partner_id: [row.id, `D${row.id}`] }));
    await openPage(undefined, ({ kwargs }) => (kwargs.order.startsWith("cm3") ? first : renamed));
    await contains("#whale_rank").select("cm1");
    await animationFrame();
    first.resolve(ROWS);
    await animationFrame();
    expect(queryAllTexts(".o_whale_table tbody th")).toEqual(["D1", "D2", "D3", "D4", "D5", "D6"]);
});

test("the keyboard goes to the peak and reads it", async () => {
    await openPage();
    await contains("canvas").focus();
    await press("P");
    await animationFrame();
    expect("[aria-live=polite]").toHaveText(/C4 \[A\]\. Rank 4: .*2\.00.* Together .*1,002\.00.*125\.3 %/);
});

test("ranking by another figure asks again", async () => {
    const asked = [];
    await openPage(({ kwargs }) => {
        asked.push(kwargs.ranked_by);
        return curve();
    });
    await contains("#whale_rank").select("cm1");
    await animationFrame();
    expect(asked).toEqual(["cm3", "cm1"]);
});

test("few customers are a table, not a curve", async () => {
    await openPage(() => curve({ remarks: ["too_few_customers_for_a_curve"] }));
    expect("canvas").toHaveCount(0);
    expect(".alert-info").toHaveText("Too few customers for a curve.");
    expect(".o_whale_table").toBeVisible();
});

test("together they lose: no percentages", async () => {
    await openPage(() => curve({ total: -50, points: curve().points.map((p) => ({ ...p, percent: null })) }));
    expect(".o_whale_sentence").toHaveText(/^Together these 6 customers lose .*50\.00.*\.$/);
});

test("what somebody reads who sees a part is about that part", async () => {
    await openPage(() => curve({ reads_company: false }));
    expect(".o_whale_sentence").toHaveText(/^The best 3 of your 6 customers earn 125\.0 %/);
    await contains("#whale_rank").select("cm1");
    await animationFrame();
    expect(".o_whale_chip_loss").toHaveText(/2 lose/);
    expect("button.o_whale_chip_loss").toHaveCount(0);
});

test("filtered customers are these customers", async () => {
    await openPage(() => curve({ filtered: true }));
    expect(".o_whale_sentence").toHaveText(/^The best 3 of these 6 customers/);
});

test("the sentence counts as the chips do: who stands around zero neither earns nor loses", async () => {
    const none = { customers: 0, amount: 0 };
    const bands = { earning: { customers: 5, amount: 810 }, around_zero: { customers: 1, amount: -10 }, losing: none };
    await openPage(() => curve({ bands }));
    expect(".o_whale_sentence").toHaveText(
        "5 of 6 customers earn, the others stand around zero; nobody eats what they bring."
    );
});

test("where nobody earns more than around zero, the sentence says so", async () => {
    const none = { customers: 0, amount: 0 };
    await openPage(() => curve({ bands: { earning: none, around_zero: { customers: 6, amount: 800 }, losing: none } }));
    expect(".o_whale_sentence").toHaveText(/^These 6 customers stand around zero: .*800\.00.* together\.$/);
});

test("one customer is no crowd", async () => {
    await openPage(() => curve({ customer_count: 1, remarks: ["too_few_customers_for_a_curve"] }));
    expect(".o_whale_sentence").toHaveText(/^One customer: .*800\.00/);
});

for (const [reason, words, button] of [
    ["nothing_published", /Your controller publishes them each month/, ""],
    ["nothing_computed", /Nothing is computed yet/, ".o_chart_start"],
    ["to_publish", /computed, but none is published/, ".o_chart_overview"],
    ["nothing_in_period", /Nothing is published in this period/, ""],
    ["none_of_yours", /None of your customers has published figures/, ""],
    ["no_match", /No customer matches these filters/, ".o_chart_clear"],
]) {
    test(`an empty page says why: ${reason}`, async () => {
        await openPage(() => ({ customer_count: 0, reason, may_set_up: true }));
        expect(".o_chart_empty").toHaveText(words);
        expect(".o_chart_empty button").toHaveCount(button ? 1 : 0);
        if (button) {
            expect(`.o_chart_empty ${button}`).toHaveCount(1);
        }
    });
}

test("who may not set up is told whom to ask", async () => {
    const ask = "Ask Li Na to compute the first months.";
    await openPage(() => ({ customer_count: 0, reason: "nothing_computed", may_set_up: false, ask }));
    expect(".o_chart_empty button").toHaveCount(0);
    expect(".o_chart_ask").toHaveText(ask);
});

test("books that changed and months that are missing are said", async () => {
    const notes = [
        { key: "stale", text: "12 entries changed since this was published (effect -3,412.50).", label: "See changes", action: {} },
        { key: "gaps", text: "October 2026 not published." },
    ];
    await openPage(() => curve({ notes }));
    expect(queryAllTexts(".o_page_note")).toEqual([
        "12 entries changed since this was published (effect -3,412.50).See changes",
        "October 2026 not published.",
    ]);
});

test("what has no customer, and the difference to the books", async () => {
    await openPage(() => curve({ books: { run_ids: [1], without_customer: 14.6, difference: 0 } }));
    expect(".o_whale_books").toHaveText(/No customer .*14\.60.*Difference .*0\.00/);
});

test("a simulation is a second curve and a sentence", async () => {
    onRpc("customer.profitability.period", "get_simulated_whale_curve", ({ args }) => {
        expect.step(args[1]);
        const { points } = curve();
        return { id: 7, name: "More", total: 900, points };
    });
    await openPage(() => curve({ simulations: [{ id: 7, name: "More" }] }));
    await contains("#whale_simulation").select("7");
    await animationFrame();
    expect.verifySteps([7]);
    expect(".o_whale_simulated").toHaveText(/“More” would bring .*100\.00.* more: .*900\.00.* instead of .*800\.00/);
});

test("of two simulations the one chosen last is shown, whichever is answered first", async () => {
    const first = new Deferred();
    onRpc("customer.profitability.period", "get_simulated_whale_curve", ({ args }) => {
        const { points } = curve();
        return args[1] === 7 ? first : { id: 8, name: "Less", total: 700, points };
    });
    await openPage(() => curve({ simulations: [{ id: 7, name: "More" }, { id: 8, name: "Less" }] }));
    await contains("#whale_simulation").select("7");
    await contains("#whale_simulation").select("8");
    await animationFrame();
    expect(".o_whale_simulated").toHaveText(/“Less”/);
    first.resolve({ id: 7, name: "More", total: 900, points: curve().points });
    await animationFrame();
    expect(".o_whale_simulated").toHaveText(/“Less”/);
});

test("a simulation that cannot be asked leaves the figures as they are", async () => {
    onRpc("customer.profitability.period", "get_simulated_whale_curve", () => {
        throw makeServerError({ message: "No longer kept." });
    });
    await openPage(() => curve({ simulations: [{ id: 7, name: "More" }] }));
    await contains("#whale_simulation").select("7");
    await animationFrame();
    expect(".o_whale_simulated").toHaveCount(0);
    expect(".o_whale_sentence").toHaveCount(1);
    expect(".o_notification").toHaveText(/No longer kept\./);
});

test("a failure can be tried again", async () => {
    let answers = 0;
    await openPage(() => {
        answers += 1;
        if (answers === 1) {
            throw new Error("network");
        }
        return curve();
    });
    await contains(".o_chart_retry").click();
    await animationFrame();
    expect(".o_whale_sentence").toHaveCount(1);
});

/** The customers and lists that are opened, and whether in a tab of their own. */
function watchOpened() {
    onRpc("customer.profitability.period", "search", ({ kwargs }) => [kwargs.offset + 1]);
    onRpc("customer.profitability.period", "action_open_statement", ({ args }) => ({
        type: "ir.actions.act_window",
        res_id: args[0][0],
    }));
    mockService("action", {
        doAction(action, options) {
            if (action.type === "ir.actions.act_window") {
                expect.step([action.res_id || action.domain, Boolean(options?.newWindow)]);
                return;
            }
            return super.doAction(...arguments);
        },
    });
}

/** Clicks where the point of a rank stands: the axis goes from 0 to 6. */
async function clickRank(rank) {
    const canvas = await waitFor("canvas", { timeout: 5000 }); // the charts are loaded on demand
    const { left, right } = Chart.getChart(canvas).chartArea;
    const position = { x: left + ((right - left) * rank) / 6, y: 100 };
    await contains(canvas).click({ position, relative: true });
    await animationFrame();
}

test("the middle button opens a tab, the right one nothing", async () => {
    watchOpened();
    await openPage();
    await click(".o_whale_chip_loss", { button: 2 });
    await click(".o_whale_chip_loss", { button: 1 });
    await contains(".o_whale_toggle").click();
    await click(".o_whale_table tbody tr:first button", { button: 1 });
    await animationFrame();
    expect.verifySteps([
        [[["earning", "=", "loss"]], true],
        [1, true],
    ]);
});

describe("on a desktop", () => {
    describe.current.tags("desktop");

    test("a click opens who stands there", async () => {
        watchOpened();
        await openPage();
        await clickRank(5);
        expect.verifySteps([[5, false]]);
        expect(".o_whale_card").toHaveCount(0);
    });
});

describe("on a phone", () => {
    describe.current.tags("mobile");

    test("a tap tells who stands there, and opens him from its card", async () => {
        watchOpened();
        await openPage();
        await clickRank(5);
        expect.verifySteps([]);
        expect(".o_whale_card h2").toHaveText("C5 [A]");
        expect(".o_whale_card p:first").toHaveText(/^Rank 5: .*-50\.00/);
        await contains(".o_whale_open").click();
        expect.verifySteps([[5, false]]);
        await contains(".o_whale_card .btn-close").click();
        expect(".o_whale_card").toHaveCount(0);
    });
});
