/* global Chart */
import { Component, onWillStart, onWillUnmount, useEffect, useRef, useState } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { SIMULATED, STEADY, chartAnimation, pointAfterKey } from "../core/chart";
import { LARGEST, axisRange, radiusOf, within } from "./quadrant_axes";
import { landmarks, tierColor } from "./quadrant_landmarks";
import { hiddenWords, pointWords } from "./quadrant_words";

/** Pixels of a picture that has room for large bubbles and many names. */
const WIDE = 600;
/** How much of what lies behind a bubble it covers, in hexadecimal digits of a colour. */
const COVER = "4D";
/** Pixels beside a line within which a drag moves it. */
const NEAR = 6;

export class QuadrantChart extends Component {
    static template = "customer_cost_management.QuadrantChart";
    static props = {
        points: Array,
        simulated: { type: [Object, { value: null }], optional: true },
        quadrants: Array,
        split: Object,
        axes: Object,
        inAmounts: Boolean,
        sentence: String,
        amount: Function,
        short: Function,
        actionOf: Function,
        choose: Function,
        openQuadrant: Function,
        openArea: Function,
        setSplit: Function,
        download: Function,
    };

    setup() {
        this.canvas = useRef("canvas");
        this.state = useState({ read: "", box: null });
        this.position = -1;
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => this.draw(),
            () => [this.props.points, this.props.simulated, this.props.split, this.props.inAmounts]
        );
        onWillUnmount(() => this.chart?.destroy());
    }

    // ------------------------------------------------------------------ drawing

    get splitShown() {
        return !this.props.inAmounts && Number.isFinite(this.props.split.margin);
    }

    range(axis, line) {
        const kept = this.splitShown ? [0, this.props.split[line]] : [0];
        return axisRange(
            [...this.props.points, ...this.simulated].map((point) => point[axis.key]),
            kept
        );
    }

    /** Where customers would stand. */
    get simulated() {
        return this.props.simulated?.points || [];
    }

    /** The customer of a bubble that the pointer found, as he is. */
    pointOf({ datasetIndex, index }) {
        if (!datasetIndex) {
            return this.props.points[index];
        }
        const { row_id: id } = this.simulated[index];
        return this.props.points.find((point) => point.row_id === id);
    }

    bubbles(points) {
        const most = Math.max(...this.props.points.map((point) => point.net_revenue), 1);
        const { margin, service } = this.props.axes;
        return points.map((point) => ({
            x: within(point[service.key], this.x),
            y: within(point[margin.key], this.y),
            r: radiusOf(point.net_revenue / most, this.narrow),
        }));
    }

    draw() {
        this.chart?.destroy();
        this.narrow = this.canvas.el.parentElement.clientWidth < WIDE;
        this.x = this.range(this.props.axes.service, "service");
        this.y = this.range(this.props.axes.margin, "margin");
        const tick = (value) => (this.props.inAmounts ? this.props.short(value) : `${Math.round(value)} %`);
        const axis = (range, title) => ({
            ...range,
            title: { display: true, text: title },
            ticks: { callback: tick, includeBounds: false },
        });
        this.chart = new Chart(this.canvas.el, {
            type: "bubble",
            data: {
                datasets: [
                    {
                        data: this.bubbles(this.props.points),
                        clip: LARGEST,
                        // customers who are alike lie over each other, most revenue behind: all can be seen
                        backgroundColor: this.props.points.map((point) => `${tierColor(point)}${COVER}`),
                        borderColor: this.props.points.map((point) => tierColor(point)),
                    },
                    {
                        data: this.bubbles(this.simulated),
                        clip: LARGEST,
                        backgroundColor: "transparent",
                        borderColor: SIMULATED,
                        borderWidth: 2,
                    },
                ],
            },
            plugins: [landmarks(this)],
            options: {
                animation: chartAnimation(),
                maintainAspectRatio: false,
                scales: {
                    x: axis(this.x, this.props.axes.service.title),
                    y: axis(this.y, this.props.axes.margin.title),
                },
                plugins: {
                    legend: { display: false },
                    tooltip: {
                        callbacks: {
                            label: (item) => this.words(this.pointOf({ datasetIndex: item.datasetIndex, index: item.dataIndex })),
                            footer: ([{ element, datasetIndex }]) => hiddenWords(element, this.chart.getDatasetMeta(datasetIndex).data),
                        },
                    },
                },
            },
        });
    }

    // ------------------------------------------------------------------ reading a point

    words(point) {
        return pointWords(point, this.props);
    }

    // ------------------------------------------------------------------ keyboard and pointer

    onKeydown(ev) {
        const goal = pointAfterKey(ev.key, this.position, this.props.points.length - 1);
        if (goal !== undefined) {
            ev.preventDefault();
            this.show(goal);
        } else if (ev.key === "Enter" && this.position >= 0) {
            ev.preventDefault();
            this.props.choose(this.props.points[this.position]);
        } else if (ev.key === "Escape") {
            this.canvas.el.blur();
        }
    }

    show(position) {
        this.position = position;
        this.state.read = this.words(this.props.points[position]).join(". ");
        const active = [{ datasetIndex: 0, index: position }];
        this.chart.setActiveElements(active);
        this.chart.tooltip.setActiveElements(active, { x: 0, y: 0 });
        this.chart.update("none");
    }

    valuesAt(x, y) {
        return {
            service: this.chart.scales.x.getValueForPixel(x),
            margin: this.chart.scales.y.getValueForPixel(y),
        };
    }

    /** Which line a pointer holds: "margin", "service" or none. */
    lineAt({ offsetX, offsetY }) {
        if (!this.splitShown) {
            return "";
        }
        const { x, y } = this.chart.scales;
        if (Math.abs(offsetX - x.getPixelForValue(this.props.split.service)) <= NEAR) {
            return "service";
        }
        return Math.abs(offsetY - y.getPixelForValue(this.props.split.margin)) <= NEAR ? "margin" : "";
    }

    pointsAt(ev) {
        return this.chart.getElementsAtEventForMode(ev, "nearest", { intersect: true }, false);
    }

    onPointerdown(ev) {
        const onPoint = this.pointsAt(ev).length;
        this.started = { x: ev.offsetX, y: ev.offsetY, line: onPoint ? "" : this.lineAt(ev) };
    }

    onPointermove(ev) {
        if (this.started && !this.started.line) {
            const { x, y } = this.started;
            this.state.box = {
                left: Math.min(x, ev.offsetX),
                top: Math.min(y, ev.offsetY),
                width: Math.abs(ev.offsetX - x),
                height: Math.abs(ev.offsetY - y),
            };
        }
    }

    release() {
        this.started = null;
        this.state.box = null;
    }

    /** A click shows a customer; a drag moves a line, or lists the customers it went across. */
    onPointerup(ev) {
        const started = this.started;
        this.release();
        if (!started) {
            return;
        }
        const moved = Math.hypot(ev.offsetX - started.x, ev.offsetY - started.y) > STEADY;
        if (!moved) {
            const [found] = this.pointsAt(ev);
            return found && this.props.choose(this.pointOf(found));
        }
        const [first, last] = [this.valuesAt(started.x, started.y), this.valuesAt(ev.offsetX, ev.offsetY)];
        if (started.line) {
            const { margin, service } = this.props.split;
            return this.props.setSplit({ margin, service, [started.line]: last[started.line] });
        }
        return this.props.openArea({
            marginFrom: Math.min(first.margin, last.margin),
            marginTo: Math.max(first.margin, last.margin),
            serviceFrom: Math.min(first.service, last.service),
            serviceTo: Math.max(first.service, last.service),
        });
    }

    get boxStyle() {
        return Object.entries(this.state.box || {})
            .map(([name, pixels]) => `${name}: ${pixels}px`)
            .join("; ");
    }

    download() {
        this.props.download(this.canvas.el.toDataURL("image/png"));
    }
}
