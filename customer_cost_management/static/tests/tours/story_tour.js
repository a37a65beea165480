import { addTour } from "./add_tour";

/** The dinner for Qiming, from the comment it was returned with to what came of it. */
addTour("customer_cost_story_dinner", {
    steps: () => [
        {
            trigger: ".o_arrow_button_current:contains(Closed)",
        },
        {
            content: "More was spent than agreed, within the tolerance",
            trigger: "button[name=action_open_expenses]:contains(Spent)",
        },
        {
            content: "Who sent it back, who agreed",
            trigger: ".nav-link[name=approvals]",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=approval_ids] .o_data_row:contains(Lin Yue):contains(Returned)",
        },
        {
            trigger: ".o_field_widget[name=approval_ids] .o_data_row:contains(Shen Wei):contains(Approved)",
        },
        {
            trigger: ".nav-link[name=outcome]",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=outcome_note]:contains(weekly orders)",
        },
        {
            content: "Both expenses are there",
            trigger: "button[name=action_open_expenses]",
            run: "click",
        },
        {
            trigger: ".o_data_row:contains(Hotel room)",
        },
    ],
});

/** One of three claims of an evening: the rule joins them, who decided said why. */
addTour("customer_cost_story_three_claims", {
    steps: () => [
        {
            trigger: ".o_arrow_button_current:contains(Refused)",
        },
        {
            content: "What the rule found: 480 + 490 + 470",
            trigger: ".o_spending_findings:contains(1,440)",
        },
    ],
});
