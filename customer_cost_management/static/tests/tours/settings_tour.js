import { addTour } from "./add_tour";

addTour("customer_cost_settings", {
    url: "/odoo/settings#account",
    steps: () => [
        {
            content: "Open the settings of Invoicing",
            trigger: ".settings_tab a[data-key='account'], .settings_tab .tab[data-key='account']",
            run: "click",
        },
        {
            content: "Widen the near-zero band",
            trigger: ".o_near_zero_band input",
            run: "edit 2 && press Tab",
        },
        {
            content: "The sentence follows",
            trigger: ".o_near_zero_band_sentence:contains(from -2k to 2k)",
        },
        {
            content: "Save",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "Wait until it is saved",
            trigger: ".o_form_saved, .o_form_status_indicator_buttons.invisible",
        },
    ],
});
