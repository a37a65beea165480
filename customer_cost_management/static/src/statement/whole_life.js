import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { percentText, plainAmountText } from "../core/figures";
import { useOrmWithin } from "../core/record_orm";

/** A customer since his first statement, year by year, with what it cost to win him. */
export class WholeLife extends Component {
    static template = "customer_cost_management.WholeLife";
    static props = { ...standardWidgetProps };

    setup() {
        this.action = useService("action");
        this.orm = useOrmWithin(() => this.props.record.context);
        this.state = useState({ page: null, failed: false });
        onWillStart(() => {
            this.load(this.props.record);
        });
        onWillUpdateProps((props) => {
            if (props.record.resId !== this.props.record.resId) {
                this.load(props.record);
            }
        });
    }

    async load({ resModel, resId } = this.props.record) {
        Object.assign(this.state, { page: null, failed: false });
        try {
            this.state.page = await this.orm.silent.call(resModel, "get_whole_life", [[resId]]);
        } catch {
            this.state.failed = true;
        }
    }

    get caption() {
        const { since, periods } = this.state.page;
        return _t("Since %(since)s: %(periods)s published periods", { since, periods });
    }

    async openMemos() {
        const { resModel, resId } = this.props.record;
        return this.action.doAction(await this.orm.call(resModel, "action_open_life_memos", [[resId]]));
    }

    amount(value) {
        return plainAmountText(value, this.state.page.currency_id);
    }

    percent(value) {
        return percentText(value);
    }
}

registry.category("view_widgets").add("customer_cost_whole_life", { component: WholeLife });
