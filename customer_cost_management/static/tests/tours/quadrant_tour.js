import { addTour } from "./add_tour";

addTour("customer_cost_quadrant", {
    url: "/odoo/customer-quadrant",
    steps: () => [
        {
            content: "The story in one sentence",
            trigger: ".o_quadrant_sentence:contains(5 of 6 customers earn after service)",
        },
        {
            content: "The picture is drawn",
            trigger: ".o_quadrant_canvas canvas",
        },
        {
            content: "The customers who cost more than they bring",
            trigger: ".o_quadrant_title[data-quadrant=fix_or_leave]:contains(1)",
            run: "click",
        },
        {
            content: "One of them",
            trigger: ".o_list_view .o_data_row:contains(Sour)",
        },
        {
            content: "And nobody else",
            trigger: ".o_list_view:not(:has(.o_data_row:nth-of-type(2) .o_data_cell:contains(Keen)))",
        },
        {
            content: "Back",
            trigger: ".o_back_button",
            run: "click",
        },
        {
            content: "Split elsewhere",
            trigger: "#quadrant_margin",
            run: "edit 55",
        },
        {
            content: "There",
            trigger: ".o_quadrant_split_form button[type=submit]",
            run: "click",
        },
        {
            content: "One keeps a high margin",
            trigger: ".o_quadrant_split:contains(Split as you set it: CM1 55.0 %)",
        },
        {
            content: "The table",
            trigger: ".o_quadrant_toggle",
            run: "click",
        },
        {
            content: "Open the statement of a customer",
            trigger: ".o_quadrant_table tr:contains(Keen) button",
            run: "click",
        },
        {
            content: "It is his",
            trigger: ".o_form_view:contains(Keen)",
        },
    ],
});

addTour("customer_cost_quadrant_phone", {
    url: "/odoo/customer-quadrant",
    steps: () => [
        {
            content: "Four tiles instead of bubbles",
            trigger: ".o_quadrant_tiles [data-quadrant=fix_or_leave]:contains(1)",
            run: "click",
        },
        {
            content: "Its customers as cards",
            trigger: ".o_kanban_view .o_kanban_record:contains(Sour)",
        },
    ],
});

addTour("customer_cost_whale_curve", {
    url: "/odoo/customer-whale-curve",
    steps: () => [
        {
            content: "The story in one sentence",
            trigger: ".o_whale_sentence:contains(Your best 5 of 6 customers earn 116.1 % of the profit; 1 lose)",
        },
        {
            content: "The books tie",
            trigger: ".o_whale_books .text-success:contains(Difference)",
        },
        {
            content: "Who loses",
            trigger: ".o_whale_chip_loss",
            run: "click",
        },
        {
            content: "He does",
            trigger: ".o_list_view .o_data_row:contains(Sour)",
        },
        {
            content: "Back",
            trigger: ".o_back_button",
            run: "click",
        },
        {
            content: "The table",
            trigger: ".o_whale_toggle",
            run: "click",
        },
        {
            content: "The last customer is the worst",
            trigger: ".o_whale_table tbody tr:last:contains(Sour):contains(100.0 %)",
        },
    ],
});
