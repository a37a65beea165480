import { addTour } from "./add_tour";

addTour("customer_cost_request_several", {
    url: "/odoo/customer-cost-approvals?view_type=list",
    steps: () => [
        {
            content: "Whose decisions he takes today",
            trigger: ".o_customer_strip_note:contains(You decide for director)",
        },
        { trigger: "thead .o_list_record_selector input", run: "click" },
        { trigger: ".o_control_panel button[name=action_approve]", run: "click" },
        { trigger: ".modal:contains(2 of 3 will be approved.):contains(they need a reason: 1)" },
        { trigger: ".modal button[name=action_approve]", run: "click" },
        { trigger: ".o_approval_toast:contains(Approved: 2.)" },
        {
            content: "The one that needs a reason stays",
            trigger: ".o_list_table:not(:has(.o_data_row ~ .o_data_row)) .o_data_row:contains(Justify)",
        },
        {
            content: "A figure filters",
            trigger: ".o_customer_strip [data-figure=over_budget]",
            run: "click",
        },
        { trigger: ".o_searchview_facet:contains(Over budget)" },
        { trigger: ".o_searchview_facet:contains(Waits for me)" },
    ],
});

addTour("customer_cost_substitute", {
    url: "/odoo",
    steps: () => [
        { trigger: ".o_user_menu button", run: "click" },
        { trigger: ".o-dropdown--menu [data-menu=preferences]", run: "click" },
        { trigger: "button[name=action_customer_cost_substitutes]", run: "click" },
        { trigger: ".modal .o_field_widget[name=substitute_id] input", run: "edit colleague" },
        { trigger: ".o-autocomplete--dropdown-item:contains(colleague)", run: "click" },
        { trigger: ".modal .o_field_widget[name=date_to] input", run: "edit 12/31/2098 && press Tab" },
        { trigger: ".modal footer button:contains(Save)", run: "click" },
        { trigger: "body:not(:has(.modal .o_field_widget[name=substitute_id]))" },
    ],
});
