import { registry } from "@web/core/registry";
import { WhaleCurve } from "../whale_curve/whale_curve";
import { QuadrantPage } from "./quadrant_page";

/** Who to keep, to reprice, to serve differently or to leave; the shell of the whale curve. */
export class CustomerQuadrant extends WhaleCurve {
    static page = QuadrantPage;
}

registry.category("actions").add("customer_quadrant", CustomerQuadrant);
