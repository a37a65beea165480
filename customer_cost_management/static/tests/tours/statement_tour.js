import { addTour } from "./add_tour";

addTour("customer_cost_side_by_side", {
    url: "/odoo/customer-profitability",
    steps: () => [
        {
            content: "Choose all customers",
            trigger: ".o_list_view thead .o_list_record_selector input",
            run: "click",
        },
        {
            content: "Put them side by side",
            trigger: ".o_control_panel button[name=action_compare]",
            run: "click",
        },
        {
            content: "One column each",
            trigger: ".o_side_by_side thead button:contains(Team)",
        },
        {
            content: "The contribution of the first",
            trigger: ".o_side_by_side tr[data-key=cm3] td:contains(690.00)",
        },
        {
            content: "Open a statement",
            trigger: ".o_side_by_side thead button:contains(Own)",
            run: "click",
        },
        {
            content: "Compare with another customer",
            trigger: ".o_statement_choice select",
            run: "select customer",
        },
        {
            content: "Find him",
            trigger: ".o_statement_customer",
            run: "edit tea",
        },
        {
            content: "Choose him",
            trigger: ".o_customer_found button:contains(Team)",
            run: "click",
        },
        {
            content: "He earns 190 less",
            trigger: ".o_customer_statement tr[data-key=cm3] .o_statement_delta:contains(190.00)",
        },
        {
            content: "The whole life",
            trigger: ".o_notebook .nav-link[name=whole_life]",
            run: "click",
        },
        {
            content: "One period so far",
            trigger: ".o_whole_life_total td:contains(690.00)",
        },
    ],
});
