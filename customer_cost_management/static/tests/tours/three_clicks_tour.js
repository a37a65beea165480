import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

/** Milliseconds: months of a real company take longer than a step may wait. */
const PATIENCE = 120_000;
const EACH = 250;
const UNFINISHED = ".o_setup_month:not([data-state=computed])";

async function untilComputed() {
    for (let waited = 0; document.querySelector(UNFINISHED); waited += EACH) {
        if (waited > PATIENCE) {
            throw new Error("The months are not computed");
        }
        await new Promise((resolve) => setTimeout(resolve, EACH));
    }
}
/** To the menu, which is open before the clicks are counted. */
const OPEN_MENU = [
    stepUtils.showAppsMenuItem(),
    {
        content: "Invoicing",
        trigger: '.o_app[data-menu-xmlid="account.menu_finance"]',
        run: "click",
    },
    {
        content: "Its configuration",
        trigger: '.o_menu_sections [data-menu-xmlid="account.menu_finance_configuration"]',
        run: "click",
    },
];
const SETUP = {
    content: "Click 1: the assistant",
    trigger: '.o-dropdown--menu [data-menu-xmlid="customer_cost_management.customer_cost_setup_menu"]',
    run: "click",
};

registry.category("web_tour.tours").add("customer_cost_three_clicks", {
    url: "/odoo",
    steps: () => [
        ...OPEN_MENU,
        SETUP,
        {
            content: "Click 2: compute",
            trigger: ".o_setup_compute",
            run: "click",
        },
        {
            content: "A box for each month fills",
            trigger: ".o_setup_month",
            run: untilComputed,
        },
        {
            content: "Click 3: the curve",
            trigger: ".o_setup_whale",
            run: "click",
        },
        {
            content: "Who earns and who loses, in a sentence",
            trigger: ".o_whale_sentence:contains(customers)",
        },
        {
            content: "And as a picture",
            trigger: ".o_customer_whale_curve canvas",
        },
    ],
});

registry.category("web_tour.tours").add("customer_cost_setup_nothing", {
    url: "/odoo",
    steps: () => [
        ...OPEN_MENU,
        SETUP,
        {
            content: "What is missing, and where to go",
            trigger: ".o_customer_setup:contains(There are no posted customer invoices)",
        },
        {
            content: "There is nothing to compute",
            trigger: ".o_customer_setup:not(:has(.o_setup_compute:enabled))",
        },
    ],
});
