import { addTour } from "./add_tour";
import { see } from "./journey";

/** A click; what for comes first. */
export const press = (content, trigger) => ({ content, trigger, run: "click" });

/** A word in a field of a form or a dialog. */
export const write = (content, field, words, input = "textarea") => ({
    content,
    trigger: `.o_field_widget[name=${field}] ${input}`,
    run: `edit ${words}`,
});

/** The card of one document in the inbox of who decides. */
export const card = (words) => `.o_approval_inbox .o_kanban_record:contains(${words})`;

/** Return or refuse what a card is about, and say why. */
export const decide = (words, action, label, reason) => [
    press(label, `${card(words)} a[name=${action}]`),
    write("Why", "reason", reason, "textarea, .modal .o_field_widget[name=reason] input"),
    press(`${label}, with the reason`, `.modal footer button[name=action_decide]:contains(${label})`),
    see("It waits for him no more", `.o_action_manager:not(:has(${card(words)}))`),
];

/** A part of one of the six stories of the demo company, as one person lives it. */
export const story = (name, steps) => addTour(`customer_cost_story_${name}`, { steps });
