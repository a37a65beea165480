import { useService } from "@web/core/utils/hooks";

/**
 * Odoo's orm whose calls carry a context of their own: the id of a row means another customer
 * in another period, and the context says which one it is.
 *
 * @param {() => Object} getContext
 */
export function useOrmWithin(getContext) {
    const orm = useService("orm");
    const within = (service) => ({
        call: (model, method, args = [], kwargs = {}) =>
            service.call(model, method, args, { ...kwargs, context: getContext() }),
    });
    return { ...within(orm), silent: within(orm.silent) };
}
