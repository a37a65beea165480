import { _t } from "@web/core/l10n/translation";
import { percentText } from "../core/figures";

/** Who stands at a point of the curve and what they earn together so far, line by line. */
export function pointWords(point, amount) {
    const { first_rank: first, last_rank: last, customer, tier } = point;
    const sum = _t("Together %(amount)s (%(percent)s)", {
        amount: amount(point.cumulative),
        percent: percentText(point.percent),
    });
    if (first !== last) {
        return [_t("Customers %(first)s to %(last)s", { first, last }), sum];
    }
    const who = tier ? `${customer} [${tier}]` : customer;
    const rank = _t("Rank %(rank)s: %(amount)s", { rank: last, amount: amount(point.amount) });
    return [who || "", rank, sum].filter(Boolean);
}

/** Where the curve is highest: how many customers earn how much of the whole. */
export function peakWords({ peak, customer_count: count }) {
    const values = { customers: peak.customers, share: percentText((100 * peak.customers) / count) };
    return peak.percent === null
        ? _t("Peak · %(customers)s customers (%(share)s)", values)
        : _t("Peak %(percent)s · %(customers)s customers (%(share)s)", {
              ...values,
              percent: percentText(peak.percent),
          });
}
