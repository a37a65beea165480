import { expect, test } from "@odoo/hoot";
import { addUpCourses } from "@customer_cost_management/budget/course";

// 1,200 for the year at once; 100 and 50 are used by March, and 75 a month are expected from April on
const COURSES = [
    { figure: "budget", data: [1200, 0, 0, 0, 0] },
    { figure: "consumed", data: [0, 100, 0, 0, 0] },
    { figure: "committed", data: [0, 0, 50, 0, 0] },
    { figure: "forecast", data: [0, 0, 0, 75, 75] },
];

test("budget and use are added up, a forecast goes on from what is used", () => {
    expect(addUpCourses(COURSES)).toEqual([
        [1200, 1200, 1200, 1200, 1200],
        [0, 100, 100, null, null],
        [0, 0, 50, null, null],
        [null, null, null, 225, 300],
    ]);
});

test("without any use a forecast begins at nothing", () => {
    const courses = [
        { figure: "budget", data: [10, 10] },
        { figure: "forecast", data: [null, 4] },
    ];
    expect(addUpCourses(courses)).toEqual([
        [10, 20],
        [null, 4],
    ]);
});
