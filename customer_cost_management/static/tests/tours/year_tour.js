import { addTour } from "./add_tour";

addTour("customer_cost_year", {
    url: "/odoo/customer-profitability",
    steps: () => [
        {
            content: "Open the year of a customer",
            trigger: ".o_list_view .o_data_row .o_data_cell:contains(Own)",
            run: "click",
        },
        {
            content: "The statement ends with the contribution",
            trigger: ".o_customer_statement tr[data-key=cm3]:contains(690.00)",
        },
        {
            content: "An activity of a year opens what it cost in each month",
            trigger: ".o_customer_statement .o_statement_activity button:contains(Order handling)",
            run: "click",
        },
        {
            content: "One month",
            trigger: ".o_list_view .o_data_row .o_data_cell:contains(Own)",
        },
        {
            content: "Back to the year",
            trigger: ".breadcrumb-item.o_back_button, .o_back_button",
            run: "click",
        },
        {
            content: "The months it is the sum of",
            trigger: "button[name=action_open_months]",
            run: "click",
        },
        {
            content: "Open the month",
            trigger: ".o_list_view .o_data_row .o_data_cell:contains(Own)",
            run: "click",
        },
        {
            content: "The same contribution, of one month",
            trigger: ".o_form_view .o_customer_statement tr[data-key=cm3]:contains(690.00)",
        },
        {
            content: "Its activities open",
            trigger: ".o_customer_statement .o_statement_activity button:contains(Order handling)",
        },
    ],
});
