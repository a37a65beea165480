import { stepUtils } from "@web_tour/tour_utils";
import { addTour } from "./add_tour";

/** Milliseconds between two looks. */
const EACH = 250;
/** So many steps share the waiting, as one may not wait long enough for a whole year. */
const PARTS = 6;

const countMonths = (state) => document.querySelectorAll(`.o_setup_month${state}`).length;

function fillMonths(part) {
    return {
        content: `A box for each month fills: part ${part} of ${PARTS}`,
        trigger: ".o_setup_month",
        run: async () => {
            while (countMonths("[data-state=computed]") * PARTS < countMonths("") * part) {
                await new Promise((resolve) => setTimeout(resolve, EACH));
            }
        },
    };
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

/** From the proposal to the curve. */
const COMPUTE_AND_LOOK = [
    {
        content: "Click 2: compute",
        trigger: ".o_setup_compute",
        run: "click",
    },
    ...Array.from({ length: PARTS }, (_, part) => fillMonths(part + 1)),
    {
        content: "Click 3: the curve",
        trigger: ".o_setup_whale",
        run: "click",
    },
    {
        content: "Who earns and who loses, in a sentence",
        trigger: ".o_whale_sentence:contains(customers)",
    },
];
const PICTURE = {
    content: "And as a picture",
    trigger: ".o_customer_whale_curve canvas",
};

addTour("customer_cost_three_clicks", {
    url: "/odoo",
    steps: () => [...OPEN_MENU, SETUP, ...COMPUTE_AND_LOOK, PICTURE],
});

/** Books without operating cost. */
addTour("customer_cost_three_clicks_margin", {
    url: "/odoo",
    steps: () => [
        ...OPEN_MENU,
        SETUP,
        {
            content: "What there is to be seen, and why it is not more",
            trigger: ".o_setup_missing[data-key=cost]:contains(operating cost found):contains(product margin)",
        },
        ...COMPUTE_AND_LOOK,
        {
            content: "It says again what it is",
            trigger: ".o_action_manager:contains(product margin only)",
        },
        {
            content: "And ties to the books; for a picture Odoo's demo data have too few customers",
            trigger: ".o_action_manager:contains(Difference):contains(0.00)",
        },
    ],
});

addTour("customer_cost_setup_nothing", {
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
