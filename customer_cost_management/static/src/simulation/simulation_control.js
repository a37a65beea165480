import { Component, onWillUpdateProps, useState } from "@odoo/owl";

/** One assumption: a slider and the number beside it, which may go further than the slider. */
export class SimulationControl extends Component {
    static template = "customer_cost_management.SimulationControl";
    static props = { control: Object, disabled: Boolean, change: Function };

    setup() {
        this.state = useState({ value: this.props.control.value });
        // another answer of the server: another customer chosen, a chip removed
        onWillUpdateProps(({ control }) => {
            // the same answer drawn again leaves what is being typed
            if (control !== this.props.control) {
                this.state.value = control.value;
            }
        });
    }

    get id() {
        return `simulation_${this.props.control.key}`;
    }

    /** While it slides only the number follows; the figures follow when it is let go. */
    onInput(event) {
        this.state.value = Number(event.target.value);
    }

    onChange(event) {
        const { control } = this.props;
        const value = Number(event.target.value);
        const [lowest, highest] = control.range;
        const inRange = Number.isFinite(value) && ((value >= lowest && value <= highest) || !value);
        if (event.target.value === "" || !inRange) {
            event.target.value = control.value;
            this.state.value = control.value;
            return;
        }
        this.state.value = value;
        if (value !== control.value) {
            this.props.change(control, value);
        }
    }
}
