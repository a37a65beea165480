import { stepUtils } from "@web_tour/tour_utils";
import { addTour } from "./add_tour";

/** A step that counts as a click of the journey; what it is for comes first. */
export const click = (content, trigger) => ({ content, trigger, run: "click", isCounted: true });

/** A step that looks. */
export const see = (content, trigger) => ({ content, trigger });

/** Into the menu of apps, which is open before the clicks are counted. */
export const openApps = () => stepUtils.showAppsMenuItem();

export const app = (name, menu) => click(name, `.o_app[data-menu-xmlid="${menu}"]`);
export const section = (name, menu) => click(name, `.o_menu_sections [data-menu-xmlid="${menu}"]`);
export const entry = (name, menu) =>
    click(name, `.o-dropdown--menu [data-menu-xmlid="customer_cost_management.${menu}"]`);

/**
 * A tour that takes so many clicks and no more: a change that adds one must say why.
 *
 * @param {string} name
 * @param {number} clicks from the app to the last counted step
 * @param {() => object[]} steps
 * @param {() => object[]} [after] what is done with the result, not counted
 */
export function journey(name, clicks, steps, after = () => []) {
    addTour(name, {
        url: "/odoo",
        steps: () => {
            const counted = steps().filter((step) => step.isCounted).length;
            if (counted !== clicks) {
                throw new Error(`${name} takes ${counted} clicks instead of ${clicks}`);
            }
            return [openApps(), ...steps(), ...after()].map(({ isCounted, ...step }) => step);
        },
    });
}
