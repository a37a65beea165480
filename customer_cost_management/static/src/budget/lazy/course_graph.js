import { addUpCourses } from "@customer_cost_management/budget/course";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { GraphRenderer } from "@web/views/graph/graph_renderer";
import { graphView } from "@web/views/graph/graph_view";

// with Odoo's own graph, this is loaded when first needed

/** What is no spending is a line beside the bars; a forecast is dashed, and nothing where there is none. */
const LINES = {
    budget: { borderWidth: 3 },
    forecast: { borderWidth: 2, borderDash: [6, 4] },
};

/**
 * Budget and forecast as lines beside the bars of what is consumed and committed; months are added
 * up from the first one on, as the money of a year is left until it is used.
 */
export class CourseGraphRenderer extends GraphRenderer {
    /** Months one after the other, and nothing but figures beside them. */
    get isAddedUp() {
        const { groupBy, mode, order } = this.model.metaData;
        const [month, figure, more] = groupBy.map((level) => level.fieldName);
        return mode === "bar" && !order && month === "month" && figure === "figure" && !more;
    }

    getBarChartData() {
        const data = super.getBarChartData();
        // budget and use together are no sum of anything
        let shown = data.datasets.filter((dataset) => dataset !== this.model.lineOverlayDataset);
        if (this.isAddedUp) {
            shown = this.addUp(shown);
        }
        return { ...data, datasets: shown.map((dataset) => this.asLine(dataset)) };
    }

    addUp(datasets) {
        const courses = datasets.map((dataset) => ({
            figure: this.figureOf(dataset),
            data: dataset.data,
        }));
        const totals = addUpCourses(courses);
        return datasets.map((dataset, place) => ({ ...dataset, data: totals[place] }));
    }

    getScaleOptions() {
        const scales = super.getScaleOptions();
        if (this.isAddedUp) {
            Object.assign(scales.y.title, {
                display: true,
                text: _t("Added up since the first month"),
            });
        }
        return scales;
    }

    /** The figures as they are drawn. */
    getTooltipItems(data, metaData, tooltipModel) {
        const drawn = this.isAddedUp ? this.chart.data : data;
        return super.getTooltipItems(drawn, metaData, tooltipModel);
    }

    asLine(dataset) {
        const figure = this.figureOf(dataset);
        if (!LINES[figure]) {
            return dataset;
        }
        return {
            ...dataset,
            ...LINES[figure],
            type: "line",
            // a stack of its own: lines are not added up
            stack: figure,
            order: -1,
            data: figure === "forecast" ? dataset.data.map((value) => value || null) : dataset.data,
            borderColor: dataset.backgroundColor,
            fill: false,
            tension: 0,
            pointRadius: 3,
        };
    }

    /** The figure a dataset shows: the last thing that rows are grouped by, by its label. */
    figureOf(dataset) {
        const { fields } = this.model.metaData;
        const entry = fields.figure.selection.find(
            ([, label]) => dataset.label === label || dataset.label?.endsWith(` / ${label}`)
        );
        return entry?.[0];
    }
}

registry.category("views").add("customer_cost_budget_course", { ...graphView, Renderer: CourseGraphRenderer });
