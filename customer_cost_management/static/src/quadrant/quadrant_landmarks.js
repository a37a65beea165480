/* global Chart */
import { AROUND_ZERO, LOSES_GROUND, SIMULATED, dashedLine } from "../core/chart";

/** Bubbles at least this large carry the letter of the tier. */
const LETTERED = 8;
/** Pixels of the head of an arrow. */
const ARROW = 7;
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
            drawMoves(chart, component);
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

/** An arrow from each customer to where he would stand, between the edges of the two bubbles. */
function drawMoves(chart, { props, simulated }) {
    const { ctx } = chart;
    const [now, then] = [0, 1].map((number) => chart.getDatasetMeta(number).data);
    const places = new Map(props.points.map((point, place) => [point.row_id, place]));
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = SIMULATED;
    simulated.forEach((point, place) => {
        const [from, to] = [now[places.get(point.row_id)], then[place]];
        const [width, height] = [to.x - from.x, to.y - from.y];
        const length = Math.hypot(width, height);
        const [start, end] = [from.options.radius, length - to.options.radius];
        if (end - start < ARROW) {
            return;
        }
        ctx.save();
        ctx.translate(from.x, from.y);
        ctx.rotate(Math.atan2(height, width));
        ctx.beginPath();
        ctx.moveTo(start, 0);
        ctx.lineTo(end, 0);
        ctx.stroke();
        ctx.beginPath();
        ctx.moveTo(end, 0);
        ctx.lineTo(end - ARROW, -ARROW / 2);
        ctx.lineTo(end - ARROW, ARROW / 2);
        ctx.fill();
        ctx.restore();
    });
    ctx.restore();
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
