import { addTour } from "./add_tour";

addTour("customer_cost_results", {
    url: "/odoo/customer-profitability-months",
    steps: () => [
        {
            content: "Open the statement of a customer",
            trigger: ".o_list_view .o_data_row .o_data_cell:contains(Own)",
            run: "click",
        },
        {
            content: "The statement ends with the contribution",
            trigger: ".o_customer_statement tr[data-key=cm3]:contains(690.00)",
        },
        {
            content: "Nothing to compare with yet: it says so",
            trigger: ".o_statement_sentence:contains(no published figures of February 2026)",
        },
        {
            content: "The waterfall is drawn",
            trigger: ".o_statement_waterfall canvas[aria-label^='Own earned 690.00']",
        },
        {
            content: "Open what an activity cost him",
            trigger: ".o_customer_statement .o_statement_activity button:contains(Order handling)",
            run: "click",
        },
        {
            content: "Where does the rate come from?",
            trigger: "button[name=action_open_node]",
            run: "click",
        },
        {
            content: "Which pools gave to it?",
            trigger: ".o_form_view:contains(Order handling) button[name=action_open_givers]",
            run: "click",
        },
        {
            content: "Open the pool",
            trigger: ".o_list_view .o_data_cell:contains(Sales team)",
            run: "click",
        },
        {
            content: "Its entries",
            trigger: "button[name=action_open_captured]",
            run: "click",
        },
        {
            content: "They are grouped by account",
            trigger: ".o_group_header:contains(Wages)",
            run: "click",
        },
        {
            content: "Open the entry",
            trigger: ".o_data_row .o_data_cell[name=destination]",
            run: "click",
        },
        {
            content: "The journal item",
            trigger: "button[name=action_open_journal_item]",
            run: "click",
        },
        {
            content: "It is there",
            trigger: ".o_list_view .o_data_cell:contains(Wages)",
        },
    ],
});

addTour("customer_cost_reconciliation", {
    url: "/odoo/customer-cost-runs",
    steps: () => [
        {
            content: "Open the run",
            trigger: ".o_list_view .o_data_cell:contains(March 2026)",
            run: "click",
        },
        {
            content: "Reconcile it",
            trigger: ".o_form_view button[name=action_open_reconciliation]",
            run: "click",
        },
        {
            content: "It ties",
            trigger: ".o_reconciliation_badge.text-bg-success",
        },
        {
            content: "Open what is unassigned",
            trigger: ".o_reconciliation_tree tr[data-key=unassigned] .o_reconciliation_amount:contains(40.00)",
            run: "click",
        },
        {
            content: "The account whose cost no rule caught",
            trigger: ".o_list_view .o_group_header:contains(Sundry)",
        },
        {
            content: "Back",
            trigger: ".o_back_button",
            run: "click",
        },
        {
            content: "The same run again",
            trigger: ".o_reconciliation_tree tr[data-key=ledger]:contains(1,110.00)",
        },
    ],
});
