import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const LOOKS = {
    error: { icon: "fa-times text-danger", word: _t("Must be fixed") },
    warning: { icon: "fa-exclamation-triangle text-warning", word: _t("To know") },
    info: { icon: "fa-info-circle text-info", word: _t("To know") },
};

/** What the check of the cost model found: each finding opens the record it speaks of. */
export class FindingsField extends Component {
    static template = "customer_cost_management.FindingsField";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
    }

    get check() {
        return this.props.record.data[this.props.name] || { findings: [] };
    }

    look(finding) {
        return LOOKS[finding.severity];
    }

    open(finding, newWindow) {
        return this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: finding.name,
                res_model: finding.res_model,
                res_id: finding.res_id,
                views: [[false, "form"]],
            },
            { newWindow }
        );
    }
}

export const findingsField = {
    component: FindingsField,
    displayName: _t("Findings of the model check"),
    supportedTypes: ["json", "jsonb"],
};

registry.category("fields").add("customer_cost_findings", findingsField);
