import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Icon of each flag; its words are the tooltip, and the text for who hears the page. */
const ICONS = {
    declining: "fa-exclamation-triangle text-warning",
    overdue: "fa-calendar-times-o text-danger",
    overridden: "fa-hand-paper-o text-muted",
};

/** What to know of a customer at a glance: declining, overdue, tier overridden. */
export class FlagsField extends Component {
    static template = "customer_cost_management.FlagsField";
    static props = { ...standardFieldProps };

    get flags() {
        const flags = this.props.record.data[this.props.name] || [];
        return flags.map(({ code, words }) => ({ code, words, icon: ICONS[code] }));
    }
}

registry.category("fields").add("customer_cost_flags", {
    component: FlagsField,
    supportedTypes: ["json"],
});
