import { browser } from "@web/core/browser/browser";

/** Colours of charts: what earns, what lies around zero, what loses, and lines beside them. */
export const EARNS = "#00A78D";
export const AROUND_ZERO = "#A4A8B6";
export const LOSES = "#CE4257";
export const BESIDE = "#4EA7F2";
export const SIMULATED = "#8481DD";
/** Text in their colours, dark enough to be read on white. */
export const EARNS_TEXT = "#0E8270";
export const LOSES_TEXT = "#982738";
/** Behind what loses: so faint that text on it stays readable. */
export const LOSES_GROUND = "rgba(206, 66, 87, 0.08)";
/** Pixels a pointer may move and still click instead of dragging. */
export const STEADY = 5;

/** No movement for who asked for none. */
export function chartAnimation() {
    const quiet = browser.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
    return quiet ? false : { duration: 300 };
}

/** A dashed line over a chart, in pixels. */
export function dashedLine(ctx, [x1, y1], [x2, y2], color, dash = [5, 4]) {
    ctx.save();
    ctx.beginPath();
    ctx.setLineDash(dash);
    ctx.strokeStyle = color;
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
    ctx.stroke();
    ctx.restore();
}

/** Where a key leads from one of the points of a chart; undefined where it leads nowhere. */
export function pointAfterKey(key, position, last, peak = undefined) {
    const goals = {
        ArrowRight: Math.min(position + 1, last),
        ArrowLeft: Math.max(position - 1, 0),
        Home: 0,
        End: last,
        p: peak,
        P: peak,
    };
    return goals[key];
}
