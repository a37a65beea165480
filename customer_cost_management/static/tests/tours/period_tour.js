import { addTour } from "./add_tour";

const choose = (what, kind) => [
    { content: `Open the picker for ${what}`, trigger: ".o_customer_period_label", run: "click" },
    { content: `Choose ${what}`, trigger: `.o_customer_period_menu [data-${kind}]`, run: "click" },
];

addTour("customer_cost_period", {
    url: "/odoo/customer-profitability",
    steps: () => [
        {
            content: "The last twelve months are shown",
            trigger: ".o_customer_period_label:contains(Last 12 months)",
        },
        {
            content: "A manager reads what his customers bring, not what the books say",
            trigger: ".o_customer_strip:not(:has([data-figure=difference])) [data-figure=cm3]:contains(1,190.00)",
        },
        ...choose("the month", "kind=month"),
        {
            content: "The month is shown",
            trigger: ".o_customer_period_label:contains(March 2026)",
        },
        {
            content: "No month before is published",
            trigger: ".o_customer_period_previous:disabled",
        },
        ...choose("months as rows", "grain=month"),
        {
            content: "The month of the row",
            trigger: ".o_data_row .o_data_cell[name=date]:contains(Mar 2026)",
        },
        {
            content: "The pivot shows the same period",
            trigger: ".o_switch_view.o_pivot",
            run: "click",
        },
        {
            content: "Its months are columns",
            trigger: ".o_pivot_view .o_pivot_header_cell_closed:contains(March 2026), .o_pivot_view th:contains(March 2026)",
        },
        {
            content: "The period is still chosen",
            trigger: ".o_pivot_view .o_customer_period_label:contains(March 2026)",
        },
        {
            content: "And the graph",
            trigger: ".o_switch_view.o_graph",
            run: "click",
        },
        {
            content: "Its canvas",
            trigger: ".o_graph_view:has(.o_customer_period_label:contains(March 2026)) canvas",
        },
        {
            content: "Back to the list",
            trigger: ".o_switch_view.o_list",
            run: "click",
        },
        {
            content: "A row leads to its statement",
            trigger: ".o_list_view .o_data_row .o_data_cell:contains(Own)",
            run: "click",
        },
        {
            content: "The statement of the month",
            trigger: ".o_customer_statement tr[data-key=cm3]:contains(690.00)",
        },
    ],
});

addTour("customer_cost_period_shared", {
    steps: () => [
        {
            content: "The month of the address",
            trigger: ".o_customer_period_label:contains(February 2026)",
        },
        {
            content: "Nothing is published in it",
            trigger: ".o_view_nocontent:contains(Nothing is published in this period. Choose another one at the top.)",
        },
        {
            content: "The month after it",
            trigger: ".o_customer_period_next",
            run: "click",
        },
        {
            content: "Its customers",
            trigger: ".o_data_row .o_data_cell:contains(Other)",
        },
        {
            content: "An auditor reads whether it ties",
            trigger: "[data-figure=difference]:contains(0.00)",
            run: "click",
        },
        {
            content: "The proof",
            trigger: ".o_reconciliation_badge.text-bg-success",
        },
    ],
});

const statementOfQuarter = () => [
    {
        content: "The quarter as a statement",
        trigger: ".o_form_view .o_field_widget[name=period_label]:contains(Jan 2026 – Mar 2026)",
    },
    {
        content: "Summed up from its months",
        trigger: ".o_customer_statement tr[data-key=cm3]:contains(690.00)",
    },
    {
        content: "Compared with the quarter before, of which nothing is published",
        trigger: ".o_statement_sentence:contains(no published figures of Oct 2025 – Dec 2025)",
    },
];

addTour("customer_cost_period_statement", {
    steps: () => [
        {
            content: "The quarter is shown",
            trigger: ".o_customer_period_label:contains(Q1 2026)",
        },
        {
            content: "A row leads to its statement",
            trigger: ".o_list_view .o_data_row .o_data_cell:contains(Own)",
            run: "click",
        },
        ...statementOfQuarter(),
        {
            content: "Read it again from its address",
            trigger: ".o_form_view",
            run: () => window.location.reload(),
            expectUnloadPage: true,
        },
        ...statementOfQuarter(),
        {
            content: "His whole life",
            trigger: ".o_notebook .nav-link[name=whole_life]",
            run: "click",
        },
        {
            content: "Since his first statement",
            trigger: ".o_whole_life:contains(Since March 2026)",
        },
    ],
});

addTour("customer_cost_period_empty", {
    steps: () => [
        {
            content: "A manager cannot set up: he reads who publishes",
            trigger: ".o_view_nocontent[data-reason=nothing_published]:contains(Your controller publishes them each month)",
        },
        {
            content: "And is offered no button that is not for him",
            trigger: ".o_view_nocontent:not(:has(button)):not(:has(a))",
        },
    ],
});

addTour("customer_cost_to_serve", {
    steps: () => [
        {
            content: "The last published month comes first",
            trigger: ".o_pivot_view .o_customer_period_label:contains(March 2026)",
        },
        {
            content: "Customers are below their activity",
            trigger: ".o_pivot_view th:contains(Team)",
        },
        {
            content: "What it cost them",
            trigger: ".o_pivot_view .o_pivot_cell_value:contains(750.00)",
            run: "click",
        },
        {
            content: "The rows of the same period",
            trigger: ".o_list_view .o_customer_period_label:contains(March 2026)",
        },
        {
            content: "Of his customers",
            trigger: ".o_data_row .o_data_cell:contains(Own)",
        },
    ],
});
