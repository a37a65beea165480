import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { percentText } from "../core/figures";

const CLASSES = {
    direct: "text-bg-success",
    pooled: "text-bg-info",
    unassigned: "text-bg-warning",
    excluded: "text-bg-secondary",
};

/** How cost found its place, as one bar: direct, pooled, unassigned, excluded. */
export class CoverageBar extends Component {
    static template = "customer_cost_management.CoverageBar";
    static props = { coverage: Array, open: Function };

    get kinds() {
        return this.props.coverage.map((kind) => ({
            ...kind,
            color: CLASSES[kind.key],
            width: Math.max(kind.share || 0, 0) * 100,
            text: percentText(kind.share === null ? null : kind.share * 100),
        }));
    }

    get summary() {
        return _t("Coverage of expenses: %s", this.kinds.map((k) => `${k.label} ${k.text}`).join(", "));
    }
}
