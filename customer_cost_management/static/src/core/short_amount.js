import { humanNumber } from "@web/core/utils/numbers";
import { localization as l10n } from "@web/core/l10n/localization";
import { user } from "@web/core/user";

const SIMPLIFIED = [
    [1e8, "亿"],
    [1e4, "万"],
];
const TRADITIONAL = [
    [1e8, "億"],
    [1e4, "萬"],
];

/** The large units of a Chinese locale ("zh-CN", "zh-TW", …), none for other languages. */
function chineseUnits(locale) {
    if (!locale.startsWith("zh")) {
        return [];
    }
    return /TW|HK|MO|Hant/.test(locale) ? TRADITIONAL : SIMPLIFIED;
}

/** The setting of the company that the reader works in. */
const companyCountsInChineseUnits = () => user.activeCompany?.customer_cost_chinese_units !== false;

/**
 * An amount short enough for an axis or a card: 412k, or 41.2万 for readers of Chinese.
 *
 * @param {number} amount in the company's currency, signed
 * @param {Object} [options]
 * @param {boolean} [options.inChineseUnits] the company's setting; no effect in other languages
 * @param {string} [options.locale] of the reader
 * @returns {string} at most one decimal
 */
export function shortAmount(
    amount,
    { inChineseUnits = companyCountsInChineseUnits(), locale = user.lang } = {}
) {
    const units = inChineseUnits ? chineseUnits(locale) : [];
    // an amount that would be shown as 10000.0万 belongs to the next unit
    const unit = units.find(([size]) => Math.round(Math.abs(amount) / (size / 10)) >= 10);
    if (!unit) {
        return units.length ? decimal(amount) : withoutZeroDecimal(amount);
    }
    const [size, symbol] = unit;
    return decimal(amount / size) + symbol;
}

/** Odoo's short number, 412k rather than 412.0k. */
function withoutZeroDecimal(amount) {
    const [whole, decimals] = [0, 1].map((decimals) => humanNumber(amount, { decimals }));
    return decimals.replace(`${l10n.decimalPoint}0`, "") === whole ? whole : decimals;
}

/** At most one decimal, none where it would be zero. */
function decimal(value) {
    const rounded = Math.round(Math.abs(value) * 10) / 10;
    const sign = value < 0 && rounded ? "-" : "";
    return sign + String(rounded).replace(".", l10n.decimalPoint);
}
