import { addTour } from "./add_tour";

addTour("customer_cost_simulation", {
    url: "/odoo/customer-profitability-months",
    steps: () => [
        {
            content: "Open the statement of a customer",
            trigger: ".o_list_view .o_data_row .o_data_cell:contains(Own)",
            run: "click",
        },
        {
            content: "Simulate",
            trigger: ".o_form_view button[name=action_simulate]",
            run: "click",
        },
        {
            content: "Nothing changed yet",
            trigger: ".o_simulation_table tr[data-key=cm3] td:nth-of-type(2):contains(690.00)",
        },
        {
            content: "A higher price",
            trigger: ".o_simulation_control[data-key=price---] .o_simulation_number",
            run: "edit 3 && press Tab",
        },
        {
            content: "3 % of 1,000 more",
            trigger: ".o_simulation_table tr[data-key=cm3] td:nth-of-type(2):contains(720.00)",
        },
        {
            content: "It is a chip",
            trigger: ".o_simulation_chip:contains(Price +3 % (Own))",
        },
        {
            content: "Name it",
            trigger: ".o_simulation_name",
            run: "edit Three percent more",
        },
        {
            content: "Keep it",
            trigger: ".o_simulation_keep",
            run: "click",
        },
        {
            content: "Kept",
            trigger: ".o_simulation_keep:contains(Kept)",
        },
        {
            content: "All customers",
            trigger: ".o_simulation_customers",
            run: "click",
        },
        {
            content: "Actual beside simulated",
            trigger: ".o_list_view .o_data_row:contains(Own) .o_data_cell[name=cm3_change]:contains(30.00)",
        },
        {
            content: "Back to the same simulation",
            trigger: ".o_back_button",
            run: "click",
        },
        {
            content: "The list of kept ones",
            trigger: ".o_customer_simulation header button:contains(Kept simulations)",
            run: "click",
        },
        {
            content: "There it is; open it",
            trigger: ".o_list_view .o_data_cell:contains(Three percent more)",
            run: "click",
        },
        {
            content: "The same figures",
            trigger: ".o_simulation_table tr[data-key=cm3] td:nth-of-type(2):contains(720.00)",
        },
    ],
});

addTour("customer_cost_simulation_auditor", {
    url: "/odoo/customer-cost-simulation",
    steps: () => [
        {
            content: "Nothing to show, so the list of simulations",
            trigger: ".o_breadcrumb:contains(Simulations)",
        },
        {
            content: "It says what they are for, and no failure",
            trigger: "body:not(:has(.alert-danger)) .o_view_nocontent:contains(Try a price)",
        },
    ],
});
