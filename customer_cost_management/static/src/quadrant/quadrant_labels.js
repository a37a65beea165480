/** Pixels between a bubble and its name: beside it, else a little farther, past one that covers it. */
const GAPS = [4, 12, 24];
/** So many letters of a name are written at most, and where there is little room. */
export const LONGEST = 20;
export const SHORTEST = 12;

/**
 * Positions of the customers whose names a picture carries: those who lose most, then those with
 * most revenue.
 *
 * @param {Object[]} points most revenue first
 * @param {number} most names at most
 * @returns {number[]}
 */
export function namedPoints(points, most) {
    const half = Math.ceil(most / 2);
    const losing = [...points.keys()]
        .filter((place) => points[place].contribution < 0)
        .sort((a, b) => points[a].contribution - points[b].contribution)
        .slice(0, half);
    const others = [...points.keys()].filter((place) => !losing.includes(place));
    return [...losing, ...others.slice(0, most - losing.length)];
}

/** A name as it is written. */
export function shortName(name, longest = LONGEST) {
    const letters = [...name];
    return letters.length > longest ? `${letters.slice(0, longest - 1).join("").trimEnd()}…` : name;
}

export function boxAround({ x, y, width, height }) {
    return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

export function overlap(a, b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function within(box, area) {
    return box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom;
}

/**
 * Where words may stand that must not lie over each other: a word that finds no room is left out.
 *
 * @param {Object[]} words what is written, the most important first: {place, x, y, radius, width,
 *      height} in pixels; inside of its bubble where no radius is given, else beside it
 * @param {Object[]} taken boxes where nothing may stand
 * @param {Object} area where all of it has to be
 * @returns {Object[]} boxes, each with the place of its word
 */
export function roomFor(words, taken, area) {
    const used = [...taken];
    const found = [];
    for (const word of words) {
        const box = candidates(word, area).find(
            (each) => within(each, area) && !used.some((other) => other.place !== word.place && overlap(each, other))
        );
        if (box) {
            used.push(box);
            found.push({ place: word.place, ...box });
        }
    }
    return found;
}

/** Right of a bubble, left of it, above, below; of words inside of it the middle alone. */
function candidates({ x, y, radius, width, height }, area) {
    if (radius === undefined) {
        return [boxAround({ x, y, width, height })];
    }
    const straight = GAPS.flatMap((gap) => {
        const aside = radius + gap + width / 2;
        const apart = radius + gap + height / 2;
        return [
            [x + aside, y],
            [x - aside, y],
            [x, y - apart],
            [x, y + apart],
        ];
    });
    return [...straight, ...slanting({ x, y, radius, width, height }, area)].map(([middle, line]) =>
        boxAround({ x: middle, y: line, width, height })
    );
}

/** Above and below, beginning or ending at the middle of the bubble, at the edge inside of it. */
function slanting({ x, y, radius, width, height }, { left, right }) {
    const inside = (middle) => Math.min(Math.max(middle, left + width / 2), right - width / 2);
    return GAPS.flatMap((gap) => {
        const apart = radius + gap + height / 2;
        return [x + width / 2, x - width / 2].flatMap((middle) => [
            [inside(middle), y - apart],
            [inside(middle), y + apart],
        ]);
    });
}
