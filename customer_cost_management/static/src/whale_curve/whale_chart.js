/* global Chart */
import { Component, onWillStart, onWillUnmount, useEffect, useRef, useState } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { percentText } from "../core/figures";

const EARNS = "#00A78D";
const AROUND_ZERO = "#A4A8B6";
const LOSES = "#CE4257";
const SECOND = "#4EA7F2";
/** Pixels a pointer may move and still click instead of choosing a range. */
const STEADY = 5;

/** Draws the 100 % line and the peak; over the lines, so that both can be read. */
function landmarks(component) {
    return {
        id: "customerCostLandmarks",
        afterDraw(chart) {
            const { ctx, chartArea: area, scales } = chart;
            const { peak, total } = component.props.curve;
            const line = (x1, y1, x2, y2, color) => {
                ctx.beginPath();
                ctx.setLineDash([5, 4]);
                ctx.strokeStyle = color;
                ctx.moveTo(x1, y1);
                ctx.lineTo(x2, y2);
                ctx.stroke();
                ctx.setLineDash([]);
            };
            const whole = scales.y.getPixelForValue(total > 0 ? 100 : 0);
            line(area.left, whole, area.right, whole, AROUND_ZERO);
            if (peak.customers) {
                const x = scales.x.getPixelForValue(peak.customers);
                line(x, area.top, x, area.bottom, EARNS);
            }
        },
    };
}

export class WhaleChart extends Component {
    static template = "customer_cost_management.WhaleChart";
    static props = {
        curve: Object,
        sentence: String,
        amount: Function,
        second: String,
        secondLabel: String,
        openRanks: Function,
        download: Function,
    };

    setup() {
        this.canvas = useRef("canvas");
        this.ui = useService("ui");
        this.state = useState({ read: "" });
        this.position = -1;
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => this.draw(),
            () => [this.props.curve, this.props.second]
        );
        onWillUnmount(() => this.chart?.destroy());
    }

    get points() {
        return this.props.curve.points;
    }

    /** In percent of the total; in money where there is no profit to take percents of. */
    height(point) {
        return point.percent === null ? point.cumulative : point.percent;
    }

    color(rank) {
        const { earning, around_zero } = this.props.curve.bands;
        if (rank <= earning.customers) {
            return EARNS;
        }
        return rank <= earning.customers + around_zero.customers ? AROUND_ZERO : LOSES;
    }

    draw() {
        this.chart?.destroy();
        const quiet = browser.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
        this.chart = new Chart(this.canvas.el, {
            type: "line",
            data: { datasets: this.datasets },
            plugins: [landmarks(this)],
            options: {
                animation: quiet ? false : { duration: 300 },
                maintainAspectRatio: false,
                interaction: { mode: "nearest", axis: "x", intersect: false },
                scales: this.scales,
                plugins: {
                    legend: { display: Boolean(this.secondShown), position: "bottom" },
                    tooltip: { callbacks: { title: () => "", label: (item) => this.lines(item) } },
                },
            },
        });
    }

    get secondShown() {
        return this.props.second && !this.ui.isSmall;
    }

    get datasets() {
        const main = {
            label: _t("Contribution, added up"),
            data: [{ x: 0, y: 0 }, ...this.points.map((p) => ({ x: p.last_rank, y: this.height(p) }))],
            borderColor: EARNS,
            pointBackgroundColor: (point) => this.color(point.raw.x),
            pointBorderColor: (point) => this.color(point.raw.x),
            segment: { borderColor: (part) => this.color(part.p1.parsed.x) },
            pointRadius: this.points.length > 100 ? 0 : 2,
            borderWidth: 3,
            tension: 0,
        };
        if (!this.secondShown) {
            return [main];
        }
        const whole = this.props.curve.second_total;
        const share = (value) => (whole ? (100 * value) / whole : 0);
        const second = {
            label: this.props.secondLabel,
            data: [{ x: 0, y: 0 }, ...this.points.map((p) => ({ x: p.last_rank, y: share(p.second) }))],
            borderColor: SECOND,
            borderDash: [6, 4],
            borderWidth: 2,
            pointRadius: 0,
            yAxisID: "second",
        };
        return [main, second];
    }

    get scales() {
        const inPercent = this.props.curve.total > 0;
        const scales = {
            x: {
                type: "linear",
                min: 0,
                max: this.props.curve.customer_count,
                title: { display: true, text: _t("Customers, best to worst") },
                ticks: { precision: 0 },
            },
            y: { ticks: { callback: (value) => (inPercent ? `${value} %` : this.props.amount(value)) } },
        };
        if (this.secondShown) {
            scales.second = { position: "right", min: 0, grid: { display: false }, ticks: { callback: (v) => `${v} %` } };
        }
        return scales;
    }

    // ------------------------------------------------------------------ reading a point

    lines(item) {
        const point = this.points[item.dataIndex - 1];
        return point ? this.words(point).split("\n") : "";
    }

    words(point) {
        const { first_rank: first, last_rank: last } = point;
        const who =
            first === last
                ? _t("Rank %(rank)s: %(amount)s", { rank: last, amount: this.props.amount(point.amount) })
                : _t("Customers %(first)s to %(last)s", { first, last });
        const sum = _t("Together %(amount)s (%(percent)s)", {
            amount: this.props.amount(point.cumulative),
            percent: percentText(point.percent),
        });
        return `${who}\n${sum}`;
    }

    // ------------------------------------------------------------------ keyboard and pointer

    onKeydown(ev) {
        const last = this.points.length - 1;
        const peak = this.points.findIndex((p) => p.last_rank === this.props.curve.peak.customers);
        const goals = {
            ArrowRight: Math.min(this.position + 1, last),
            ArrowLeft: Math.max(this.position - 1, 0),
            Home: 0,
            End: last,
            p: Math.max(peak, 0),
            P: Math.max(peak, 0),
        };
        if (ev.key in goals) {
            ev.preventDefault();
            this.show(goals[ev.key]);
        } else if (ev.key === "Enter" && this.position >= 0) {
            ev.preventDefault();
            this.openPoint(this.points[this.position]);
        } else if (ev.key === "Escape") {
            this.canvas.el.blur();
        }
    }

    show(position) {
        this.position = position;
        this.state.read = this.words(this.points[position]).replace("\n", ". ");
        const active = [{ datasetIndex: 0, index: position + 1 }];
        this.chart.setActiveElements(active);
        this.chart.tooltip.setActiveElements(active, { x: 0, y: 0 });
        this.chart.update("none");
    }

    openPoint(point) {
        return this.props.openRanks(point.first_rank, point.last_rank);
    }

    rankAt(ev) {
        const rank = Math.round(this.chart.scales.x.getValueForPixel(ev.offsetX));
        return Math.min(Math.max(rank, 1), this.props.curve.customer_count);
    }

    onPointerdown(ev) {
        this.started = { x: ev.offsetX, rank: this.rankAt(ev) };
    }

    /** A click opens the point, a drag the customers it went across. */
    onPointerup(ev) {
        const started = this.started;
        this.started = null;
        if (!started) {
            return;
        }
        const rank = this.rankAt(ev);
        if (Math.abs(ev.offsetX - started.x) > STEADY) {
            return this.props.openRanks(started.rank, rank);
        }
        const point = this.points.find((each) => rank <= each.last_rank);
        return point && this.openPoint(point);
    }

    download() {
        this.props.download(this.canvas.el.toDataURL("image/png"));
    }
}
