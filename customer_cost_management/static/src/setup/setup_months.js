import { Component } from "@odoo/owl";

const ICONS = {
    queued: "fa-clock-o",
    running: "fa-spinner fa-spin",
    computed: "fa-check",
    published: "fa-check",
    closed: "fa-lock",
    failed: "fa-exclamation-triangle",
};
const COLORS = {
    queued: "text-bg-info",
    running: "text-bg-info",
    computed: "text-bg-success",
    published: "text-bg-success",
    closed: "text-bg-success",
    failed: "text-bg-danger",
};

/** Twelve boxes that fill as the months are computed. */
export class SetupMonths extends Component {
    static template = "customer_cost_management.SetupMonths";
    static props = { boxes: Array, open: Function };

    color(box) {
        return COLORS[box.state] || "text-bg-light border";
    }

    icon(box) {
        return ICONS[box.state] || "fa-square-o";
    }
}
