import { onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { buildM2OFieldDescription, Many2OneField } from "@web/views/fields/many2one/many2one_field";

/** A customer, chosen by one tap from those asked for last, or searched for. */
export class RecentCustomerField extends Many2OneField {
    static template = "customer_cost_management.RecentCustomerField";

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.state = useState({ customers: [] });
        onWillStart(() => {
            // not awaited: the form does not wait for the chips
            this.load();
        });
    }

    async load() {
        if (!this.props.readonly && !this.props.record.resId) {
            this.state.customers = await this.orm.silent.call(this.props.record.resModel, "get_recent_customers", []);
        }
    }

    get customers() {
        const isOpen = !this.props.readonly && !this.props.record.data[this.props.name];
        return isOpen ? this.state.customers : [];
    }

    choose(customer) {
        return this.props.record.update({ [this.props.name]: customer });
    }
}

registry.category("fields").add("customer_cost_recent_customer", {
    ...buildM2OFieldDescription(RecentCustomerField),
    displayName: _t("Customer, those asked for last first"),
});
