/* The French words that the server put on the page, and how they are written. */

const given = JSON.parse(document.body.dataset.texts);

/** Sentences by name; the labels of closed sets stand beside. */
export const words = given.words;
export const { sections, statuses, reasons, engines, steps, kinds, authorities, wordings, jurisdictions } = given;
export const { lastDoctrine, maxHistoryTurns } = given;

/** Put values in the named places of a sentence. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) => (Object.hasOwn(values, name) ? values[name] : place));
}

/** Keep double punctuation and guillemets with their word; not for passages, which are shown verbatim. */
export function typeset(text) {
  return text.replace(/(«) | (?=[:;?!%»])/g, "$1\u00a0");
}

/** Undo `typeset`: what is sent is what was written. */
export function plain(text) {
  return text.replaceAll("\u00a0", " ");
}

/** Write "2021-08-06" as « 6 août 2021 ». */
export function frenchDate(day) {
  const [year, month, number] = day.split("-").map(Number);
  return `${number === 1 ? "1er" : number} ${given.months[month - 1]} ${year}`;
}

/** Write a count with its noun, for nouns that take an s. */
export function counted(count, noun) {
  return `${count} ${noun}${count < 2 ? "" : "s"}`;
}

/** Say how a wording stands on a day; null for an undated one. Days compare as text: "2021-08-06". */
export function versionLabel(source, day) {
  const { in_force_from: from, in_force_to: to } = source;
  if (to !== null && day >= to) return fill(words.versionEnded, { day: frenchDate(to) });
  if (from === null) return to === null ? null : fill(words.versionEnding, { day: frenchDate(to) });
  return fill(day < from ? words.versionFuture : words.versionInForce, { day: frenchDate(from) });
}
