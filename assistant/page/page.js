/* The page's own behaviour: language, source cards with their marks, short answers, copying, saving, questions as buttons, and
   announcements. Gradio rewrites the conversation by position while an answer grows, so what is open is remembered here and put
   back after each change. Text only ever goes in through textContent and text nodes. */
"use strict";

(() => {
  // Gradio takes its labels from the browser's language; this page is in French for everyone.
  for (const [name, value] of [["language", "fr-FR"], ["languages", Object.freeze(["fr-FR", "fr"])]]) {
    Object.defineProperty(navigator, name, { configurable: true, get: () => value });
  }

  // The open source: its element id, the cited spans, and the button that the focus returns to.
  let open = null;
  let announced = "";
  let newestExchange = "";
  // The exchanges that are shown in brief, by element id.
  const brief = new Set();
  // The sheet that the server is making, and how many it was asked for.
  let wanted = null;
  let madeCount = 0;

  const byId = (id) => document.getElementById(id);
  const questionBox = () => document.querySelector("#question textarea");

  // --- Source cards -------------------------------------------------------------------------------------------

  function readSpans(button) {
    const pairs = (button.dataset.spans || "").split(" ").filter(Boolean);
    return pairs.map((pair) => pair.split("-").map(Number));
  }

  function openSource(button) {
    open = { source: button.dataset.source, pairs: readSpans(button), button };
    showOpenSource();
    const source = byId(open.source);
    if (!source) return;
    source.focus({ preventScroll: true });
    source.scrollIntoView({ block: "nearest" });
    const mark = source.querySelector("mark");
    if (mark) mark.scrollIntoView({ block: "nearest" });
  }

  function closeSource() {
    if (!open) return;
    const { source, button } = open;
    open = null;
    showOpenSource();
    const target = button.checkVisibility() ? button : byId(`${source}-open`);
    if (target) target.focus();
  }

  // Makes the document agree with `open`; changes nothing where it already does.
  function showOpenSource() {
    for (const card of document.querySelectorAll(".card")) {
      const isOpen = open !== null && card.id === `${open.source}-card`;
      if (card.hidden === isOpen) card.hidden = !isOpen;
      markPassage(card.querySelector(".passage"), isOpen ? open.pairs : []);
    }
    for (const button of document.querySelectorAll(".citation, .opener")) {
      const isOpener = button.classList.contains("opener") && button.dataset.source === open?.source;
      const isActive = isOpener || button === open?.button;
      if (button.getAttribute("aria-expanded") !== String(isActive)) button.setAttribute("aria-expanded", isActive);
    }
  }

  function markPassage(passage, pairs) {
    const key = pairs.map((pair) => pair.join("-")).join(" ");
    const shown = passage.querySelectorAll("mark").length ? passage.dataset.marked : "";
    if ((shown || "") === key) return;
    // Spans count code points, as the index does; JavaScript strings count halves of some of them.
    const letters = Array.from(passage.textContent);
    const pieces = [];
    let end = 0;
    for (const [from, to] of pairs) {
      const start = Math.max(from, end);
      const stop = Math.min(to, letters.length);
      if (stop <= start) continue;
      pieces.push(document.createTextNode(letters.slice(end, start).join("")));
      const mark = document.createElement("mark");
      mark.textContent = letters.slice(start, stop).join("");
      pieces.push(mark);
      end = stop;
    }
    pieces.push(document.createTextNode(letters.slice(end).join("")));
    passage.replaceChildren(...pieces);
    passage.dataset.marked = key;
  }

  // --- Short answers alone ------------------------------------------------------------------------------------

  function shorten(button) {
    const exchange = button.dataset.shortens;
    if (!brief.delete(exchange)) brief.add(exchange);
    showBrief();
    button.scrollIntoView({ block: "nearest" });
  }

  // The style hides what a pressed button leaves out.
  function showBrief() {
    for (const button of document.querySelectorAll(".brief")) {
      const isPressed = String(brief.has(button.dataset.shortens));
      if (button.getAttribute("aria-pressed") !== isPressed) button.setAttribute("aria-pressed", isPressed);
    }
  }

  // --- Questions as buttons, copying, saving, announcements ---------------------------------------------------

  function ask(question) {
    send("#question", question, "send");
    questionBox()?.focus();
  }

  function send(boxSelector, value, buttonId) {
    const box = document.querySelector(`${boxSelector} textarea`);
    if (!box) return;
    box.value = value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    // Gradio takes the new value in with its next update; only then can it be sent.
    setTimeout(() => byId(buttonId).click(), 50);
  }

  async function copy(button) {
    const text = byId(button.dataset.copies).textContent;
    let isCopied = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      isCopied = copyBySelection(text);
    }
    button.focus();
    announce(isCopied ? button.dataset.copied : button.dataset.failed);
    button.classList.toggle("copied", isCopied);
  }

  // Without HTTPS a browser offers no clipboard, but still copies what is selected.
  function copyBySelection(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "visually-hidden";
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand("copy");
    area.remove();
    return isCopied;
  }

  // The sheet in Markdown is in the page already: it goes to a file without a word to the server.
  function save(button) {
    saveFile([byId(button.dataset.saves).textContent], "text/markdown;charset=utf-8", button);
  }

  function saveFile(content, type, button) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(content, { type }));
    link.download = button.dataset.name;
    link.click();
    // The browser reads the sheet after this turn of its loop.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    announce(button.dataset.saved);
  }

  // The other formats are made by the server when they are asked for, and come back as hidden text.
  function make(button) {
    madeCount += 1;
    wanted = { key: `${button.dataset.makes} ${madeCount}`, button };
    announce(button.dataset.making);
    send("#wanted-sheet", wanted.key, "make-sheet");
  }

  function takeMadeSheet() {
    const held = document.querySelector("#made-sheet pre");
    if (!wanted || held?.dataset.wanted !== wanted.key) return;
    const { button } = wanted;
    wanted = null;
    if (held.dataset.failed) {
      announce(held.dataset.failed);
      return;
    }
    const bytes = Uint8Array.from(atob(held.textContent), (letter) => letter.charCodeAt(0));
    saveFile([bytes], held.dataset.type, button);
  }

  function announce(text) {
    const region = byId("announcements");
    if (!region) return;
    // The same words twice are read twice only if the region changes in between.
    region.textContent = "";
    setTimeout(() => { region.textContent = text; }, 20);
  }

  // Gradio's own messages are English and only ever say that the server cannot be reached or is overrun.
  function sayTroubleInFrench() {
    const french = byId("announcements")?.dataset;
    for (const toast of document.querySelectorAll(".toast-body")) {
      replaceText(toast.querySelector(".toast-title"), french.lostTitle);
      replaceText(toast.querySelector(".toast-message-text"), french.lost);
      toast.querySelector(".toast-close")?.setAttribute("aria-label", french.close);
    }
  }

  function replaceText(element, text) {
    const words = element && Array.from(element.childNodes).find((node) => node.nodeType === Node.TEXT_NODE);
    if (words && words.data !== text) words.data = text;
  }

  function followConversation() {
    const exchange = document.querySelector("#present .exchange");
    if (!exchange) {
      newestExchange = announced = "";
      brief.clear();
      return;
    }
    if (exchange.id !== newestExchange) {
      newestExchange = exchange.id;
      open = null;
      exchange.scrollIntoView({ block: "start" });
    }
    const said = `${exchange.id} ${exchange.dataset.announce}`;
    if (said === announced) return;
    announced = said;
    announce(exchange.dataset.announce);
  }

  // --- Listeners ----------------------------------------------------------------------------------------------

  function onClick(event) {
    const target = event.target instanceof Element ? event.target.closest("button, a") : null;
    if (!target) return;
    if (target.matches(".citation, .opener")) openSource(target);
    else if (target.matches(".close")) closeSource();
    else if (target.matches(".ask")) ask(target.textContent.replaceAll("\u00a0", " "));
    else if (target.matches(".brief")) shorten(target);
    else if (target.matches(".copy")) copy(target);
    else if (target.matches(".save")) save(target);
    else if (target.matches(".make")) make(target);
    else if (target.matches("#stop, #clear")) questionBox().focus();
    else if (target.matches(".skip-link")) {
      event.preventDefault();
      questionBox().focus();
    }
  }

  function onKeydown(event) {
    if (event.key === "Escape" && open) {
      event.preventDefault();
      closeSource();
    }
  }

  function onChange() {
    followConversation();
    showOpenSource();
    showBrief();
    takeMadeSheet();
    sayTroubleInFrench();
  }

  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKeydown);
  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(onChange).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ["hidden", "data-announce", "data-marked", "aria-expanded", "aria-pressed", "data-wanted"],
    });
  });
})();
