"""Recognises HTML that a visitor of the page does not see; what is hidden must not be indexed."""

import re
from collections.abc import Iterable

_ZERO = r"0*\.?0+(?:px|pt|em|rem|%)?\s*(?:;|!|$|\})"
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    rf"|(?:font-size|opacity)\s*:\s*{_ZERO}"
    r"|(?:^|[;{\s])(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}"
    r"|(?:^|[;{\s])(?:clip\s*:\s*rect|color\s*:\s*transparent)|transform\s*:\s*scale\(\s*0\s*\)",
    re.IGNORECASE,
)
_HIDING_CLASSES = frozenset({"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "d-none"})
_HIDING_ATTRIBUTE = re.compile(r"\shidden(?=[\s=/>])|aria-hidden\s*=\s*[\"']?true", re.IGNORECASE)
_STYLE_ATTRIBUTE = re.compile(r"\sstyle\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
# Blocks such as "@media print { … }" hold for other circumstances than a screen's.
_AT_BLOCK = re.compile(r"@[^{};]{1,200}\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
# A rule of a style sheet: selectors and declarations, without nesting.
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_SIMPLE_SELECTOR = re.compile(r"\s*[a-z0-9]*([.#][\w-]+)\s*", re.IGNORECASE)
# Words of an HTML tag: closing slash, name.
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_UNSEEN_TAGS = frozenset({"script", "style", "template", "noscript", "svg", "textarea", "select"})
_EMPTY_TAGS = frozenset({"br", "img", "hr", "input", "meta", "link", "source", "wbr"})


def is_hiding_style(style: str) -> bool:
    """Tell whether a style attribute or a rule's declarations take an element out of sight."""
    return _HIDING_STYLE.search(style) is not None


def hiding_selectors(style_sheets: Iterable[str]) -> frozenset[str]:
    """Return the one-class and one-id selectors (".x", "#y") that a page's style sheets hide."""
    found = {f".{name}" for name in _HIDING_CLASSES}
    for sheet in style_sheets:
        for selectors, declarations in _RULE.findall(_AT_BLOCK.sub(" ", sheet)):
            if is_hiding_style(declarations):
                matches = (_SIMPLE_SELECTOR.fullmatch(selector) for selector in selectors.split(","))
                found.update(match.group(1) for match in matches if match)
    return frozenset(found)


class HiddenRegion:
    """Follows the raw tags between runs of text and knows whether the text is hidden."""

    def __init__(self) -> None:
        self._tag: str | None = None
        self._depth = 0

    @property
    def is_open(self) -> bool:
        """Whether a hidden element has begun and not ended."""
        return self._depth > 0

    def feed(self, markup: str) -> None:
        """Take in the next piece of raw HTML."""
        for slash, name, attributes in _TAG.findall(markup):
            tag = name.lower()
            if self._depth:
                self._depth += (tag == self._tag) * (-1 if slash else 1)
            elif not slash and tag not in _EMPTY_TAGS and _hides(tag, attributes):
                self._tag, self._depth = tag, 1


def _hides(tag: str, attributes: str) -> bool:
    padded = f" {attributes} "
    style = _STYLE_ATTRIBUTE.search(padded)
    return (
        tag in _UNSEEN_TAGS
        or _HIDING_ATTRIBUTE.search(padded) is not None
        or (style is not None and is_hiding_style(style.group(1).strip("\"'")))
    )
