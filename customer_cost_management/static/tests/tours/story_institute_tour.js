import { see } from "./journey";
import { card, decide, press, story } from "./story";

// the compliance officer: no meals with officials while a tender is open
story("institute_compliance", () => [
    see("What the rules find", `${card("Metrology")}:contains(A tender with this customer is open)`),
    see("By their version", `${card("Metrology")}:contains(Public officials and tenders v1)`),
    ...decide("Metrology", "action_refuse", "Refuse", "Show the laboratory instead"),
]);

// the register keeps both, the meal and the visit
story("institute_register", () => [
    press("Every month", ".o_searchview .o_facet_remove"),
    see("The meal was refused", ".o_data_row:contains(Zhou Lei):contains(Public officials take part):contains(Refused)"),
    see("The visit was allowed", ".o_data_row:contains(Zhou Lei):contains(A tender):contains(Allowed)"),
    see("Moon cakes, too", ".o_data_row:contains(Jiang Hua):contains(Gifts to public officials):contains(Refused)"),
]);
