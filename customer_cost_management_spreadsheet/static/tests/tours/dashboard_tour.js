import { addTour } from "@customer_cost_management/../tests/tours/add_tour";

/** What the cells of the open dashboard say, all of which must have been computed. */
function cellsOf(sheetName) {
    const loader = odoo.__WOWL_DEBUG__.root.env.services.spreadsheet_dashboard_loader;
    const { model } = loader.getActiveDashboard();
    const sheetId = model.getters.getSheetIdByName(sheetName);
    const cells = {};
    for (const [col, letter] of [..."ABCDEFG"].entries()) {
        for (let row = 0; row < model.getters.getNumberRows(sheetId); row++) {
            if (col < model.getters.getNumberCols(sheetId)) {
                const cell = model.getters.getEvaluatedCell({ sheetId, col, row });
                cells[`${letter}${row + 1}`] = cell;
            }
        }
    }
    return cells;
}

async function until(condition, what) {
    for (let tries = 0; tries < 100; tries++) {
        if (condition()) {
            return;
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(what);
}

function noErrors(cells) {
    const wrong = Object.entries(cells).filter(([, cell]) => cell.type === "error");
    if (wrong.length) {
        throw new Error(wrong.map(([place, cell]) => `${place}: ${cell.message}`).join("; "));
    }
}

/** The chart of cost to serve by activity, once it is drawn. */
function activityChart() {
    const canvases = [...document.querySelectorAll(".o-figure canvas")];
    const charts = canvases.map((canvas) => window.Chart.getChart(canvas)).filter(Boolean);
    return charts.find((chart) => chart.data.labels.includes("Work 19"));
}

addTour("customer_cost_dashboard", {
    steps: () => [
        {
            content: "The scorecards and charts stand there",
            trigger: ".o-spreadsheet .o-figure",
        },
        {
            content: "The best customer is the manager's own, the next his team's, and no other",
            trigger: ".o-spreadsheet",
            async run() {
                await until(
                    () => cellsOf("Dashboard").A37.value === "Own",
                    "The list of customers stays empty."
                );
                const cells = cellsOf("Dashboard");
                noErrors(cells);
                noErrors(cellsOf("Data"));
                const names = [cells.A37, cells.A38, cells.A39].map((cell) => cell.value);
                if (names.join() !== "Own,Team,") {
                    throw new Error(`Customers: ${names.join()}`);
                }
                if (cells.C37.value !== 690 || cells.C38.value !== 500) {
                    throw new Error(`Contributions: ${cells.C37.value}, ${cells.C38.value}`);
                }
            },
        },
        {
            content: "A change since a period without figures is a dash",
            trigger: ".o-spreadsheet",
            run() {
                const loader = odoo.__WOWL_DEBUG__.root.env.services.spreadsheet_dashboard_loader;
                const { getters } = loader.getActiveDashboard().model;
                const { C2: before, E2: compared } = cellsOf("Data");
                const { baselineDisplay } = getters.getChartRuntime("net-revenue");
                const none = !(before.type === "number" && before.value > 0);
                if (none !== (compared.value === "–") || none !== (baselineDisplay === "–")) {
                    throw new Error(`${before.value} before is shown as ${baselineDisplay}`);
                }
            },
        },
        {
            content: "Each of the 19 activities has its name, none is left out",
            trigger: ".o-spreadsheet .o-figure canvas",
            async run() {
                await until(activityChart, "There is no chart of activities.");
                const { data, scales } = activityChart();
                if (data.labels.length < 19 || scales.y.ticks.length !== data.labels.length) {
                    throw new Error(`${scales.y.ticks.length} names of ${data.labels.length}`);
                }
            },
        },
    ],
});

addTour("customer_cost_dashboard_empty", {
    steps: () => [
        {
            content: "One sentence, and where to begin",
            trigger: ".o-spreadsheet",
            async run() {
                await until(
                    () => cellsOf("Dashboard").A2.value === "No figures are published yet.",
                    "There is no sentence."
                );
                const { A4 } = cellsOf("Dashboard");
                if (A4.value !== "Open the Setup Assistant" || !A4.link) {
                    throw new Error("There is no link to the setup assistant.");
                }
            },
        },
    ],
});
