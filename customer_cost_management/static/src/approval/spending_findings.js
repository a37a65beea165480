import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const LOOKS = {
    inform: { alert: "alert-info", icon: "fa-info-circle", word: _t("To know") },
    justify: {
        alert: "alert-warning",
        icon: "fa-exclamation-triangle",
        word: _t("A reason is needed"),
    },
    escalate: {
        alert: "alert-warning",
        icon: "fa-level-up",
        word: _t("It also goes to somebody else"),
    },
    block: { alert: "alert-danger", icon: "fa-ban", word: _t("Not possible like this") },
};

/** What spending rules found: a sentence each, strictest first, with the rule behind it. */
export class SpendingFindings extends Component {
    static template = "customer_cost_management.SpendingFindings";
    static props = { findings: { type: Array }, compact: { type: Boolean, optional: true } };

    setup() {
        this.action = useService("action");
    }

    /** The rule behind a finding, over the document that is being written. */
    openRule(finding) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: finding.rule,
            res_model: "customer.cost.policy.rule",
            res_id: finding.rule_id,
            views: [[false, "form"]],
            target: "new",
            context: { create: false, edit: false },
        });
    }

    look(finding) {
        return LOOKS[finding.severity];
    }
}

export class SpendingFindingsField extends Component {
    static template = "customer_cost_management.SpendingFindingsField";
    static components = { SpendingFindings };
    static props = { ...standardFieldProps };

    get findings() {
        return this.props.record.data[this.props.name] || [];
    }
}

registry.category("fields").add("customer_cost_spending_findings", {
    component: SpendingFindingsField,
    displayName: _t("Findings of spending rules"),
    supportedTypes: ["json", "jsonb"],
});
