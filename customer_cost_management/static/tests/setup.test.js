import { expect, test } from "@odoo/hoot";
import { allowTranslations, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { localization } from "@web/core/l10n/localization";
import { qualityShares, ticked, typedSum, withChanges, withPools } from "@customer_cost_management/setup/proposal";

const COVERAGE = [
    { key: "direct", label: "direct", amount: 100 },
    { key: "pooled", label: "pooled", amount: 0 },
    { key: "unassigned", label: "unassigned", amount: 50 },
    { key: "excluded", label: "excluded", amount: 0 },
];
const ROWS = [
    { code: "P-SALES", amount: 600, activities: [{ quality: "cause", amount: 600 }] },
    { code: "P-FIN", amount: 250, activities: [{ quality: "usage", amount: 200 }, { quality: "" }] },
];

test("what is switched off has no home, what is added has one", () => {
    const switches = { pools: { "P-SALES": true, "P-FIN": false }, accounts: { 7: true } };
    const shares = withPools(COVERAGE, ROWS, [{ id: 7, amount: 50 }], switches);
    // 100 direct, 600 + 50 pooled, 250 unassigned of 1,000
    expect(shares.map((kind) => kind.share)).toEqual([0.1, 0.65, 0.25, 0]);
});

test("without cost there is no share", () => {
    const none = COVERAGE.map((kind) => ({ ...kind, amount: 0 }));
    const shares = withPools(none, [], [], { pools: {}, accounts: {} });
    expect(shares.map((kind) => kind.share)).toEqual([null, null, null, null]);
});

test("drivers of what is ticked, weighed by cost", () => {
    allowTranslations();
    patchWithCleanup(localization, { decimalPoint: ".", thousandsSep: ",", grouping: [3, 0] });
    expect(qualityShares(ROWS, { "P-SALES": true, "P-FIN": true })).toEqual([
        "cause 75.0 %",
        "estimate 25.0 %",
        "ability 0.0 %",
    ]);
    expect(qualityShares(ROWS, {})).toEqual([]);
});

const CHOICES = [
    { code: "D-ORDER", driver: "Orders", quality: "cause", reason: "9 records" },
    { code: "D-INVOICE", driver: "Invoices", quality: "usage", reason: "5 records" },
];
const SALES = [
    {
        code: "P-SALES",
        amount: 600,
        activities: [
            { code: "A-VISIT", percent: 75, amount: 450, quality: "cause", choices: CHOICES },
            { code: "A-WIN", percent: 25, amount: 150, quality: "cause", choices: CHOICES },
        ],
    },
];

test("a changed driver brings what is said of it, a changed percent its cost", () => {
    const [row] = withChanges(SALES, { "A-WIN": { driver: "D-INVOICE", percent: 10 } });
    const [visit, win] = row.activities;
    expect([visit.percent, visit.amount, visit.isTyped]).toEqual([75, 450, false]);
    expect([win.code, win.chosen, win.driver, win.quality]).toEqual([
        "A-WIN",
        "D-INVOICE",
        "Invoices",
        "usage",
    ]);
    expect([win.percent, win.amount, win.isTyped]).toEqual([10, 60, true]);
});

test("percents are added up as soon as one is typed", () => {
    expect(typedSum(withChanges(SALES, {})[0].activities)).toBe(null);
    const typed = { "A-VISIT": { percent: 70.1 }, "A-WIN": { percent: 29.9 } };
    expect(typedSum(withChanges(SALES, typed)[0].activities)).toBe(100);
    expect(typedSum(withChanges(SALES, { "A-WIN": { percent: 0 } })[0].activities)).toBe(75);
});

test("only what is on is ticked", () => {
    expect(ticked({ a: true, b: false })).toEqual(["a"]);
});
