import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { MonetaryField, monetaryField } from "@web/views/fields/monetary/monetary_field";

/** An amount that a phone asks for with its keypad of digits. */
export class AmountEntryField extends MonetaryField {
    static template = "customer_cost_management.AmountEntryField";
}

registry.category("fields").add("customer_cost_amount_entry", {
    ...monetaryField,
    component: AmountEntryField,
    displayName: _t("Amount, typed on a keypad"),
});
