import { addTour } from "./add_tour";

addTour("customer_cost_exceptions", {
    steps: () => [
        {
            content: "Nothing of what happened, and of why, is cut off",
            trigger: ".o_data_row td[name=reason]:contains(by telephone)",
            run() {
                const cells = [...document.querySelectorAll("td[name=what], td[name=reason]")];
                const cut = cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1);
                if (cells.length !== 4 || cut.length) {
                    throw new Error(`Of ${cells.length} cut: ${cut.map((cell) => cell.innerText)}`);
                }
            },
        },
    ],
});
