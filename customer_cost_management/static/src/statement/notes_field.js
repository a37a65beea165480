import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { PageNotes } from "../chart_page/page_notes";

/** What should be known about the figures of a statement, above it. */
export class NotesField extends Component {
    static template = "customer_cost_management.NotesField";
    static components = { PageNotes };
    static props = { ...standardFieldProps };

    get notes() {
        return this.props.record.data[this.props.name] || [];
    }
}

registry.category("fields").add("customer_cost_notes", {
    component: NotesField,
    displayName: _t("Notes about figures"),
    supportedTypes: ["json", "jsonb"],
});
