import { addTour } from "./add_tour";

addTour("customer_cost_setup", {
    url: "/odoo/customer-cost-setup?month=2026-03",
    steps: () => [
        {
            content: "The proposal stands",
            trigger: ".o_setup_pool[data-code=P-SALES] .o_setup_amount:contains(600.00)",
        },
        {
            content: "Another driver for the visits",
            trigger: ".o_setup_pool [data-activity=A-VISIT] .o_setup_change",
            run: "click",
        },
        {
            content: "Expenses tell who was visited",
            trigger: ".o_setup_pool [data-activity=A-VISIT] .o_setup_driver",
            run: "select D-EXPENSE",
        },
        {
            content: "It stands in the row",
            trigger: ".o_setup_pool [data-activity=A-VISIT]:contains((Expenses for the customer))",
        },
        {
            content: "Half of the cost",
            trigger: ".o_setup_pool [data-activity=A-VISIT] .o_setup_percent",
            run: "edit 50 && press Tab",
        },
        {
            content: "That would leave something over",
            trigger: ".o_setup_pool[data-code=P-SALES] .o_setup_sum:contains(95.0 %)",
        },
        {
            content: "More for winning customers",
            trigger: ".o_setup_pool [data-activity=A-WIN] .o_setup_change",
            run: "click",
        },
        {
            content: "Which takes the rest",
            trigger: ".o_setup_pool [data-activity=A-WIN] .o_setup_percent",
            run: "edit 30 && press Tab",
        },
        {
            content: "Now it is the whole",
            trigger: ".o_setup_pool[data-code=P-SALES]:not(:has(.o_setup_sum))",
        },
        {
            content: "The coverage moves with the switch",
            trigger: ".o_setup_pool[data-code=P-SALES] input",
            run: "click",
        },
        {
            content: "650 of 1,150 have no home",
            trigger: ".o_coverage_bar li:contains(unassigned):contains(56.5 %)",
        },
        {
            content: "On again",
            trigger: ".o_setup_pool[data-code=P-SALES] input",
            run: "click",
        },
        {
            content: "50 of 1,150",
            trigger: ".o_coverage_bar li:contains(unassigned):contains(4.3 %)",
        },
        {
            content: "Compute",
            trigger: ".o_setup_compute:contains(Compute 2 months)",
            run: "click",
        },
        {
            content: "The boxes fill",
            trigger: ".o_setup_month[data-state=computed]",
        },
        {
            content: "Open the overview",
            trigger: ".o_setup_overview",
            run: "click",
        },
        {
            content: "It ties",
            trigger: ".o_overview_difference[data-difference='0']",
        },
        {
            content: "An estimate that may be published",
            trigger: ".o_overview_publish:contains(Publish all (2))",
        },
        {
            content: "A sentence is a link",
            trigger: ".o_overview_sentence[data-key=customers]:contains(3 customers)",
            run: "click",
        },
        {
            content: "To the customers",
            trigger: ".o_list_view .o_group_name:contains(Customer 1)",
        },
    ],
});

addTour("customer_cost_setup_read", {
    url: "/odoo/customer-cost-setup?month=2026-03",
    steps: () => [
        {
            content: "The proposal, to be read",
            trigger: ".o_setup_pool[data-code=P-SALES] input:disabled",
        },
        {
            content: "Nothing to compute",
            trigger: ".o_customer_setup:not(:has(.o_setup_compute))",
        },
    ],
});

addTour("customer_cost_setup_refused", {
    url: "/odoo/customer-cost-setup",
    steps: () => [
        {
            content: "Whom to ask",
            trigger: ".o_customer_setup .alert-danger:contains(Cost Accountant)",
        },
    ],
});
