import { beforeEach, expect, test } from "@odoo/hoot";
import { allowTranslations, patchWithCleanup } from "@web/../tests/web_test_helpers";

import { shortAmount } from "@customer_cost_management/core/short_amount";
import { localization } from "@web/core/l10n/localization";
import { user } from "@web/core/user";

beforeEach(() => {
    allowTranslations();
    patchWithCleanup(localization, { decimalPoint: ".", thousandsSep: ",", grouping: [3, 0] });
});

test("Chinese readers see 万 and 亿", () => {
    const options = { locale: "zh-CN" };
    expect(shortAmount(412000, options)).toBe("41.2万");
    expect(shortAmount(-12500, options)).toBe("-1.3万");
    expect(shortAmount(38304000, options)).toBe("3830.4万");
    expect(shortAmount(250000000, options)).toBe("2.5亿");
    expect(shortAmount(9400, options)).toBe("9400");
    expect(shortAmount(0, options)).toBe("0");
});

test("an amount just below a unit is shown in that unit once it rounds to it", () => {
    expect(shortAmount(99999999, { locale: "zh-CN" })).toBe("1亿");
    expect(shortAmount(9999, { locale: "zh-CN" })).toBe("1万");
});

test("traditional Chinese has its own characters", () => {
    expect(shortAmount(412000, { locale: "zh-TW" })).toBe("41.2萬");
    expect(shortAmount(250000000, { locale: "zh-HK" })).toBe("2.5億");
});

test("with the setting off, and in other languages, Odoo's own short numbers are used", () => {
    expect(shortAmount(412000, { locale: "zh-CN", inChineseUnits: false })).toBe("412k");
    expect(shortAmount(412000, { locale: "en-US" })).toBe("412k");
});

test("where nothing else is said, the setting of the reader's company counts", () => {
    const options = { locale: "zh-CN" };
    for (const [units, text] of [
        [true, "41.2万"],
        [false, "412k"],
    ]) {
        patchWithCleanup(user.activeCompany, { customer_cost_chinese_units: units });
        expect(shortAmount(412000, options)).toBe(text);
    }
});
