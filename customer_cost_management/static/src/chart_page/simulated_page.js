import { MODEL, ChartPage } from "./chart_page";

/** A page that shows a kept simulation of the same months beside its figures. */
export class SimulatedPage extends ChartPage {
    /** Method that is asked what would be, of a domain under a simulation. */
    static simulatedMethod = "";

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
        const { simulation } = this.state;
        const offered = (this.page?.simulations || []).some((each) => each.id === simulation);
        this.state.simulated = offered
            ? await this.orm.silent.call(
                  MODEL,
                  this.constructor.simulatedMethod,
                  [this.simulatedDomain(props), simulation],
                  { ...this.simulatedKeywords, context: props.context }
              )
            : null;
    }

    chooseSimulation(value) {
        this.state.simulation = Number(value);
        return this.loadSimulated();
    }
}
