import { Domain } from "@web/core/domain";

/**
 * The list that filters leave, for a tab of its own: the list beside it stays as it is.
 *
 * @param {Object} searchModel of the list
 * @param {Array} domain of the records that the figure speaks of
 * @param {string[]} names of filters; of none all the records
 * @param {string} title
 */
export function filteredList(searchModel, domain, names, title) {
    const filters = searchModel.getSearchItems((item) => names.includes(item.name) && item.domain);
    const all = [domain, ...filters.map((filter) => filter.domain)];
    return {
        type: "ir.actions.act_window",
        name: title,
        res_model: searchModel.resModel,
        domain: Domain.and(all).toList(searchModel.domainEvalContext),
        context: searchModel.globalContext,
        views: [
            [false, "list"],
            [false, "kanban"],
            [false, "form"],
        ],
        mobile_view_mode: "kanban",
    };
}
