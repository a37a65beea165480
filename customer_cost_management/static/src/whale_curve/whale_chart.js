/* global Chart */
import { Component, onWillStart, onWillUnmount, useEffect, useRef, useState } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { ChartCard } from "../chart_page/chart_card";
import {
    AROUND_ZERO,
    BESIDE,
    EARNS,
    LOSES,
    SIMULATED,
    STEADY,
    chartAnimation,
    pointAfterKey,
} from "../core/chart";
import { landmarks } from "./whale_landmarks";
import { pointWords } from "./whale_words";

export class WhaleChart extends Component {
    static template = "customer_cost_management.WhaleChart";
    static components = { ChartCard };
    static props = {
        curve: Object,
        simulated: { type: [Object, { value: null }], optional: true },
        inPercent: Boolean,
        rankedLabel: String,
        sentence: String,
        amount: Function,
        short: Function,
        second: String,
        secondLabel: String,
        openRanks: Function,
        download: Function,
    };

    setup() {
        this.canvas = useRef("canvas");
        this.ui = useService("ui");
        this.state = useState({ read: "", chosen: null });
        this.position = -1;
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => this.draw(),
            () => [this.props.curve, this.props.second, this.props.simulated, this.props.inPercent]
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
        this.state.chosen = null;
        this.chart?.destroy();
        this.chart = new Chart(this.canvas.el, {
            type: "line",
            data: { datasets: this.datasets },
            plugins: [landmarks(this)],
            options: {
                animation: chartAnimation(),
                maintainAspectRatio: false,
                interaction: { mode: "nearest", axis: "x", intersect: false },
                scales: this.scales,
                plugins: {
                    legend: { display: this.datasets.length > 1, position: "bottom" },
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
            label: _t("%(figure)s, added up", { figure: this.props.rankedLabel }),
            data: this.line(this.points, (point) => this.height(point)),
            borderColor: EARNS,
            pointBackgroundColor: (point) => this.color(point.raw.x),
            pointBorderColor: (point) => this.color(point.raw.x),
            segment: { borderColor: (part) => this.color(part.p1.parsed.x) },
            pointRadius: this.points.length > 100 ? 0 : 2,
            borderWidth: 3,
            tension: 0,
        };
        return [main, ...this.secondLine, ...this.simulatedLine];
    }

    line(points, height) {
        return [{ x: 0, y: 0 }, ...points.map((point) => ({ x: point.last_rank, y: height(point) }))];
    }

    get secondLine() {
        if (!this.secondShown) {
            return [];
        }
        const whole = this.props.curve.second_total;
        return [
            {
                label: this.props.secondLabel,
                data: this.line(this.points, (point) => (whole ? (100 * point.second) / whole : 0)),
                borderColor: BESIDE,
                borderDash: [6, 4],
                borderWidth: 2,
                pointRadius: 0,
                yAxisID: "second",
            },
        ];
    }

    /** In percent of what is earned today, so that both curves stand on one axis. */
    get simulatedLine() {
        const { simulated } = this.props;
        if (!simulated) {
            return [];
        }
        return [
            {
                label: simulated.name,
                data: this.line(simulated.points, (point) => this.height(point)),
                borderColor: SIMULATED,
                borderDash: [6, 4],
                borderWidth: 2,
                pointRadius: 0,
            },
        ];
    }

    get scales() {
        const inPercent = this.props.curve.total > 0;
        const scales = {
            x: {
                type: "linear",
                min: 0,
                max: this.props.curve.customer_count,
                title: { display: true, text: _t("Customers, best to worst") },
                ticks: this.rankTicks,
            },
            y: { ticks: { callback: (value) => (inPercent ? `${value} %` : this.props.short(value)) } },
        };
        if (this.secondShown) {
            scales.second = { position: "right", min: 0, grid: { display: false }, ticks: { callback: (v) => `${v} %` } };
        }
        return scales;
    }

    get rankTicks() {
        const count = this.props.curve.customer_count;
        return this.props.inPercent
            ? { stepSize: count / 10, callback: (value) => `${Math.round((100 * value) / count)} %` }
            : { precision: 0 };
    }

    // ------------------------------------------------------------------ reading a point

    lines(item) {
        const point = item.datasetIndex === 0 && this.points[item.dataIndex - 1];
        return point ? this.words(point) : "";
    }

    words(point) {
        return pointWords(point, this.props.amount);
    }

    // ------------------------------------------------------------------ keyboard and pointer

    onKeydown(ev) {
        const last = this.points.length - 1;
        const peak = this.points.findIndex((p) => p.last_rank === this.props.curve.peak.customers);
        const goal = pointAfterKey(ev.key, this.position, last, Math.max(peak, 0));
        if (goal !== undefined) {
            ev.preventDefault();
            this.show(goal);
        } else if (ev.key === "Enter" && this.position >= 0) {
            ev.preventDefault();
            this.openPoint(this.points[this.position]);
        } else if (ev.key === "Escape") {
            this.canvas.el.blur();
        }
    }

    show(position) {
        this.position = position;
        this.state.read = this.words(this.points[position]).join(". ");
        const active = [{ datasetIndex: 0, index: position + 1 }];
        this.chart.setActiveElements(active);
        this.chart.tooltip.setActiveElements(active, { x: 0, y: 0 });
        this.chart.update("none");
    }

    openPoint(point, newWindow = false) {
        return this.props.openRanks(point.first_rank, point.last_rank, newWindow);
    }

    /** A finger does not hover: it is told first who stands there, and opens him from the card. */
    tap(position) {
        this.show(position);
        const [title, ...lines] = this.words(this.points[position]);
        this.state.chosen = { position, title, lines };
    }

    rankAt(ev) {
        const rank = Math.round(this.chart.scales.x.getValueForPixel(ev.offsetX));
        return Math.min(Math.max(rank, 1), this.props.curve.customer_count);
    }

    onPointerdown(ev) {
        this.started = { x: ev.offsetX, rank: this.rankAt(ev) };
    }

    /** A click opens the point, a tap shows it, a drag opens the customers it went across. */
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
        const position = this.points.findIndex((point) => rank <= point.last_rank);
        const tapped = this.ui.isSmall || ev.pointerType === "touch";
        return tapped ? this.tap(position) : this.openPoint(this.points[position]);
    }

    download() {
        this.props.download(this.canvas.el.toDataURL("image/png"));
    }
}
