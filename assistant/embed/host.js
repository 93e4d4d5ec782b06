/* What this page and the site around it say to each other: with exact origins, and nothing of the conversation. */

/**
 * Say to the site that shows this page that it is ready, and listen to its widget.
 *
 * `origins`: the sites that may show the page. `onGreeting` takes the site's greeting; `onFocus` is called when the
 * widget gives the focus to the page. Returns a function that asks the widget to close; null outside of such a site.
 */
export function joinHost({ origins, onGreeting, onFocus }) {
  const origin = new URLSearchParams(location.hash.slice(1)).get("origin");
  if (window.parent === window || !origins.includes(origin)) return null;
  window.addEventListener("message", ({ data, origin: from, source }) => {
    if (from !== origin || source !== window.parent) return;
    if (data?.type === "assistant:start" && typeof data.greeting === "string") onGreeting(data.greeting);
    if (data?.type === "assistant:focus") onFocus();
  });
  const say = (type) => window.parent.postMessage({ type }, origin);
  say("assistant:ready");
  return () => say("assistant:close");
}
