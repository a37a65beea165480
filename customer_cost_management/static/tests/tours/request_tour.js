import { addTour } from "./add_tour";

addTour("customer_cost_request_ask", {
    url: "/odoo/customer-cost-requests",
    steps: () => [
        {
            content: "The empty page says what to do; begin",
            trigger: ".o_view_nocontent_smiling_face:contains(Ask before you spend)",
        },
        {
            trigger: ".o_list_button_add, .o-kanban-button-new",
            run: "click",
        },
        {
            content: "The customer",
            trigger: ".o_field_widget[name=partner_id] input",
            run: "edit Lumber",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Lumber Inc)",
            run: "click",
        },
        {
            content: "What for, by one tap",
            trigger: ".o_field_widget[name=category_id] .o_selection_badge:contains(Meals)",
            run: "click",
        },
        {
            content: "How much",
            trigger: ".o_field_widget[name=amount] input",
            run: "edit 660 && press Tab",
        },
        {
            content: "What a rule finds stands there before anything is sent",
            trigger: ".o_spending_findings:contains(Say how many guests there are)",
        },
        {
            trigger: "button[name=action_submit]",
            run: "click",
        },
        {
            content: "Sent, and everybody sees to whom",
            trigger: ".alert:contains(Waiting for lead)",
        },
        {
            trigger: ".o_arrow_button_current:contains(Submitted)",
        },
    ],
});

addTour("customer_cost_request_approve", {
    url: "/odoo/customer-cost-approvals",
    steps: () => [
        {
            content: "The card says what to know",
            trigger: ".o_approval_inbox .o_approval_card:contains(Lumber Inc)",
        },
        {
            content: "No profit for who may not read it",
            trigger: ".o_approval_inbox .o_approval_no_profit",
        },
        {
            content: "One tap",
            trigger: ".o_approval_inbox .o_approval_approve",
            run: "click",
        },
        {
            trigger: ".o_view_nocontent_smiling_face:contains(Nothing waits for you)",
        },
    ],
});

addTour("customer_cost_request_return", {
    url: "/odoo/customer-cost-approvals",
    steps: () => [
        {
            trigger: ".o_approval_inbox footer a[name=action_return]",
            run: "click",
        },
        {
            content: "Sending back always says why",
            trigger: ".modal .o_field_widget[name=reason] textarea",
            run: "edit Bring the repricing proposal",
        },
        {
            trigger: ".modal footer button:contains(Return)",
            run: "click",
        },
        {
            trigger: ".o_view_nocontent_smiling_face:contains(Nothing waits for you)",
        },
    ],
});
