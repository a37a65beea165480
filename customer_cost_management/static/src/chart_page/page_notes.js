import { Component } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";

/** What should be known about the figures of a page: the books changed, a month is missing. */
export class PageNotes extends Component {
    static template = "customer_cost_management.PageNotes";
    static props = { notes: { type: Array, optional: true } };

    setup() {
        this.action = useService("action");
    }

    open(note) {
        return this.action.doAction(note.action);
    }
}
