import { Component, onWillDestroy, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useRecordObserver } from "@web/model/relational_model/utils";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { useToldLines } from "./would_catch";

/** Quiet time after a change before the server is asked. */
const DEBOUNCE = 500;
/** After so long the reader is told that it takes its time. */
const SLOW = 1000;

/**
 * What a record would do, asked of the server while it is being typed.
 *
 * The method gets what was changed in the form and answers with sentences, lines, a table or
 * the sentence of an error; a figure opens the records behind it.  The last answer stays,
 * greyed, until the next one is there.
 */
export class Preview extends Component {
    static template = "customer_cost_management.Preview";
    static props = { ...standardWidgetProps, method: String, openMethod: String };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ answer: null, busy: false, slow: false, failed: false });
        this.asked = 0;
        this.signature = null;
        this.tellLines = useToldLines(this.props.record, (key) => this.open(key));
        useRecordObserver((record) => {
            const signature = JSON.stringify(this.watched(record));
            if (signature !== this.signature) {
                const isFirst = this.signature === null;
                this.signature = signature;
                this.askSoon(isFirst ? 0 : DEBOUNCE);
            }
        });
        onWillDestroy(() => {
            this.asked++;
            clearTimeout(this.timer);
            clearTimeout(this.slowTimer);
        });
    }

    /** Every value of the record that a change would show in, lines of it included. */
    watched(record) {
        const plain = (value) => {
            if (value && Array.isArray(value.records)) {
                return value.records.map((line) => ({ ...this.watched(line), id: line.resId }));
            }
            return value?.id ?? value?.ts ?? value;
        };
        return Object.fromEntries(
            Object.entries(record.data).map(([name, value]) => [name, plain(value)])
        );
    }

    askSoon(delay) {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.ask(), delay);
    }

    async ask() {
        const asked = ++this.asked;
        clearTimeout(this.slowTimer);
        Object.assign(this.state, { busy: true, slow: false, failed: false });
        this.slowTimer = setTimeout(() => (this.state.slow = true), SLOW);
        let answer = null;
        try {
            answer = await this.call(this.props.method);
        } catch {
            answer = null;
        }
        if (asked !== this.asked) {
            return; // something else was typed meanwhile
        }
        clearTimeout(this.slowTimer);
        Object.assign(this.state, { busy: false, slow: false, failed: !answer });
        this.state.answer = answer || this.state.answer;
        this.tellLines(this.state.answer || {});
    }

    call(method, ...args) {
        const { record } = this.props;
        const company = record.data.company_id;
        return this.orm
            .silent.call(
                record.resModel,
                method,
                [record.resId ? [record.resId] : [], record._getChanges(), ...args],
                { company_id: company ? company.id : false }
            );
    }

    async open(key) {
        const action = await this.call(this.props.openMethod, key);
        this.action.doAction(action);
    }

    get waiting() {
        return _t("counting…");
    }
}

export const preview = {
    component: Preview,
    extractProps: ({ attrs }) => ({
        method: attrs.method || "preview",
        openMethod: attrs.open_method || "open_preview",
    }),
};

registry.category("view_widgets").add("customer_cost_preview", preview);
