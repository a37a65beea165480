import { Component, onWillDestroy, reactive, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** What the preview of a form was told of each of its lines, by the record of the form. */
const told = reactive({});

/** Lets the lines of a form show what its preview is told: call the result with each answer. */
export function useToldLines(record, open) {
    onWillDestroy(() => delete told[record.id]);
    return (answer) => {
        told[record.id] = { lines: answer.by_line || {}, open };
    };
}

/**
 * What one rule of a pool would catch, beside its sentence.  All rules are counted by one query,
 * after the form is shown; until then the cell says so.
 */
export class WouldCatch extends Component {
    static template = "customer_cost_management.WouldCatch";
    static props = { ...standardFieldProps };

    setup() {
        this.told = useState(told);
    }

    get page() {
        return this.told[this.props.record.model.root.id];
    }

    get waiting() {
        return this.page ? "" : _t("counting…");
    }

    get line() {
        const { resId, _virtualId } = this.props.record;
        return this.page?.lines[resId || _virtualId];
    }
}

export const wouldCatch = {
    component: WouldCatch,
    displayName: _t("Would catch"),
    supportedTypes: ["char"],
    isEmpty: () => false,
};

registry.category("fields").add("customer_cost_would_catch", wouldCatch);
