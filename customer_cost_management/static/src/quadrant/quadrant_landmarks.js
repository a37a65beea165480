/* global Chart */
import { AROUND_ZERO, LOSES_GROUND, dashedLine } from "../core/chart";

/** Bubbles at least this large carry the letter of the tier. */
const LETTERED = 8;
/** Odoo's colours of tags, by number. */
const COLORS = [
    AROUND_ZERO,
    "#EE2D2D",
    "#DC8534",
    "#E8BB1D",
    "#5794DD",
    "#9F628F",
    "#DB8865",
    "#41A9A2",
    "#304BE0",
    "#EE2F8A",
    "#61C36E",
    "#9872E6",
];

export function tierColor(point) {
    return COLORS[point.tier_color % COLORS.length];
}

/** What loses in red, the diagonal, the lines that split, and the letters of the tiers. */
export function landmarks(component) {
    return {
        id: "customerCostQuadrants",
        beforeDatasetsDraw(chart) {
            drawLoss(chart, component);
            if (component.splitShown) {
                drawSplit(chart, component.props.split);
            }
        },
        afterDatasetsDraw(chart) {
            drawLetters(chart, component.props.points);
        },
    };
}

function toPixels({ scales }, x, y) {
    return [scales.x.getPixelForValue(x), scales.y.getPixelForValue(y)];
}

/** Below the diagonal service costs more than the margin brings. */
function drawLoss(chart, { x, y }) {
    const { ctx, chartArea: area } = chart;
    const [low, high] = [Math.min(x.min, y.min), Math.max(x.max, y.max)];
    const [from, to] = [toPixels(chart, low, low), toPixels(chart, high, high)];
    ctx.save();
    ctx.beginPath();
    ctx.rect(area.left, area.top, area.right - area.left, area.bottom - area.top);
    ctx.clip();
    ctx.beginPath();
    ctx.moveTo(...from);
    ctx.lineTo(...to);
    ctx.lineTo(...toPixels(chart, high, low));
    ctx.closePath();
    ctx.fillStyle = LOSES_GROUND;
    ctx.fill();
    dashedLine(ctx, from, to, AROUND_ZERO, []);
    ctx.restore();
}

function drawSplit(chart, split) {
    const { left, right, top, bottom } = chart.chartArea;
    const [x, y] = toPixels(chart, split.service, split.margin);
    dashedLine(chart.ctx, [x, top], [x, bottom], AROUND_ZERO);
    dashedLine(chart.ctx, [left, y], [right, y], AROUND_ZERO);
}

function drawLetters(chart, points) {
    const { ctx } = chart;
    ctx.save();
    ctx.font = `bold 11px ${Chart.defaults.font.family}`;
    ctx.fillStyle = "#000000";
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    chart.getDatasetMeta(0).data.forEach((element, place) => {
        if (element.options.radius >= LETTERED) {
            ctx.fillText(points[place].tier.slice(0, 2), element.x, element.y);
        }
    });
    ctx.restore();
}
