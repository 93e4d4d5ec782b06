/* The widget: a button on any page, and behind it the assistant in a frame of its own. Nothing is asked for before the
   first opening, nothing is stored, and no style crosses from the page to the button or back.

   <script src="https://assistant.example/widget.js" async></script>, with any of: data-title, data-greeting, data-color="#1b3a85",
   data-position="left", data-open (open from the start). */
"use strict";

(() => {
  const WORDS = __WORDS__;
  const HANDSHAKE_MS = 4000;
  const ACCENT = "#1b3a85";
  const STYLE = `
    :host { all: initial !important; display: block !important; direction: ltr !important; }
    :host([hidden]) { display: none !important; }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    .root {
      --paper: #fff; --ink: #1c2230; --link: #1b3a85; --line: #ccd3e0;
      color: var(--ink); line-height: 1.5;
      font-family: "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif;
    }
    button { font: inherit; font-weight: 600; cursor: pointer; }
    .launcher {
      position: fixed; bottom: 1em; z-index: 2147483647;
      display: flex; align-items: center; gap: 0.6em;
      min-height: 3em; max-width: calc(100vw - 2em); padding: 0.5em 1.1em;
      border: 2px solid var(--on-accent); border-radius: 6px;
      background: var(--accent); color: var(--on-accent);
      box-shadow: 0 0 0 1px rgb(0 0 0 / 0.35), 0 2px 10px rgb(0 0 0 / 0.25);
    }
    .launcher:hover { text-decoration: underline; }
    .launcher:focus-visible { outline: 3px solid #fff; outline-offset: 0; box-shadow: 0 0 0 6px #000; }
    .launcher svg { flex: none; width: 1.4em; height: 1.4em; }
    .panel {
      position: fixed; bottom: 5em; z-index: 2147483647;
      display: grid; grid-template-rows: auto minmax(0, 1fr); grid-template-columns: minmax(0, 1fr);
      width: 26em; max-width: calc(100vw - 2em); height: 42em; max-height: calc(100vh - 6em);
      border: 1px solid var(--line); border-radius: 6px; overflow: hidden;
      background: var(--paper); box-shadow: 0 4px 24px rgb(0 0 0 / 0.3);
    }
    .right { right: 1em; }
    .left { left: 1em; }
    .head {
      display: flex; align-items: center; justify-content: space-between; gap: 1em;
      padding: 0.5em 0.6em 0.5em 1em; background: var(--accent); color: var(--on-accent);
    }
    .head h2 { margin: 0; font-size: 1em; font-weight: 700; line-height: 1.3; overflow-wrap: anywhere; }
    .head button {
      flex: none; min-height: 2.5em; padding: 0.2em 0.8em; border: 1px solid var(--on-accent); border-radius: 4px;
      background: transparent; color: inherit; font-size: 0.9375em;
    }
    .head button:hover { text-decoration: underline; }
    .head button:focus-visible { outline: 3px solid var(--on-accent); outline-offset: 2px; }
    .body { position: relative; min-height: 0; }
    iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; visibility: hidden; }
    .ready iframe { visibility: visible; }
    .said { padding: 1.25em 1em; overflow-wrap: anywhere; }
    .ready .said { display: none; }
    .said p { margin: 0 0 0.75em; }
    .said a { color: var(--link); text-underline-offset: 0.15em; }
    .said a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    @media (max-width: 30em), (max-height: 30em) {
      .panel { inset: 0; width: auto; max-width: none; height: auto; max-height: none; border: 0; border-radius: 0; }
      .launcher[aria-expanded="true"] { display: none; }
    }
    @media (prefers-color-scheme: dark) {
      .root { --paper: #141924; --ink: #e9ecf4; --link: #a9c0ff; --line: #3d475c; color-scheme: dark; }
    }
    @media print { .root { display: none; } }
  `;

  const script = document.currentScript;
  if (!script || document.querySelector("assistant-widget")) return;
  const embed = new URL("embed", script.src);
  const options = script.dataset;
  const title = options.title || WORDS.title;

  let frame = null;
  let isReady = false;
  let timer = 0;

  // --- Elements: text only ever goes in as text -----------------------------------------------------------------

  function make(name, attributes, ...content) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...content);
    return element;
  }

  function fill(sentence, values) {
    return sentence.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
  }

  function makeIcon() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", "M4 4h16v12H11l-5 4v-4H4zM8 8.5h8M8 12h5");
    for (const [key, value] of [["fill", "none"], ["stroke", "currentColor"], ["stroke-width", "2"]]) {
      path.setAttribute(key, value);
    }
    svg.append(path);
    return svg;
  }

  const side = options.position === "left" ? "left" : "right";
  const launcher = make(
    "button",
    { "type": "button", "class": `launcher ${side}`, "aria-expanded": "false", "aria-controls": "panel", "aria-haspopup": "dialog" },
    makeIcon(), make("span", {}, WORDS.launcher),
  );
  const closer = make("button", { type: "button" }, WORDS.close);
  const said = make("div", { class: "said", role: "status" });
  const body = make("div", { class: "body" }, said);
  const panel = make(
    "div", { "id": "panel", "class": `panel ${side}`, "role": "dialog", "aria-labelledby": "title", "hidden": "" },
    make("div", { class: "head" }, make("h2", { id: "title" }, title), closer), body,
  );
  const root = make("div", { class: "root", lang: "fr" }, launcher, panel);
  const host = document.createElement("assistant-widget");
  const shadow = host.attachShadow({ mode: "open" });

  // --- Colour ---------------------------------------------------------------------------------------------------

  function accent() {
    const value = options.color || ACCENT;
    const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(value);
    const full = short ? `#${short.slice(1).map((digit) => digit + digit).join("")}` : value;
    if (/^#[0-9a-f]{6}$/i.test(full)) return full;
    console.warn(fill(WORDS.wrongColour, { value }));
    return ACCENT;
  }

  // White or black, whichever stands out: at least 4.5 to 1 on any colour (WCAG 1.4.3).
  function inkOn(colour) {
    const [red, green, blue] = [1, 3, 5]
      .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5 ? "#fff" : "#000";
  }

  // --- The frame ------------------------------------------------------------------------------------------------

  function load() {
    frame?.remove();
    // The page in the frame reads who shows it after the #, which is not sent to the server.
    const address = `${embed.href}#origin=${encodeURIComponent(location.origin)}`;
    frame = make("iframe", { src: address, title, referrerpolicy: "no-referrer" });
    said.replaceChildren(make("p", {}, WORDS.loading));
    body.append(frame);
    clearTimeout(timer);
    timer = setTimeout(sayBlocked, HANDSHAKE_MS);
  }

  function sayBlocked() {
    const values = { origin: location.origin, assistant: embed.origin };
    const elsewhere = make("a", { href: new URL(".", embed).href, target: "_blank", rel: "noopener" }, WORDS.elsewhere);
    said.replaceChildren(
      make("p", {}, make("strong", {}, WORDS.blockedTitle)),
      make("p", {}, fill(WORDS.blocked, values)),
      make("p", {}, elsewhere),
    );
    console.error(fill(WORDS.console, values));
  }

  function say(message) {
    frame.contentWindow.postMessage(message, embed.origin);
  }

  function onMessage({ data, origin, source }) {
    if (frame === null || origin !== embed.origin || source !== frame.contentWindow) return;
    if (data?.type === "assistant:ready") start();
    if (data?.type === "assistant:close") close();
  }

  function start() {
    clearTimeout(timer);
    isReady = true;
    panel.classList.add("ready");
    if (options.greeting) say({ type: "assistant:start", greeting: options.greeting });
    if (shadow.activeElement === closer) focusFrame();
  }

  function focusFrame() {
    frame.focus();
    say({ type: "assistant:focus" });
  }

  // --- Opening and closing --------------------------------------------------------------------------------------

  function open() {
    panel.hidden = false;
    launcher.setAttribute("aria-expanded", "true");
    if (!isReady) load();
  }

  function close() {
    const hadFocus = panel.contains(shadow.activeElement);
    panel.hidden = true;
    launcher.setAttribute("aria-expanded", "false");
    clearTimeout(timer);
    if (hadFocus) launcher.focus();
  }

  function toggle() {
    if (!panel.hidden) return close();
    open();
    if (isReady) focusFrame();
    else closer.focus();
  }

  function onKeydown(event) {
    if (event.key !== "Escape" || panel.hidden) return;
    event.stopPropagation();
    close();
  }

  function begin() {
    const colour = accent();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${STYLE} .root { --accent: ${colour}; --on-accent: ${inkOn(colour)}; }`);
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(root);
    document.body.append(host);
    launcher.addEventListener("click", toggle);
    closer.addEventListener("click", close);
    root.addEventListener("keydown", onKeydown);
    window.addEventListener("message", onMessage);
    if ("open" in options) open();
  }

  if (document.body) begin();
  else document.addEventListener("DOMContentLoaded", begin);
})();
