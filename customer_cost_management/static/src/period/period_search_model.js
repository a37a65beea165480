import { router } from "@web/core/browser/router";
import { SearchModel } from "@web/search/search_model";

const MODEL = "customer.profitability.period";
/** What is chosen beside the search bar, and its keys in the address; nothing is the default. */
const KEYS = ["period", "compare", "grain", "estimate"];
/** In these months are a dimension of their own. */
const BY_MONTH = ["pivot", "graph"];

export const inContext = (choice) =>
    Object.fromEntries(KEYS.map((key) => [`customer_cost_${key}`, choice[key] || false]));

/** Of the context a page is opened with, else of the address: the page can be shared. */
export function startingChoice(context = {}) {
    const given = KEYS.filter((key) => context[`customer_cost_${key}`]);
    return given.length
        ? Object.fromEntries(given.map((key) => [key, context[`customer_cost_${key}`]]))
        : Object.fromEntries(KEYS.filter((key) => router.current[key]).map((key) => [key, router.current[key]]));
}

/** A search that also knows period, comparison and grain; they are part of its context. */
export const withPeriod = (Base) =>
    class extends Base {
        async load(config) {
            this.choice = config.state?.choice || startingChoice(config.context);
            try {
                await this.loadPeriod();
            } catch {
                // an address that names no period
                this.choice = {};
                await this.loadPeriod();
            }
            return super.load({ ...config, context: { ...config.context, ...this.periodContext } });
        }

        reload(config = {}) {
            return super.reload({ ...config, context: { ...config.context, ...this.periodContext } });
        }

        exportState() {
            return { ...super.exportState(), choice: this.choice };
        }

        async loadPeriod() {
            const context = inContext(this.choice);
            this.period = await this.orm.call(MODEL, "get_period", [], { context });
        }

        get hasGrain() {
            return ["list", "kanban"].includes(this.env.config.viewType);
        }

        get periodContext() {
            const grain = BY_MONTH.includes(this.env.config.viewType) ? "month" : this.choice.grain;
            return {
                ...inContext({ ...this.choice, grain }),
                customer_cost_comparable: this.period.comparable,
            };
        }

        /** Keys that are `undefined` leave the address. */
        get address() {
            return Object.fromEntries(KEYS.map((key) => [key, this.choice[key] || undefined]));
        }

        async choosePeriod(changes) {
            this.choice = { ...this.choice, ...changes };
            await this.loadPeriod();
            Object.assign(this.globalContext, this.periodContext);
            this.searchPanelInfo.shouldReload = true;
            await this._notify();
        }
    };

export const PeriodSearchModel = withPeriod(SearchModel);
