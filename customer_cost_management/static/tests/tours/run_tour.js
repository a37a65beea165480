import { addTour } from "./add_tour";

addTour("customer_cost_close_run", {
    url: "/odoo/customer-cost-runs",
    steps: () => [
        {
            content: "Open the published month",
            trigger: ".o_list_view .o_data_row .o_data_cell:contains(March 2026)",
            run: "click",
        },
        {
            content: "Close it: the month is open, so it asks",
            trigger: ".o_form_view button[name=action_ask_close]",
            run: "click",
        },
        {
            content: "The dialog says that the month is not locked",
            trigger: ".modal .alert-warning:contains(The month is not locked)",
        },
        {
            content: "Say why",
            trigger: ".modal div[name=reason] input",
            run: "edit The books move to another system",
        },
        {
            content: "Close the period",
            trigger: ".modal footer button[name=action_close]",
            run: "click",
        },
        {
            content: "The run is closed and shows the reason",
            trigger: ".o_form_view div[name=close_reason]:contains(The books move to another system)",
        },
        {
            content: "Nothing is left to close or to check for changes",
            trigger:
                ".o_form_view:not(:has(button[name=action_ask_close])):not(:has(button[name=action_check_changes]))",
        },
    ],
});
