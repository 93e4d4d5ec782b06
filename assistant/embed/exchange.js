/* A question and its answer as elements, as the answer grows. */

import { make } from "./elements.js";
import { SourceItem } from "./source.js";
import { counted, engines, fill, frenchDate, plain, reasons, sections, statuses, steps, typeset, words } from "./texts.js";

const BULLET = "- ";

/** One question; `onAsk` takes the text of a question that follows. */
export class Exchange {
  #id;
  #question;
  #onAsk;
  #status = make("p", { class: "status running" });
  #sections = new Map();
  #ending = make("div", { class: "ending" });
  #list = make("ol");
  #sources = new Map();
  #statements = [];
  #refusal = "";
  #isFailed = false;

  constructor(number, question, onAsk) {
    this.#id = `e${number}`;
    this.#question = question;
    this.#onAsk = onAsk;
    this.element = this.#makeElement();
    this.#showStep("understanding");
  }

  /** Take in an event of the answer; returns what to announce, "" for nothing. */
  take({ name, data }) {
    if (name === "status") this.#showStep(data.step);
    if (name === "sources") this.#addSources(data, today());
    if (name === "statement") this.#addStatement(data);
    return name === "done" ? this.#finish(data) : "";
  }

  /** End with an error, said in French; what was shown stays. */
  fail(message) {
    this.#isFailed = true;
    this.#end("failed", words.errorTitle);
    this.#ending.append(make("p", { class: "error" }, typeset(message)));
    return fill(words.announceError, { message });
  }

  /** End because the asker stopped it. */
  stop() {
    this.#end("", words.stopped);
    return words.stopped;
  }

