import { addTour } from "./add_tour";
import { app, click, openApps, section, see } from "./journey";

const REPORTING = "account.menu_finance_reports";
const report = (name, menu) => [
    section("Reporting", REPORTING),
    click(name, `.o-dropdown--menu [data-menu-xmlid="customer_cost_management.${menu}"]`),
    see(`${name} is open`, `.o_last_breadcrumb_item:contains(${name})`),
];
const find = (name) => [
    { content: `Find ${name}`, trigger: ".o_searchview_input", run: `edit ${name}` },
    see("Where to look", `.o_searchview_autocomplete:contains(${name})`),
    { content: "By customer", trigger: ".o_searchview_input", run: "press Enter" },
    see("Found", `.o_searchview_facet:contains(${name})`),
];
const row = (name) => click(name, `.o_list_view .o_data_row .o_data_cell:contains(${name})`);
const page = (name) => click(name, `.o_form_view .o_notebook .nav-link[name=${name}]`);
const line = (key, amount) => see(`${key} is ${amount}`, `.o_customer_statement tr[data-key=${key}]:contains(${amount})`);

const whale = () => [
    ...report("Whale Curve", "customer_whale_curve_menu"),
    see("32 of 60 earn 171 %", ".o_whale_sentence:contains(best 32 of 60 customers earn 171.2 %)"),
    see("The others eat it", ".o_whale_sentence:contains(28 lose)"),
];

const qiming = () => [
    click("Who loses", ".o_whale_chip_loss"),
    row("Qiming"),
    line("net_revenue", "3,300,000.00"),
    line("cm1", "462,000.00"),
    line("cm3", "-211,959.99"),
];

/** From freight to the bill of the carrier. */
const freight = () => [
    click("Freight", ".o_customer_statement .o_statement_activity button:contains(Ship by carrier)"),
    click("A month", ".o_list_view .o_data_row .o_data_cell:contains(Qiming)"),
    click("What it is made of", ".o_form_view button[name=action_open_sources]"),
    see("The pool", ".o_trace_part header:contains(Outbound freight)"),
    click("The largest entry", ".o_trace_part tbody tr:first button"),
    click("Its journal item", ".o_form_view button[name=action_open_journal_item]"),
    see("The bill of the carrier", ".o_list_view .o_data_row:contains(Suda Express)"),
];

const group = () => [
    ...report("Customer Profitability", "customer_profitability_menu"),
    ...find("Hengtai"),
    see("Two of five lose: Chongqing", ".o_data_row.text-danger:contains(Chongqing):contains(170,662.24)"),
    see("The holding, which is only visited", ".o_data_row.text-danger:contains(Holding):contains(18,517.84)"),
    see("No third", ".o_list_view:not(:has(.o_data_row.text-danger:contains(Suzhou)))"),
    see("The group earns all the same", ".o_list_footer:contains(367,123.99)"),
    click("All again", ".o_facet_remove"),
];

const yunfan = () => [
    ...find("Yunfan"),
    row("Yunfan"),
    line("cm3", "81,081.60"),
    page("risk"),
    see("Why he may be lost", ".o_customer_value_lines:contains(Revenue falls)"),
];

const unused = () => [
    ...report("Customer Profitability", "customer_profitability_menu"),
    click("Difference to the books", ".o_customer_strip [data-figure=difference]"),
    see("Nobody used a million", ".o_reconciliation_tree tr[data-key=unused_capacity]:contains(1,048,522.70)"),
    see("It ties", ".o_reconciliation_badge:contains(0.00)"),
];

const vela = () => [
    ...report("Customer Profitability", "customer_profitability_menu"),
    ...find("Vela"),
    row("Vela"),
    line("cm3", "-105,974.76"),
    page("value"),
    see("What winning him cost", ".o_customer_value_facts tr:contains(Cost to win him):contains(37,286.73)"),
    // half a year of pursuit before, so a year and a half in all: 79,287 ÷ 41,192 in six months
    see("Which is no lost cause", ".o_customer_value_facts tr:contains(Expected after 12 months):contains(79,287)"),
];

/** What the first visitor of the demo company should discover. */
addTour("customer_cost_walk_through", {
    url: "/odoo",
    steps: () =>
        [
            openApps(),
            app("Invoicing", "account.menu_finance"),
            ...whale(),
            ...qiming(),
            ...freight(),
            ...group(),
            ...yunfan(),
            ...unused(),
            ...vela(),
        ].map(({ isCounted, ...step }) => step),
});
