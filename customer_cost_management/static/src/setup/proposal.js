import { _t } from "@web/core/l10n/translation";
import { percentText } from "../core/figures";

/** Keys that are switched on. */
export function ticked(switches) {
    return Object.keys(switches).filter((key) => switches[key]);
}

/**
 * Rows as they stand with what somebody changed.
 *
 * @param {Object[]} rows proposed pools
 * @param {Object} changes by activity: driver (code), percent
 */
export function withChanges(rows, changes) {
    return rows.map((row) => ({
        ...row,
        activities: row.activities.map((activity) => {
            const { driver, percent = activity.percent } = changes[activity.code] || {};
            const choice = (activity.choices || []).find((each) => each.code === driver);
            return {
                ...activity,
                ...(choice && { ...choice, code: activity.code, chosen: driver }),
                percent,
                isTyped: percent !== activity.percent,
                amount: activity.percent ? (row.amount * percent) / 100 : activity.amount,
            };
        }),
    }));
}

/** What the percents of a pool's activities add up to; null where nobody typed one. */
export function typedSum(activities) {
    if (!activities.some((activity) => activity.isTyped)) {
        return null;
    }
    const hundredths = activities.map((activity) => Math.round(activity.percent * 100));
    return hundredths.reduce((total, each) => total + each, 0) / 100;
}

/**
 * Coverage as it would be with what is ticked.
 *
 * @param {Object[]} coverage key, label, amount: without the proposed pools
 * @param {Object[]} rows proposed pools: code, amount
 * @param {Object[]} unassigned largest accounts: id, amount
 * @param {{pools: Object, accounts: Object}} switches
 * @returns {Object[]} the same with share, 0 to 1, or null where there is no cost
 */
export function withPools(coverage, rows, unassigned, switches) {
    const moved = sum(unassigned.filter((row) => switches.accounts[row.id]));
    const on = sum(rows.filter((row) => switches.pools[row.code]));
    const off = sum(rows.filter((row) => !switches.pools[row.code]));
    const change = { pooled: on + moved, unassigned: off - moved };
    const kinds = coverage.map((kind) => ({
        ...kind,
        amount: kind.amount + (change[kind.key] || 0),
    }));
    const total = sum(kinds);
    return kinds.map((kind) => ({ ...kind, share: total > 0 ? kind.amount / total : null }));
}

/**
 * What the ticked activities' drivers say about the cost they carry.
 *
 * @returns {string[]} "Cause 60.0 %", …; none where nothing is measured
 */
export function qualityShares(rows, pools) {
    const labels = { cause: _t("cause"), usage: _t("estimate"), ability: _t("ability") };
    const activities = rows
        .filter((row) => pools[row.code])
        .flatMap((row) => row.activities.filter((activity) => activity.quality));
    const total = sum(activities);
    if (!(total > 0)) {
        return [];
    }
    return Object.keys(labels).map((key) => {
        const part = sum(activities.filter((activity) => activity.quality === key));
        return `${labels[key]} ${percentText((100 * part) / total)}`;
    });
}

function sum(rows) {
    return rows.reduce((total, row) => total + row.amount, 0);
}