  /** The two messages that a later question may refer to; none where nothing was answered. */
  turns() {
    const said = this.#refusal || this.#statements.map((statement) => statement.text).join(" ");
    if (this.#isFailed || !said) return [];
    return [{ role: "user", content: this.#question }, { role: "assistant", content: said }];
  }

  #makeElement() {
    const who = make("span", { class: "who" }, words.yourQuestion);
    const asked = make("span", { class: "asked" }, this.#question);
    const title = make("h2", { class: "question", id: `${this.#id}-question` }, who, " ", asked);
    for (const [name, label] of Object.entries(sections)) {
      const section = make("section", { class: `section ${name}`, hidden: "" }, make("h3", {}, label));
      this.#sections.set(name, section);
    }
    const listTitle = make("h3", { id: `${this.#id}-sources` }, words.sources);
    const sources = make("section", { "class": "sources", "aria-labelledby": listTitle.id, "hidden": "" }, listTitle, this.#list);
    return make(
      "article", { "class": "exchange", "id": this.#id, "aria-labelledby": title.id, "aria-busy": "true" },
      title, this.#status, ...this.#sections.values(), this.#ending, sources,
    );
  }

  #showStep(step) {
    this.#status.textContent = steps[step] || "";
  }

  #end(look, status) {
    this.#status.className = `status ${look}`.trim();
    this.#status.textContent = status;
    this.element.setAttribute("aria-busy", "false");
  }

  #addSources(sources, day) {
    for (const source of sources.filter(({ n }) => !this.#sources.has(n))) {
      const item = new SourceItem(source, this.#id);
      item.showVersion(day);
      this.#sources.set(source.n, item);
      this.#list.append(item.element);
    }
    this.#list.parentElement.hidden = this.#sources.size === 0;
  }

  #addStatement(statement) {
    this.#statements.push(statement);
    const buttons = statement.citations.map((number) => {
      const spans = statement.spans.filter(({ source }) => source === number);
      this.#sources.get(number)?.addSpans(spans);
      return this.#citation(number, spans);
    });
    const section = statement.part ? this.#part(statement.part) : this.#sections.get(statement.section);
    section.append(statementElement(statement.text, make("span", { class: "citations" }, ...buttons)));
    section.hidden = false;
  }

  // Of questions asked at once, each has a block in place of the four sections.
  #part(question) {
    if (!this.#sections.has(question)) {
      const block = make("section", { class: "section" }, make("h3", { class: "part" }, typeset(question)));
      this.#sections.set(question, block);
      this.#ending.before(block);
    }
    return this.#sections.get(question);
  }

  #citation(number, spans) {
    const item = this.#sources.get(number);
    const button = make("button", {
      "type": "button", "class": "citation", "aria-expanded": "false", "aria-controls": item?.cardId ?? null,
      "aria-label": fill(words.citation, { number, title: item?.title ?? "" }),
    }, `[${number}]`);
    button.addEventListener("click", () => item?.open(spans, button));
    return button;
  }

  // What did not come as events is added from the whole answer.
  #finish(answer) {
    this.#addSources(answer.sources, answer.as_of);
    answer.statements.slice(this.#statements.length).forEach((statement) => this.#addStatement(statement));
    answer.sources.forEach(({ n, version_label: label }) => this.#sources.get(n)?.showVersion(answer.as_of, label));
    const status = statuses[answer.status];
    if (answer.refusal_reason !== null) {
      this.#end("refused", `${status} · ${reasons[answer.refusal_reason]}`);
    } else {
      const line = fill(words.statusLine, { status, day: frenchDate(answer.as_of) });
      this.#end(answer.status, `${line} · ${engines[answer.engine]}`);
    }
    this.#ending.append(...this.#endingOf(answer));
    return announcementOf(answer);
  }

  *#endingOf(answer) {
    if (answer.status === "refused") {
      const paragraphs = answer.answer_markdown.split("\n\n");
      this.#refusal = paragraphs[0];
      yield* paragraphs.map((text) => make("p", {}, typeset(text)));
    }
    for (const part of answer.unanswered) {
      yield make("h3", { class: "part" }, typeset(part));
      yield make("p", { class: "partial" }, typeset(words.noSourceForPart));
    }
    if (answer.answer_markdown.endsWith(words.partial)) yield make("p", { class: "partial" }, typeset(words.partial));
    if (answer.conflicts.length) {
      yield make("h3", {}, words.conflicts);
      yield* answer.conflicts.map((conflict) => this.#conflict(conflict));
    }
    if (canBeBrief(answer)) yield make("p", { class: "actions" }, briefButton());
    if (answer.clarification !== null) yield make("p", { class: "clarification" }, typeset(answer.clarification));
    if (answer.see_also.length) {
      yield make("p", {}, typeset(words.nearest));
      yield make("ul", { class: "nearest" }, ...answer.see_also.map(({ title }) => make("li", {}, title)));
    }
    if (answer.follow_ups.length) {
      const title = make("h3", {}, words.followUps);
      yield make("div", { class: "follow-ups" }, title, questionList(answer.follow_ups, this.#onAsk));
    }
  }

  #conflict({ about, claims, why }) {
    const said = claims.flatMap(({ value, citation }, at) => [
      typeset(`${at ? " ; " : ""}« ${value} » `), this.#citation(citation, []),
    ]);
    return make("p", { class: "conflict" }, typeset(`${about} : `), ...said, typeset(`. ${why}`));
  }
}

/** Make a list of buttons, each of which asks its question. */
export function questionList(questions, onAsk) {
  const items = questions.map((question) => {
    const button = make("button", { type: "button", class: "ask" }, typeset(question));
    button.addEventListener("click", () => onAsk(plain(question)));
    return make("li", {}, button);
  });
  return make("ul", { class: "questions" }, ...items);
}

function canBeBrief({ statements }) {
  const shown = new Set(statements.map(({ part, section }) => part || section));
  return shown.size > 1 && shown.has("short_answer");
}

// While it is pressed, the style shows the short answer alone.
function briefButton() {
  const button = make("button", { "type": "button", "class": "brief", "aria-pressed": "false" }, words.brief);
  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") === "false"));
    button.scrollIntoView({ block: "nearest" });
  });
  return button;
}

function statementElement(text, citations) {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim()).filter(Boolean);
  const box = make("div", { class: "statement" });
  for (const [at, line] of lines.entries()) {
    const isItem = line.startsWith(BULLET);
    const words = [typeset(isItem ? line.slice(BULLET.length) : line), " ", at === lines.length - 1 ? citations : null];
    if (isItem && box.lastElementChild?.tagName !== "UL") box.append(make("ul"));
    const place = isItem ? box.lastElementChild : box;
    place.append(make(isItem ? "li" : "p", {}, ...words));
  }
  return box;
}

function announcementOf(answer) {
  if (answer.refusal_reason !== null) return fill(words.announceRefused, { reason: reasons[answer.refusal_reason] });
  return fill(words.announceAnswered, {
    statements: counted(answer.statements.length, "phrase"),
    sources: counted(answer.sources.length, "source"),
  });
}

// The day of the reader's calendar, until the answer says its own.
function today() {
  const now = new Date();
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((number) => String(number).padStart(2, "0"));
  return `${now.getFullYear()}-${month}-${day}`;
}
