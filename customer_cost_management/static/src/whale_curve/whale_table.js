import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { percentText } from "../core/figures";
import { MODEL } from "../chart_page/chart_page";

/** So many of the best and of the worst are listed. */
const LISTED = 20;
/** What the rows are made of: they are read again when one of these changes. */
const READ_BY = ["curve", "domain", "context", "rankedBy"];

/** The curve as rows: the best, the peak and the worst, with their sums so far. */
export class WhaleTable extends Component {
    static template = "customer_cost_management.WhaleTable";
    static props = {
        curve: Object,
        domain: Array,
        context: Object,
        rankedBy: String,
        rankedLabel: String,
        amount: Function,
        open: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.last = new KeepLast();
        this.state = useState({ rows: [], failure: "" });
        // not awaited: the curve is shown around it
        onWillStart(() => {
            this.load();
        });
        onWillUpdateProps((next) => {
            if (READ_BY.some((name) => next[name] !== this.props[name])) {
                this.load(next);
            }
        });
    }

    percent(value) {
        return percentText(value);
    }

    /** The curve stays where its rows cannot be read. */
    async load(props = this.props) {
        this.state.failure = "";
        try {
            const [best, worst] = await this.last.add(this.read(props));
            this.show(props, best, worst);
        } catch (error) {
            this.state.failure = error.data?.message || _t("Could not load the figures.");
        }
    }

    read({ curve, domain, context, rankedBy }) {
        const read = (order, limit) =>
            limit > 0
                ? this.orm.silent.searchRead(MODEL, domain, ["partner_id", rankedBy, "net_revenue"], { order, limit, context })
                : [];
        const rest = Math.min(LISTED, curve.customer_count - LISTED);
        return Promise.all([read(`${rankedBy} desc, id`, LISTED), read(`${rankedBy}, id desc`, rest)]);
    }

    show({ curve, rankedBy }, best, worst) {
        const before = curve.total - worst.reduce((sum, row) => sum + row[rankedBy], 0);
        this.state.rows = [
            ...this.numbered(best, 1, 0, { curve, rankedBy }),
            ...(worst.length ? this.peakRow(curve) : []),
            ...this.numbered(worst.reverse(), curve.customer_count - worst.length + 1, before, { curve, rankedBy }),
        ];
    }

    numbered(records, first, start, { curve, rankedBy }) {
        let sum = start;
        return records.map((record, place) => {
            sum += record[rankedBy];
            return {
                id: record.id,
                rank: first + place,
                customer: record.partner_id[1],
                amount: record[rankedBy],
                cumulative: sum,
                percent: curve.total > 0 ? (100 * sum) / curve.total : null,
                revenue: record.net_revenue,
            };
        });
    }

    /** Between the two ends: where the curve is highest, unless one of them has it. */
    peakRow({ peak, customer_count }) {
        const between = peak.customers > LISTED && peak.customers <= customer_count - LISTED;
        const row = { id: 0, rank: peak.customers, customer: _t("Peak"), cumulative: peak.amount, percent: peak.percent };
        return between ? [row] : [];
    }
}
