import { registry } from "@web/core/registry";

/** Milliseconds a step waits for what it looks for, on a busy machine; Odoo's own are 10,000. */
const PATIENCE = 60_000;

/**
 * Register a tour whose steps have patience.
 *
 * @param {string} name
 * @param {{url?: string, steps: () => Object[]}} tour
 */
export function addTour(name, tour) {
    registry.category("web_tour.tours").add(name, {
        ...tour,
        steps: () => tour.steps().map((step) => ({ timeout: PATIENCE, ...step })),
    });
}
