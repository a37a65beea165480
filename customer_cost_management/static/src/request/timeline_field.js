import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { amountText } from "../core/figures";

const LOOKS = {
    done: { icon: "fa-check-circle text-success", word: _t("Done") },
    now: { icon: "fa-dot-circle-o text-info", word: _t("Now") },
    next: { icon: "fa-circle-o text-muted", word: _t("Next") },
    warning: { icon: "fa-exclamation-triangle text-warning", word: _t("Look at this") },
    stopped: { icon: "fa-ban text-danger", word: _t("Stopped") },
};

/** What happened to a request and what comes next: a row of steps, on the phone a list. */
export class TimelineField extends Component {
    static template = "customer_cost_management.TimelineField";
    static props = { ...standardFieldProps };

    get entries() {
        return this.props.record.data[this.props.name] || [];
    }

    look(entry) {
        return LOOKS[entry.look];
    }

    day(entry) {
        return formatDate(deserializeDate(entry.day));
    }

    money(entry) {
        return amountText(entry.amount, this.props.record.data.company_currency_id?.id);
    }
}

registry.category("fields").add("customer_cost_timeline", {
    component: TimelineField,
    displayName: _t("What happened and what comes next"),
    supportedTypes: ["json", "jsonb"],
});
