import { see } from "./journey";
import { card, press, story } from "./story";

// the director: they earn money and are about to leave, so it was his word alone
story("fast_lane_director", () => [
    see("Approved", ".alert-success:contains(Approved)"),
    see("Why", ".o_field_widget[name=justification]:contains(They leave if nothing happens)"),
    press("Who agreed", ".o_notebook .nav-link[name=approvals]"),
    see("He alone", ".o_field_widget[name=approval_ids] .o_data_row:contains(Lin Yue):contains(about to leave)"),
    see("Nobody else", ".o_field_widget[name=approval_ids]:not(:has(.o_data_row ~ .o_data_row))"),
]);

// the general manager: contingency for what is missing
story("fast_lane_manager", () => [
    see("What is asked for", `${card("B customers")}:contains(1,000.00)`),
    press("Release it", `${card("B customers")} .o_approval_approve`),
    see("Done", `.o_action_manager:not(:has(${card("B customers")}))`),
]);
