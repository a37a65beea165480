import { see } from "./journey";
import { card, decide, press, story } from "./story";

// the director: the second claim of one evening is seen together with the first
story("three_claims_director", () => [
    see("Two that belong together", `${card("490.00")}:contains(970.00)`),
    see("Numbers in a row", `${card("490.00")}:contains(follows directly on others of the same seller)`),
    ...decide("490.00", "action_refuse", "Refuse", "One dinner is one claim"),
]);

// a colleague: the same fapiao, from another account
story("three_claims_colleague", () => [
    see("Before she sends it", ".alert-danger:contains(already used by a colleague)"),
    press("Submit", "button[name=action_submit]"),
    see("No", ".modal:contains(already used by a colleague)"),
    press("Close", ".modal footer button"),
    see("Still a draft", ".o_arrow_button_current:contains(Draft)"),
]);
