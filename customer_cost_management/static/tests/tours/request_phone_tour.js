import { addTour } from "./add_tour";

/** Steps of a journey that may take so many taps and no more; typing is not counted. */
function taps(allowed, steps) {
    const counted = steps.filter((step) => step.run === "click").length;
    if (counted !== allowed) {
        throw new Error(`The journey takes ${counted} taps, ${allowed} are allowed`);
    }
    return steps;
}

/** To the list of all apps, which a phone shows first. */
const OPEN_APPS = [
    { trigger: ".o_main_navbar .o_menu_toggle", run: "click" },
    { trigger: ".o_app_menu_sidebar .o_sidebar_topbar a.btn-primary", run: "click" },
];
const MEALS = ".o_field_widget[name=category_id] .o_selection_badge:contains(Meals)";
const SUBMIT = ".o_form_statusbar button[name=action_submit]";
const AMOUNT = [
    {
        content: "A keypad of digits",
        trigger: ".o_field_widget[name=amount] input[inputmode=decimal]",
        run: "edit 660 && press Tab",
    },
    {
        content: "What a rule finds stands there before anything is sent",
        trigger: ".o_spending_findings:contains(Say how many guests there are)",
    },
];
const SENT = {
    content: "Sent, and it says to whom",
    trigger: ".o_notification:contains(Sent to lead)",
};

addTour("customer_cost_request_phone", {
    url: "/odoo",
    steps: () => [
        ...OPEN_APPS,
        ...taps(7, [
            { trigger: ".o_app_menu_sidebar [data-menu-xmlid='hr_expense.menu_hr_expense_root']", run: "click" },
            { trigger: ".o_main_navbar .o_menu_toggle", run: "click" },
            {
                trigger: ".o_app_menu_sidebar [data-menu-xmlid='customer_cost_management.customer_cost_request_menu']",
                run: "click",
            },
            {
                content: "What there is to do, in one line",
                trigger: ".o_customer_strip [data-figure=draft]:contains(1)",
            },
            { trigger: ".o-kanban-button-new", run: "click" },
            { trigger: ".o_recent_customer:contains(Lumber Inc)", run: "click" },
            { trigger: MEALS, run: "click" },
            ...AMOUNT,
            { trigger: SUBMIT, run: "click" },
        ]),
        SENT,
        {
            content: "What happened, and whom it waits for",
            trigger: ".o_request_timeline [data-kind=waiting]:contains(Waiting for lead)",
        },
    ],
});

addTour("customer_cost_request_phone_customer", {
    steps: () => [
        ...taps(4, [
            { trigger: ".o_cp_action_menus .dropdown-toggle", run: "click" },
            { trigger: ".o-dropdown--menu .o-dropdown-item:contains(Request Spending)", run: "click" },
            {
                content: "The customer is there already",
                trigger: ".o_field_widget[name=partner_id] input:value(Lumber Inc)",
            },
            { trigger: MEALS, run: "click" },
            ...AMOUNT,
            { trigger: SUBMIT, run: "click" },
        ]),
        SENT,
    ],
});

addTour("customer_cost_request_phone_approve", {
    steps: () => [
        {
            content: "Tap 1 was the notification: the card says what to know",
            trigger: ".o_approval_card:contains(Lumber Inc)",
        },
        ...taps(1, [{ trigger: ".o_form_statusbar button[name=action_approval_approve]", run: "click" }]),
        {
            content: "For ten seconds it can be undone",
            trigger: ".o_approval_toast:contains(Approved.) button:contains(Undo)",
        },
        { trigger: ".o_arrow_button_current:contains(Approved), .o_form_statusbar:contains(Approved)" },
    ],
});

addTour("customer_cost_request_phone_reason", {
    url: "/odoo/customer-cost-approvals",
    steps: () => [
        ...taps(3, [
            { trigger: ".o_approval_inbox .o_approval_approve", run: "click" },
            {
                content: "What has to be answered",
                trigger: ".modal .o_spending_findings:contains(above)",
            },
            { trigger: ".modal .o_reason_chip:contains(The renewal depends on it)", run: "click" },
            {
                trigger: ".modal .o_field_widget[name=reason] textarea:value(The renewal depends on it)",
            },
            { trigger: ".modal button[name=action_decide]:contains(Approve with reason)", run: "click" },
        ]),
        { trigger: ".o_view_nocontent_smiling_face:contains(Nothing waits for you)" },
    ],
});

addTour("customer_cost_request_undo", {
    url: "/odoo/customer-cost-approvals",
    steps: () => [
        { trigger: ".o_customer_strip [data-figure=count]:contains(1)" },
        { trigger: ".o_approval_inbox .o_approval_approve", run: "click" },
        { trigger: ".o_view_nocontent_smiling_face:contains(Nothing waits for you)" },
        { trigger: ".o_approval_toast button:contains(Undo)", run: "click" },
        {
            content: "It waits again",
            trigger: ".o_approval_inbox .o_approval_card:contains(Lumber Inc)",
        },
    ],
});
