import { _t } from "@web/core/l10n/translation";
import { percentText } from "../core/figures";

/**
 * Who a bubble is, where he stands, what is recommended and where he would stand, line by line.
 *
 * @param {{amount: Function, actionOf: Function, simulated: Object|null}} page
 */
export function pointWords(point, { amount, actionOf, simulated }) {
    const who = point.tier ? `${point.customer} [${point.tier}]` : point.customer;
    const percents = _t("CM1 %(margin)s, cost to serve %(service)s", {
        margin: percentText(point.margin_percent),
        service: percentText(point.service_percent),
    });
    const words = [
        who,
        percents,
        _t("Contribution %(amount)s", { amount: amount(point.contribution) }),
        actionOf(point).label,
    ];
    const then = simulated?.points.find((each) => each.row_id === point.row_id);
    if (then) {
        words.push(
            _t("“%(name)s”: CM1 %(margin)s, cost to serve %(service)s, contribution %(amount)s", {
                name: simulated.name,
                margin: percentText(then.margin_percent),
                service: percentText(then.service_percent),
                amount: amount(then.contribution),
            })
        );
    }
    return words;
}

/** How many others have the middle of their bubble under the one that is read. */
export function hiddenUnder(bubble, bubbles) {
    const { x, y, options } = bubble;
    const hidden = (each) => each !== bubble && Math.hypot(each.x - x, each.y - y) < options.radius;
    return bubbles.filter(hidden).length;
}

export function hiddenWords(bubble, bubbles) {
    const count = hiddenUnder(bubble, bubbles);
    return count ? _t("%s more under it: drag across them for a list.", count) : "";
}

/** What a simulation would change of the customers that are drawn. */
export function simulatedWords(points, { name, points: simulated }) {
    const now = new Map(points.map((point) => [point.row_id, point.contribution]));
    const turned = simulated.filter((point) => point.contribution > 0 && now.get(point.row_id) <= 0);
    return _t("“%(name)s”: the places of %(count)s customers; %(turned)s more would earn.", {
        name,
        count: simulated.length,
        turned: turned.length,
    });
}
