/**
 * What months of a budget come to when they are added up, as a control window of a year sees them.
 *
 * Budget and use are running totals; use ends with the last month that has any.  A forecast goes on
 * from all that is used, in the months it has a figure for.
 *
 * @param {{ figure: string, data: number[] }[]} courses - one a figure, months in their order
 * @returns {(number|null)[][]} the same figures added up; `null` where there is nothing to show
 */
export function addUpCourses(courses) {
    const isUse = (course) => ["consumed", "committed"].includes(course.figure);
    const used = courses.filter(isUse);
    const last = Math.max(-1, ...used.map(({ data }) => data.findLastIndex((value) => value)));
    const base = used.flatMap(({ data }) => data).reduce(add, 0);
    return courses.map((course) => {
        const totals = runningTotals(course.data);
        if (course.figure === "forecast") {
            return totals.map((total, month) => (course.data[month] ? base + total : null));
        }
        return totals.map((total, month) => (isUse(course) && month > last ? null : total));
    });
}

function add(one, other) {
    return one + other;
}

function runningTotals(values) {
    let total = 0;
    return values.map((value) => (total += value || 0));
}
