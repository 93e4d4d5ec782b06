/* The compact page: sends questions, shows their answers, and keeps the focus where its user left it. */

import { ask, AskError } from "./ask.js";
import { Exchange } from "./exchange.js";
import { joinHost } from "./host.js";
import { closeCard } from "./source.js";
import { maxHistoryTurns, plain, words } from "./texts.js";

const byId = (id) => document.getElementById(id);
const box = byId("question");
const buttons = { send: byId("send"), stop: byId("stop"), clear: byId("new") };
const intro = byId("intro");
const conversation = byId("conversation");

let exchanges = [];
let count = 0;
// Ends the answer that is being written; null: none is.
let running = null;

async function send(question) {
  if (running !== null || !question) return;
  const history = exchanges.flatMap((exchange) => exchange.turns()).slice(-maxHistoryTurns);
  const controller = new AbortController();
  const exchange = show(question);
  running = controller;
  showButtons();
  announce(words.announceStarted);
  const end = await answer(exchange, { question, history }, controller.signal);
  // A new conversation may have begun meanwhile.
  if (running !== controller) return;
  running = null;
  showButtons();
  announce(end);
}

function show(question) {
  count += 1;
  const exchange = new Exchange(count, question, follow);
  exchanges.push(exchange);
  intro.hidden = true;
  conversation.append(exchange.element);
  exchange.element.scrollIntoView({ block: "start" });
  return exchange;
}

// Returns what to announce at the end.
async function answer(exchange, body, signal) {
  let end = "";
  try {
    for await (const event of ask(body, signal)) end = exchange.take(event);
    return end;
  } catch (error) {
    if (signal.aborted) return exchange.stop();
    if (!(error instanceof AskError)) console.error(error);
    return exchange.fail(error instanceof AskError ? error.message : words.lost);
  }
}

// While an answer is being written, a question that follows waits in the box.
function follow(question) {
  box.focus({ preventScroll: true });
  if (running !== null) box.value = question;
  send(question);
}

function submit() {
  const question = box.value.trim();
  if (running === null && question) box.value = "";
  send(question);
}

function startAnew() {
  running?.abort();
  running = null;
  closeCard();
  exchanges.forEach((exchange) => exchange.element.remove());
  exchanges = [];
  intro.hidden = false;
  conversation.scrollTop = 0;
  showButtons();
  announce(words.announceCleared);
  box.focus();
}

// A button that goes while it has the focus gives it to the box.
function showButtons() {
  const focused = document.activeElement;
  buttons.send.hidden = running !== null;
  buttons.stop.hidden = running === null;
  buttons.clear.hidden = exchanges.length === 0;
  if (focused?.hidden) box.focus();
}

function announce(text) {
  const region = byId("announcements");
  // The same words twice are read twice only if the region changes in between.
  region.textContent = "";
  setTimeout(() => { region.textContent = text; }, 20);
}

function onKeydown(event) {
  // Enter also ends the composition of a character.
  if (event.key === "Enter" && event.target === box && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  }
  if (event.key === "Escape" && !event.isComposing) {
    event.preventDefault();
    if (!closeCard()) closeWidget?.();
  }
}

byId("form").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
buttons.stop.addEventListener("click", () => running?.abort());
buttons.clear.addEventListener("click", startAnew);
document.addEventListener("keydown", onKeydown);
for (const button of intro.querySelectorAll(".ask")) {
  button.addEventListener("click", () => follow(plain(button.textContent)));
}
document.body.classList.toggle("framed", window.parent !== window);
const closeWidget = joinHost({
  origins: document.body.dataset.origins.split(" ").filter(Boolean),
  onGreeting: (text) => { byId("greeting").textContent = text; },
  onFocus: () => box.focus(),
});
