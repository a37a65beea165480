import { Component, useState } from "@odoo/owl";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { _t } from "@web/core/l10n/translation";
import { useBus } from "@web/core/utils/hooks";

/** `[📅 Last 12 months ▾][◂][▸]`: which period, compared with which, in which rows. */
export class PeriodPicker extends Component {
    static template = "customer_cost_management.PeriodPicker";
    static components = { Dropdown, DropdownItem };
    static props = { updateActionState: { type: Function, optional: true } };

    setup() {
        this.state = useState({ from: "", to: "" });
        useBus(this.model, "update", () => this.render());
        this.props.updateActionState?.(this.model.address);
    }

    get model() {
        return this.env.searchModel;
    }

    get period() {
        return this.model.period;
    }

    get comparisons() {
        return [
            { key: "previous", label: _t("Previous period") },
            { key: "year", label: _t("Same period last year") },
            { key: "none", label: _t("No comparison") },
        ];
    }

    get grains() {
        const { grain } = this.model.choice;
        return [
            { key: false, label: _t("One row per customer"), active: !grain },
            { key: "month", label: _t("One row per customer and month"), active: grain === "month" },
        ];
    }

    /** First and last month of the custom period, those shown now until others are chosen. */
    get custom() {
        const { first, last } = this.period;
        const known = (day) => this.period.months.some((month) => month.first === day);
        const [newest, oldest] = [this.period.months[0].first, this.period.months.at(-1).first];
        return {
            from: this.state.from || (known(first) ? first : oldest),
            to: this.state.to || (known(last) ? last : newest),
        };
    }

    async choose(changes) {
        Object.assign(this.state, { from: "", to: "" });
        await this.model.choosePeriod(changes);
        this.props.updateActionState?.(this.model.address);
    }

    chooseToken(token) {
        return this.choose({ period: token === "last_twelve" ? false : token });
    }

    chooseCustom() {
        const [first, last] = [this.custom.from, this.custom.to].sort();
        const end = this.period.months.find((month) => month.first === last).last;
        return this.choose({ period: `custom.${first}.${end}` });
    }
}
