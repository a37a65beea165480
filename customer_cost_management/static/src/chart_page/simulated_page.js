import { _t } from "@web/core/l10n/translation";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { MODEL, ChartPage } from "./chart_page";

/** A page that shows a kept simulation of the same months beside its figures. */
export class SimulatedPage extends ChartPage {
    /** Method that is asked what would be, of a domain under a simulation. */
    static simulatedMethod = "";

    setup() {
        this.lastSimulated = new KeepLast();
        this.notification = useService("notification");
        super.setup();
    }

    get choices() {
        return { ...super.choices, simulation: 0, simulated: null };
    }

    /** The customers who are asked about. */
    simulatedDomain({ domain }) {
        return domain;
    }

    /** Keywords of the method. */
    get simulatedKeywords() {
        return {};
    }

    async load(props = this.props) {
        // what would be of the customers shown before is nothing to those shown next
        this.state.simulated = null;
        await super.load(props);
        await this.loadSimulated(props);
    }

    async loadSimulated(props = this.props) {
        try {
            // of several choices the last one counts, whichever is answered first
            this.state.simulated = await this.lastSimulated.add(this.askSimulated(props));
        } catch (error) {
            // the figures stay without what would be, as before anything was chosen
            Object.assign(this.state, { simulated: null, simulation: 0 });
            const message = error.data?.message || _t("Could not load the figures.");
            this.notification.add(message, { type: "danger" });
        }
    }

    /** What would be under the simulation that is chosen; nothing where it is not offered. */
    async askSimulated({ domain, context }) {
        const { simulation } = this.state;
        const offered = (this.page?.simulations || []).some((each) => each.id === simulation);
        return offered
            ? this.orm.silent.call(
                  MODEL,
                  this.constructor.simulatedMethod,
                  [this.simulatedDomain({ domain, context }), simulation],
                  { ...this.simulatedKeywords, context }
              )
            : null;
    }

    chooseSimulation(value) {
        this.state.simulation = Number(value);
        return this.loadSimulated();
    }
}
