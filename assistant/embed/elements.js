/* Elements made of text nodes and plain attributes: no text that came with a document can become markup. */

/**
 * Make an element.
 *
 * Attributes: text by name; "" is a bare attribute, null leaves it out.
 * Content: strings become text nodes; null and "" are left out.
 */
export function make(name, attributes = {}, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null) element.setAttribute(key, value);
  }
  element.append(...content.filter((piece) => piece !== null && piece !== ""));
  return element;
}

/** Return an address that may stand in a link, http or https with a host; null for any other. */
export function webAddress(url) {
  if (typeof url !== "string" || !/^https?:\/\/[^\s\p{C}]+$/iu.test(url) || !URL.canParse(url)) return null;
  return url;
}

/** Make a link to another site, opened apart; an unsafe address leaves its text alone. */
export function link(url, ...content) {
  const href = webAddress(url);
  if (href === null) return make("span", {}, ...content);
  return make("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...content);
}
