import { localization as l10n } from "@web/core/l10n/localization";
import { _t } from "@web/core/l10n/translation";
import { formatFloat } from "@web/core/utils/numbers";
import { formatMonetary } from "@web/views/fields/formatters";

/** What stands where a figure does not apply; a figure of zero is 0.00. */
export const NOT_APPLICABLE = "–";

/** @param {number|null} value in percent, 12.34 is shown as 12.3 % */
export function percentText(value) {
    if (value === null || value === undefined || value === false) {
        return NOT_APPLICABLE;
    }
    return `${formatFloat(withoutMinusZero(value, 1), { digits: [16, 1] })} %`;
}

/** A change of a percentage, in points: +1.4 pt */
export function pointsText(value) {
    if (value === null || value === undefined || value === false) {
        return NOT_APPLICABLE;
    }
    const points = withoutMinusZero(value, 1);
    const text = _t("%s pt", formatFloat(points, { digits: [16, 1] }));
    return points > 0 ? `+${text}` : text;
}

/** An amount in a currency with its symbol; negative with a minus sign. */
export function amountText(value, currencyId) {
    if (value === null || value === undefined || value === false) {
        return NOT_APPLICABLE;
    }
    return formatMonetary(value || 0, { currencyId });
}

/** An amount without its symbol: where the head of the column says the currency. */
export function plainAmountText(value, currencyId) {
    if (value === null || value === undefined || value === false) {
        return NOT_APPLICABLE;
    }
    return formatMonetary(value || 0, { currencyId, noSymbol: true });
}

/** Quantities: up to three decimals, none where they are zero. */
export function quantityText(value) {
    return withoutTrailingZeros(formatFloat(value, { digits: [16, 3] }));
}

/** Rates: four significant digits, at least two decimals. */
export function rateText(value) {
    const size = value ? Math.floor(Math.log10(Math.abs(value))) : 0;
    return formatFloat(value, { digits: [16, Math.min(Math.max(3 - size, 2), 6)] });
}

function withoutTrailingZeros(text) {
    const [whole, decimals] = text.split(l10n.decimalPoint);
    const kept = (decimals || "").replace(/0+$/, "");
    return kept ? `${whole}${l10n.decimalPoint}${kept}` : whole;
}

function withoutMinusZero(value, digits) {
    return Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value;
}
