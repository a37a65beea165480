import { see } from "./journey";
import { press, story } from "./story";

// the controller: paid abroad, asked for afterwards, booked at another rate
story("abroad_controller", () => [
    see("Why only now", ".o_field_widget[name=after_reason]:contains(The test ended late)"),
    see("Who agreed by telephone", ".o_field_widget[name=agreed_by_id]:contains(Lin Yue)"),
    see("At the rate of that day", ".o_field_widget[name=cost]:contains(2,219.00)"),
    see("At the rate it was booked", ".oe_stat_button[name=action_open_expenses]:contains(2.2k)"),
]);

// who asks afterwards, and how often
story("abroad_register", () => [
    press("Every month", ".o_searchview .o_facet_remove"),
    press("Filters", ".o_searchview_dropdown_toggler"),
    press("After the fact", ".o_filter_menu .o_menu_item:contains(After the Fact)"),
    press("By whom", ".o_group_by_menu .o_menu_item:contains(Who)"),
    see("Twice this quarter", ".o_group_header:contains(Sun Qian):contains(2)"),
]);

// the year end: three wait for their fapiao
story("abroad_year_end", () => [
    see("Closed", ".o_arrow_button_current:contains(Closed)"),
    see("The three", ".o-mail-Message:contains(To be accrued):contains(Xinyue):contains(Qinghe):contains(Yuhua)"),
]);
