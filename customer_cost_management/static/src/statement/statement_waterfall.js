/* global Chart */
import { Component, onMounted, onWillUnmount, status, useEffect, useRef, useState } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { browser } from "@web/core/browser/browser";
import { plainAmountText } from "../core/figures";
import { shortAmount } from "../core/short_amount";

const COLORS = { total: "#00A78D", loss: "#CE4257", cost: "#A4A8B6", gain: "#4EA7F2" };
let waterfalls = 0;

/** From revenue down to the contribution: bars that hang from each other; a table behind it. */
export class StatementWaterfall extends Component {
    static template = "customer_cost_management.StatementWaterfall";
    static props = { bars: Array, sentence: String, currencyId: Number, horizontal: Boolean, peer: { type: String, optional: true } };

    setup() {
        this.id = `statement_waterfall_${++waterfalls}`;
        this.canvas = useRef("canvas");
        this.state = useState({ table: false, read: "", ready: false });
        this.position = -1;
        // the statement does not wait for the library that draws
        onMounted(async () => {
            await loadBundle("web.chartjs_lib");
            if (status(this) === "mounted") {
                this.state.ready = true;
            }
        });
        useEffect(
            () => {
                if (this.state.ready) {
                    this.draw();
                }
            },
            () => [this.state.ready, this.props.bars, this.props.horizontal]
        );
        onWillUnmount(() => this.chart?.destroy());
    }

    amount(value) {
        return plainAmountText(value, this.props.currencyId);
    }

    words(bar) {
        return `${bar.label}: ${this.amount(bar.amount)}`;
    }

    draw() {
        this.chart?.destroy();
        const { bars, horizontal } = this.props;
        const quiet = browser.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
        const money = { ticks: { callback: (value) => shortAmount(value), maxTicksLimit: 6 } };
        const names = { grid: { display: false }, ticks: { autoSkip: false, maxRotation: 60 } };
        this.chart = new Chart(this.canvas.el, {
            type: "bar",
            data: {
                labels: bars.map((bar) => bar.label),
                datasets: [
                    {
                        data: bars.map((bar) => [bar.start, bar.end]),
                        backgroundColor: bars.map((bar) => COLORS[bar.kind]),
                        barPercentage: 0.9,
                        categoryPercentage: 0.9,
                        minBarLength: 2,
                    },
                ],
            },
            options: {
                indexAxis: horizontal ? "y" : "x",
                animation: quiet ? false : { duration: 300 },
                maintainAspectRatio: false,
                scales: horizontal ? { x: money, y: names } : { x: names, y: money },
                plugins: {
                    legend: { display: false },
                    tooltip: {
                        callbacks: { title: () => "", label: (item) => this.words(bars[item.dataIndex]) },
                    },
                },
            },
        });
    }

    onKeydown(event) {
        if (!this.chart) {
            return;
        }
        const last = this.props.bars.length - 1;
        const goals = {
            ArrowRight: Math.min(this.position + 1, last),
            ArrowDown: Math.min(this.position + 1, last),
            ArrowLeft: Math.max(this.position - 1, 0),
            ArrowUp: Math.max(this.position - 1, 0),
            Home: 0,
            End: last,
        };
        if (event.key in goals) {
            event.preventDefault();
            this.position = goals[event.key];
            this.state.read = this.words(this.props.bars[this.position]);
            const active = [{ datasetIndex: 0, index: this.position }];
            this.chart.setActiveElements(active);
            this.chart.tooltip.setActiveElements(active, { x: 0, y: 0 });
            this.chart.update("none");
        } else if (event.key === "Escape") {
            this.canvas.el.blur();
        }
    }
}
