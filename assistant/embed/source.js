/* A cited source: its line in the list, and its card with the cited words marked. One card is open at a time. */

import { link, make, webAddress } from "./elements.js";
import {
  authorities, fill, frenchDate, jurisdictions, kinds, lastDoctrine, typeset, versionLabel, wordings, words,
} from "./texts.js";

// The open card, and the button that the focus returns to.
let open = null;

/** Close the open card and give the focus back; tells whether there was one. */
export function closeCard() {
  if (open === null) return false;
  const { item, opener } = open;
  item.close();
  opener.focus();
  return true;
}

/** The list item of one source. `exchange` is the element id of its exchange. */
export class SourceItem {
  #source;
  #card;
  #opener;
  #line = make("p", { class: "source-line" });
  #version = make("dd");
  #passage;
  // Every cited run of the passage so far.
  #spans = [];

  constructor(source, exchange) {
    this.#source = source;
    const id = `${exchange}-s${source.n}`;
    this.#passage = make("blockquote", { class: "passage" }, source.excerpt);
    this.#card = this.#makeCard(id);
    this.#opener = make("button", {
      "type": "button", "class": "opener", "aria-expanded": "false", "aria-controls": this.#card.id,
      "aria-label": fill(words.openSourceOf, { number: source.n, title: source.title }),
    }, words.openSource);
    this.#opener.addEventListener("click", () => this.open(this.#spans, this.#opener));
    const number = make("span", { class: "source-number" }, String(source.n));
    const title = make("h4", { class: "source-title", id: `${id}-title` }, number, " ", typeset(source.title));
    this.element = make(
      "li", { "class": "source", id, "tabindex": "-1", "aria-labelledby": title.id },
      title, this.#line, this.#opener, this.#card,
    );
  }

  get title() {
    return this.#source.title;
  }

  get cardId() {
    return this.#card.id;
  }

  addSpans(spans) {
    this.#spans.push(...spans);
  }

  /** Label the version: as the whole answer has it, or until then as it stands on a day. */
  showVersion(day, label) {
    const { kind, reference, locator } = this.#source;
    const version = label === undefined ? versionLabel(this.#source, day) : label;
    const line = [kinds[kind], reference, locator, version].filter(Boolean).join(" · ");
    this.#line.replaceChildren(line, ...badge(this.#source));
    this.#version.textContent = version || words.undated;
  }

  /** Open the card at some cited words; `opener` is what was pressed. */
  open(spans, opener) {
    open?.item.close();
    open = { item: this, opener };
    this.#card.hidden = false;
    this.#opener.hidden = true;
    opener.setAttribute("aria-expanded", "true");
    mark(this.#passage, this.#source.excerpt, spans);
    this.element.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "start" });
    this.#passage.querySelector("mark")?.scrollIntoView({ block: "nearest" });
  }

  close() {
    if (open?.item !== this) return;
    open.opener.setAttribute("aria-expanded", "false");
    open = null;
    this.#card.hidden = true;
    this.#opener.hidden = false;
    mark(this.#passage, this.#source.excerpt, []);
  }

  #makeCard(id) {
    const close = make("button", {
      "type": "button", "class": "close", "aria-label": fill(words.closeSource, { number: this.#source.n }),
    }, words.close);
    close.addEventListener("click", closeCard);
    return make(
      "div", { class: "card", id: `${id}-card`, hidden: "" },
      make("div", { class: "card-head" }, make("h5", {}, words.passage), close),
      this.#passage, officialLink(this.#source), review(this.#source), facts(this.#source, this.#version),
    );
  }
}

// Spans count code points, as the index does; JavaScript strings count halves of some of them.
function mark(passage, excerpt, spans) {
  const letters = Array.from(excerpt);
  const pieces = [];
  let end = 0;
  for (const span of [...spans].sort((one, other) => one.start - other.start)) {
    const start = Math.max(span.start, end);
    const stop = Math.min(span.end, letters.length);
    if (stop <= start) continue;
    pieces.push(letters.slice(end, start).join(""), make("mark", {}, letters.slice(start, stop).join("")));
    end = stop;
  }
  passage.replaceChildren(...pieces, letters.slice(end).join(""));
}

function officialLink(source) {
  const address = webAddress(source.url);
  if (address === null) return null;
  const { hostname, pathname, hash } = new URL(address);
  const says = fill(source.authority <= lastDoctrine ? words.openOfficial : words.openReference, { host: hostname });
  const isPdf = pathname.toLowerCase().endsWith(".pdf") && !hash;
  const there = isPdf && source.page ? `${address}#page=${source.page}` : address;
  const apart = make("span", { class: "visually-hidden" }, ` – ${words.newWindow}`);
  return make("p", { class: "official" }, link(there, says, apart));
}

function badge({ needs_review: reason }) {
  if (!reason) return [];
  return [" ", make("strong", { class: "needs-review", title: typeset(reason) }, words.needsReview)];
}

function review({ needs_review: reason }) {
  return reason ? make("p", { class: "review" }, typeset(reason)) : null;
}

function facts(source, version) {
  const rows = [
    [words.kind, kinds[source.kind]],
    [words.authority, authorities[source.authority]],
    [words.wording, wordingOf(source)],
    [words.version, version],
    [words.locator, source.locator],
    [words.page, source.page && String(source.page)],
    [words.jurisdiction, source.jurisdiction && (jurisdictions[source.jurisdiction] || source.jurisdiction)],
    [words.checked, source.checked_on && frenchDate(source.checked_on)],
  ];
  const made = rows.filter(([, value]) => value).map(([name, value]) => {
    const description = value === version ? version : make("dd", {}, value);
    return make("div", {}, make("dt", {}, name), description);
  });
  return make("dl", { class: "facts" }, ...made);
}

function wordingOf(source) {
  const { wording, reference, url } = source;
  if (wording === "official" || reference === null) return wordings[wording];
  const address = webAddress(url);
  if (address === null) return fill(words.summaryWithoutLink, { reference });
  return make("span", {}, fill(words.summaryOf, { reference }), " ", link(address, new URL(address).hostname));
}
