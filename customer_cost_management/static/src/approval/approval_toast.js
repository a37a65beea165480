import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

const MODEL = "customer.cost.approval";
const RELOAD = { type: "ir.actions.client", tag: "soft_reload" };

/** What was approved, with an offer to take it back for some seconds. */
export async function approvalToast(env, { params }) {
    const { message, type, undo, seconds } = params;
    const { action, notification, orm } = env.services;
    let close = () => {};
    const takeBack = async () => {
        close();
        await orm.call(MODEL, "action_undo", [undo]);
        await action.doAction(RELOAD);
    };
    close = notification.add(message, {
        type,
        className: "o_approval_toast",
        autocloseDelay: seconds * 1000,
        buttons: undo.length ? [{ name: _t("Undo"), onClick: takeBack }] : [],
    });
    return RELOAD;
}

registry.category("actions").add("customer_cost_approval_toast", approvalToast);
