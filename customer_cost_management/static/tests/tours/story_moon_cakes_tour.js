import { see } from "./journey";
import { press, story } from "./story";

// the cost accountant: 111 of 120 boxes are given out, and a public body gets none
story("moon_cakes_register", () => [
    see("9 boxes on the shelf", ".o_data_row:contains(Moon cakes):contains(120):contains(111):contains(2,700.00)"),
    press("The moon cakes", ".o_data_row .o_data_cell:contains(Moon cakes)"),
    see("So many", ".oe_stat_button[name=action_open_issues]:contains(111):contains(120)"),
    see("What they cost", ".o_field_widget[name=unit_cost]:contains(300.00)"),
    see("No customer bears these", ".o_field_widget[name=undistributed]:contains(2,700.00)"),
    see("Three were blocked", ".o_data_row.text-danger:contains(Metrology):contains(Refused):contains(not allowed)"),
    see("A draft is there again", ".o_data_row:contains(Metrology):contains(Draft)"),
    press("Try it once more", "button[name=action_issue]"),
    see("It says why not", ".o_notification:contains(0 pieces issued):contains(Metrology):contains(not allowed)"),
    see("Nothing left the shelf", ".oe_stat_button[name=action_open_issues]:contains(111):contains(120)"),
]);

// the controller: what is left is told in the reconciliation
story("moon_cakes_reconciliation", () => [
    press("Reconciliation", ".oe_stat_button[name=action_open_reconciliation]"),
    see("9 boxes", ".o_reconciliation_tree tr[data-key=undistributed_gifts]:contains(2,700.00)"),
    see("It ties", ".o_reconciliation_badge:contains(0.00)"),
]);
