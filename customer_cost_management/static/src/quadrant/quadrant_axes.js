import { _t } from "@web/core/l10n/translation";

/** So much of the customers at each end of an axis may stand beyond its end. */
const OUTLYING = 0.02;
/** Radius of a bubble in pixels: of the smallest and of the one with most revenue, also on a phone. */
const SMALLEST = 4;
export const LARGEST = 24;
const LARGEST_ON_PHONE = 14;
/** How far an axis goes on beyond the last point that is well within it. */
const MARGIN = 0.08;

/** What each axis shows: percentages of net revenue, or amounts. */
export function axesOf(inAmounts) {
    return inAmounts
        ? {
              margin: { key: "margin", field: "cm1", title: _t("CM1") },
              service: { key: "service", field: "cost_to_serve", title: _t("Cost to serve") },
          }
        : {
              margin: { key: "margin_percent", field: "cm1_percent", title: _t("CM1 %") },
              service: {
                  key: "service_percent",
                  field: "cost_to_serve_percent",
                  title: _t("Cost to serve %"),
              },
          };
}

/**
 * From where to where an axis goes, so that a few customers far out do not squeeze the others
 * into a corner; these are drawn at its end.
 *
 * @param {number[]} values of the customers
 * @param {number[]} kept that have to be within, such as zero and the line that splits
 */
export function axisRange(values, kept) {
    const sorted = [...values].sort((a, b) => a - b);
    const out = Math.floor(sorted.length * OUTLYING);
    const inner = [...sorted.slice(out, sorted.length - out), ...kept].filter(Number.isFinite);
    const [low, high] = [Math.min(...inner), Math.max(...inner)];
    const beyond = (high - low || 1) * MARGIN;
    return { min: low < 0 ? low - beyond : low, max: high + beyond };
}

/** A value as it is drawn: at the end of the axis where it lies beyond. */
export function within(value, { min, max }) {
    return Math.min(Math.max(value, min), max);
}

/** The area of a bubble shows the revenue. @param {number} share of that of the largest customer */
export function radiusOf(share, narrow) {
    return Math.max(SMALLEST, (narrow ? LARGEST_ON_PHONE : LARGEST) * Math.sqrt(Math.max(share, 0)));
}
