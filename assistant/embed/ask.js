/* One question to the interface: its events as they come, or the whole answer at once. */

import { words } from "./texts.js";

/** What went wrong, in a French sentence. */
export class AskError extends Error {}

/**
 * Ask, and yield `{ name, data }`: "status", "sources", "statement", and "done" at last.
 *
 * Throws AskError, or the signal's AbortError.
 */
export async function* ask(body, signal) {
  let isDone = false;
  try {
    const response = await send(body, signal);
    const type = response.headers.get("Content-Type") || "";
    if (!response.ok) throw new AskError(await problemOf(response));
    if (!type.startsWith("text/event-stream")) {
      yield { name: "done", data: await response.json() };
      return;
    }
    for await (const event of eventsOf(response.body)) {
      if (event.name === "error") throw new AskError(event.data.detail);
      isDone = event.name === "done";
      yield event;
    }
  } catch (error) {
    if (error instanceof AskError || signal.aborted) throw error;
    console.error(error);
  }
  if (!isDone) throw new AskError(words.lost);
}

function send(body, signal) {
  const readsStreams = "TextDecoderStream" in window && "body" in Response.prototype;
  const accepted = readsStreams ? "text/event-stream, application/json;q=0.9" : "application/json";
  return fetch("api/v1/ask", {
    method: "POST",
    headers: { "Accept": accepted, "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
}

async function problemOf(response) {
  try {
    return (await response.json()).detail || words.lost;
  } catch {
    // A proxy in front answers with a page of its own.
    return words.lost;
  }
}

async function* eventsOf(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const messages = (waiting + value.replaceAll("\r", "")).split("\n\n");
    waiting = messages.pop();
    yield* messages.map(eventOf).filter((event) => event !== null);
  }
}

function eventOf(message) {
  const fields = { event: "message", data: [] };
  for (const line of message.split("\n")) {
    const [, name, value] = /^(\w*): ?(.*)$/.exec(line) || [null, "", ""];
    if (name === "event") fields.event = value;
    if (name === "data") fields.data.push(value);
  }
  // A comment is a sign of life and nothing else.
  return fields.data.length ? { name: fields.event, data: JSON.parse(fields.data.join("\n")) } : null;
}
