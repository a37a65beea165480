import { see } from "./journey";
import { card, decide, press, story, write } from "./story";

// the director: the card says that the customer loses money, so the dinner goes back once
story("dinner_director", () => [
    see("What Qiming earns", `${card("Qiming")} .o_approval_profit.text-danger:contains(-211,959.99)`),
    see("What is left of the budget", `${card("Qiming")}:contains(Budget left after):contains(A customers)`),
    see("How many they are", `${card("Qiming")}:contains(8 guests, 6 of us):contains(300.00 per head)`),
    ...decide("Qiming", "action_return", "Return", "Bring a repricing proposal"),
]);

// the representative: what was said stands there, and he asks again
story("dinner_representative", () => [
    see("What was said", ".alert:contains(Returned):contains(Bring a repricing proposal)"),
    write("A better purpose", "purpose", "Agree weekly orders"),
    press("Again", "button[name=action_submit]"),
    see("With the director", ".alert:contains(Waiting for Lin Yue)"),
]);

// the controller, afterwards: who agreed, what it cost, what came of it
story("dinner_controller", () => [
    see("Over, with its outcome", ".o_arrow_button_current:contains(Closed)"),
    see("Two claims, 4,400", ".oe_stat_button[name=action_open_expenses]:contains(4.4k):contains(Expenses: 2)"),
    press("Who agreed", ".o_notebook .nav-link[name=approvals]"),
    see("Asked back once", ".o_data_row:contains(Lin Yue):contains(Bring a repricing proposal.)"),
    see("Then agreed", ".o_data_row:contains(Lin Yue):contains(With the proposal, yes.)"),
    see("And the controller", ".o_data_row:contains(Shen Wei):contains(Report what they agreed to.)"),
    press("What came of it", ".o_notebook .nav-link[name=outcome]"),
    see("Four of five", ".o_field_widget[name=outcome_note]:contains(4 of 5)"),
    see("A little more than agreed", ".o_field_widget[name=overspend_reason]:contains(projector)"),
]);

// and in Qiming's statement of that month, once
story("dinner_statement", () => [
    see("4,400, and nothing else", ".o_customer_statement tr[data-key=relationship]:contains(-4,400.00)"),
    press("Where from", ".o_customer_statement tr[data-key=relationship] button"),
    see("The restaurant", ".o_list_view .o_data_row:contains(2,900.00)"),
    see("The room", ".o_list_view .o_data_row:contains(1,500.00)"),
    see("No third", ".o_list_view:not(:has(.o_data_row ~ .o_data_row ~ .o_data_row))"),
]);
