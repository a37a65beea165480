/* global Chart */
import { AROUND_ZERO, EARNS, EARNS_TEXT, LOSES_GROUND, dashedLine } from "../core/chart";
import { peakWords } from "./whale_words";

/** Pixels between a line and the words beside it. */
const GAP = 6;

/** Draws what loses, the 100 % line and the peak; over the lines, so that both can be read. */
export function landmarks(component) {
    return {
        id: "customerCostLandmarks",
        beforeDraw(chart) {
            const { ctx, chartArea: area, scales } = chart;
            const x = scales.x.getPixelForValue(component.props.curve.peak.customers);
            ctx.save();
            ctx.fillStyle = LOSES_GROUND;
            ctx.fillRect(x, area.top, area.right - x, area.bottom - area.top);
            ctx.restore();
        },
        afterDraw(chart) {
            const { ctx, chartArea: area, scales } = chart;
            const { peak, total } = component.props.curve;
            const whole = scales.y.getPixelForValue(total > 0 ? 100 : 0);
            dashedLine(ctx, [area.left, whole], [area.right, whole], AROUND_ZERO);
            if (!peak.customers) {
                return;
            }
            const x = scales.x.getPixelForValue(peak.customers);
            dashedLine(ctx, [x, area.top], [x, area.bottom], EARNS);
            ctx.save();
            const left = x > (area.left + area.right) / 2;
            ctx.font = `${Chart.defaults.font.size}px ${Chart.defaults.font.family}`;
            ctx.fillStyle = EARNS_TEXT;
            ctx.textAlign = left ? "right" : "left";
            const words = peakWords(component.props.curve);
            const room = (left ? x - area.left : area.right - x) - 2 * GAP;
            // on a phone there may be room for the first part alone; the sentence above says the rest
            const fits = ctx.measureText(words).width <= room;
            ctx.fillText(fits ? words : words.split(" · ")[0], x + (left ? -GAP : GAP), area.bottom - 8);
            ctx.restore();
        },
    };
}
