import { app, click, entry, journey, section, see } from "./journey";

journey(
    "customer_cost_manager_journey",
    8,
    () => [
        app("1 Expenses", "hr_expense.menu_hr_expense_root"),
        section("2 Reporting", "hr_expense.menu_hr_expense_reports"),
        entry("3 Customer Profitability", "customer_profitability_expense_menu"),
        see("Who loses, as a figure", ".o_customer_strip [data-figure=loss]:contains(1 lose)"),
        click("4 Who loses", ".o_customer_strip [data-figure=loss]"),
        see("He alone", ".o_list_view:not(:has(.o_data_row:contains(Own)))"),
        click("5 The customer", ".o_data_row .o_data_cell:contains(Other)"),
        see("Why, in words", ".o_statement_waterfall canvas[aria-label^='Other lost 10.00']"),
        see("What costs most", ".o_customer_statement .o_statement_activity:contains(Order handling):contains(250.00)"),
        // the order level stands open, which saves the click that leads back
        click("6 The volume", ".o_customer_statement .o_statement_activity:contains(Order handling) .o_statement_volume:contains(1)"),
        see("What was counted", ".o_breadcrumb .active:contains(Invoices · Other)"),
        see("The evidence: one invoice", ".o_list_view .o_data_row:contains(INV/):contains(300.00)"),
        click("7 Back to the statement", ".o_back_button"),
        click("8 Create Action", ".o_form_view button[name=action_create_actions]"),
    ],
    () => [
        see("Filled in: what ends the loss", ".o_field_widget[name=expected_saving] input:value(10.00)"),
        see("Filled in: why", ".o_field_widget[name=why]:contains(10.00)"),
        click("Save", ".o_form_button_save"),
        click("Agree", "button[name=action_agree]"),
        see("Agreed", ".o_statusbar_status .o_arrow_button_current:contains(Agreed)"),
    ]
);

journey("customer_cost_month_end_journey", 9, () => [
    app("1 Invoicing", "account.menu_finance"),
    section("2 Accounting", "account.menu_finance_entries"),
    entry("3 Customer Cost Runs", "customer_cost_run_menu"),
    click("4 The month", ".o_data_row .o_data_cell:contains(April 2026)"),
    click("5 Compute", ".o_form_statusbar button[name=action_compute]:contains(Compute):not(:contains(Again))"),
    see("Computed", ".o_arrow_button_current:contains(Computed)"),
    click("6 Reconciliation", ".oe_stat_button[name=action_open_reconciliation]"),
    see("It ties", ".o_reconciliation_badge:contains(0.00), .o_customer_reconciliation .text-success:contains(0.00)"),
    click("7 Back", ".o_back_button"),
    click("8 Publish", ".o_form_statusbar button[name=action_ask_publish]"),
    click("9 Confirm", ".modal button[name=action_publish]"),
    see("Published", ".o_arrow_button_current:contains(Published)"),
]);
