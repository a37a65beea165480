/* global Chart */
import { AROUND_ZERO, LOSES_GROUND, SIMULATED, dashedLine } from "../core/chart";
import { LONGEST, SHORTEST, boxAround, namedPoints, roomFor, shortName } from "./quadrant_labels";

/** Bubbles at least this large carry the letter of the tier. */
const LETTERED = 8;
/** Pixels of a letter, and of the corners where the quadrants have their titles. */
const LETTER = { width: 12, height: 12 };
const CORNER = { width: 190, height: 22 };
/** Names in a picture, and in one on a phone. */
const NAMES = 10;
const NAMES_ON_PHONE = 4;
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
            const letters = drawLetters(chart, component.props.points);
            drawNames(chart, component, letters);
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

/** The letters of the tiers, as far as they do not lie over each other: the largest bubbles first. */
function drawLetters(chart, points) {
    const { ctx } = chart;
    const bubbles = chart.getDatasetMeta(0).data;
    const lettered = [...bubbles.keys()].filter((place) => bubbles[place].options.radius >= LETTERED);
    const words = lettered.map((place) => ({ place, x: bubbles[place].x, y: bubbles[place].y, ...LETTER }));
    const boxes = roomFor(words, [], chart.chartArea);
    ctx.save();
    ctx.font = `bold 11px ${Chart.defaults.font.family}`;
    ctx.fillStyle = "#000000";
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    for (const { place } of boxes) {
        ctx.fillText(points[place].tier.slice(0, 2), bubbles[place].x, bubbles[place].y);
    }
    ctx.restore();
    return boxes;
}

/** Who loses most and who buys most, by name beside his bubble, where there is room. */
function drawNames(chart, { narrow, splitShown, props }, letters) {
    const { ctx, chartArea: area, canvas } = chart;
    const bubbles = chart.getDatasetMeta(0).data;
    const height = Chart.defaults.font.size;
    ctx.save();
    ctx.font = `${height}px ${Chart.defaults.font.family}`;
    const places = namedPoints(props.points, narrow ? NAMES_ON_PHONE : NAMES);
    const wordsOf = (longest) =>
        places.map((place) => {
            const text = shortName(props.points[place].customer, longest);
            const { x, y, options } = bubbles[place];
            return { place, x, y, radius: options.radius, text, width: ctx.measureText(text).width, height };
        });
    const covered = [...bubbles.keys()].map((place) => ({ place, ...circleBox(bubbles[place]) }));
    const corners = splitShown ? cornersOf(area) : [];
    ctx.fillStyle = getComputedStyle(canvas).color;
    ctx.textBaseline = "middle";
    const taken = [...letters, ...covered, ...corners];
    for (const longest of [LONGEST, SHORTEST]) {
        const words = wordsOf(longest).filter(({ place }) => !taken.some((box) => box.named && box.place === place));
        for (const box of roomFor(words, taken, area)) {
            const { text } = words.find(({ place }) => place === box.place);
            ctx.fillText(text, box.left, (box.top + box.bottom) / 2);
            taken.push({ ...box, named: true });
        }
    }
    ctx.restore();
}

function circleBox({ x, y, options: { radius } }) {
    return boxAround({ x, y, width: 2 * radius, height: 2 * radius });
}

/** Where the titles of the two lower quadrants stand; those of the others are above the picture. */
function cornersOf({ left, right, bottom }) {
    const top = bottom - CORNER.height;
    return [
        { left, right: left + CORNER.width, top, bottom },
        { left: right - CORNER.width, right, top, bottom },
    ];
}
