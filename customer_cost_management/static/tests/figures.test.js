import { beforeEach, expect, test } from "@odoo/hoot";
import { patchWithCleanup } from "@web/../tests/web_test_helpers";

import {
    percentText,
    quantityText,
    rateText,
} from "@customer_cost_management/core/figures";
import { localization } from "@web/core/l10n/localization";

beforeEach(() => {
    patchWithCleanup(localization, { decimalPoint: ".", thousandsSep: ",", grouping: [3, 0] });
});

test("percentages have one decimal and a minus sign", () => {
    expect(percentText(12.34)).toBe("12.3 %");
    expect(percentText(-2.5)).toBe("-2.5 %");
    expect(percentText(0)).toBe("0.0 %");
    expect(percentText(-0.04)).toBe("0.0 %");
});

test("what does not apply is a dash, never a zero", () => {
    expect(percentText(null)).toBe("–");
    expect(percentText(undefined)).toBe("–");
});

test("quantities show up to three decimals, none where they are zero", () => {
    expect(quantityText(400)).toBe("400");
    expect(quantityText(1234.5)).toBe("1,234.5");
    expect(quantityText(0.125)).toBe("0.125");
});

test("rates show four significant digits, at least two decimals", () => {
    expect(rateText(125)).toBe("125.00");
    expect(rateText(12.418)).toBe("12.42");
    expect(rateText(0.8)).toBe("0.8000");
    expect(rateText(0.012418)).toBe("0.01242");
    expect(rateText(0)).toBe("0.000");
});
