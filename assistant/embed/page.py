"""The compact page as HTML: box, notice and links; its scripts write the conversation."""

import json
from collections.abc import Iterable
from enum import Enum

from assistant.answer_events import Step
from assistant.answering.conversation import MAX_HISTORY_TURNS, MAX_QUESTION_CHARS
from assistant.dialogue import EngineName, RefusalReason, Section, Status
from assistant.domain import Authority, Kind, Wording
from assistant.page.markup import Markup, element
from assistant.plain_page import PlainPage, page_html
from assistant.static_files import StaticFolder
from assistant.texts_fr import embed as texts
from assistant.texts_fr import page as page_texts
from assistant.texts_fr.labels import MONTHS, label
from assistant.texts_fr.typography import typeset

STYLES = ("embed.css", "conversation.css")
SCRIPT = "embed.js"
# In the order in which they need one another.
IMPORTED_SCRIPTS = ("texts.js", "elements.js", "source.js", "exchange.js", "ask.js", "host.js")


def embed_html(*, origins: Iterable[str], plain: StaticFolder, own: StaticFolder) -> str:
    """Write the compact page.

    Args:
        origins: of the sites that may show it in a frame, and that it talks to.
        plain: the look that our pages share.
        own: style and scripts of this page.
    """
    announcements = {
        "id": "announcements",
        "class": "visually-hidden",
        "role": "status",
        "aria-live": "polite",
    }
    page = PlainPage(
        title=texts.TITLE,
        description=page_texts.LEAD,
        styles=(plain.address("plain.css"), *map(own.address, STYLES)),
        scripts=(own.address(SCRIPT),),
        imported_scripts=tuple(map(own.address, IMPORTED_SCRIPTS)),
        body_attributes={"class": "embed", "data-texts": _script_texts(), "data-origins": " ".join(origins)},
        body=(
            element("a", {"class": "skip-link", "href": "#question"}, texts.SKIP_LINK),
            element("div", announcements),
            element("header", {"class": "banner"}, element("h1", None, texts.TITLE)),
            element("main", None, _conversation(), _form()),
            _about(),
        ),
    )
    return page_html(page)


def _conversation() -> Markup:
    buttons = (
        element("li", None, element("button", {"type": "button", "class": "ask"}, typeset(question)))
        for question in texts.EXAMPLES
    )
    return element(
        "div",
        {"id": "conversation"},
        element("noscript", None, element("p", {"class": "notice"}, typeset(texts.NO_SCRIPT))),
        element(
            "section",
            {"id": "intro", "aria-labelledby": "examples-title"},
            element("p", {"id": "greeting"}, typeset(texts.GREETING)),
            element("h2", {"id": "examples-title"}, typeset(texts.EXAMPLES_TITLE)),
            element("ul", {"class": "questions"}, *buttons),
        ),
    )


def _form() -> Markup:
    box = {
        "id": "question",
        "name": "question",
        "rows": "2",
        "maxlength": str(MAX_QUESTION_CHARS),
        "aria-describedby": "hint",
        "autocomplete": "off",
        "enterkeyhint": "send",
    }
    return element(
        "form",
        {"id": "form"},
        element(
            "div",
            {"id": "head"},
            element("label", {"for": "question"}, texts.BOX_LABEL),
            element("button", {"type": "button", "id": "new", "hidden": ""}, texts.NEW_QUESTION),
        ),
        element("textarea", box),
        element("button", {"type": "submit", "id": "send"}, texts.SEND),
        element("button", {"type": "button", "id": "stop", "hidden": ""}, texts.STOP),
        element("p", {"id": "hint"}, texts.BOX_HINT),
    )


def _about() -> Markup:
    items = (_link(path, shown, unseen) for path, shown, unseen in texts.LINKS)
    return element(
        "footer",
        {"class": "about"},
        element("p", None, typeset(texts.NOTICE)),
        element("nav", {"aria-label": texts.LINKS_LABEL}, element("ul", None, *items)),
    )


def _link(path: str, shown: str, unseen: str) -> Markup:
    rest = element("span", {"class": "visually-hidden"}, f"{unseen} – {page_texts.NEW_WINDOW}")
    return element(
        "li", None, element("a", {"href": path, "target": "_blank", "rel": "noopener"}, shown, " ", rest)
    )


def _script_texts() -> str:
    closed_sets = {
        "sections": Section,
        "statuses": Status,
        "reasons": RefusalReason,
        "engines": EngineName,
        "steps": Step,
        "kinds": Kind,
        "authorities": Authority,
        "wordings": Wording,
    }
    texts_by_name: dict[str, object] = {name: _labels(members) for name, members in closed_sets.items()}
    texts_by_name["jurisdictions"] = page_texts.JURISDICTIONS
    texts_by_name["months"] = MONTHS
    texts_by_name["words"] = dict(texts.PAGE_WORDS)
    texts_by_name["lastDoctrine"] = int(Authority.DOCTRINE)
    texts_by_name["maxHistoryTurns"] = MAX_HISTORY_TURNS
    return json.dumps(texts_by_name, ensure_ascii=False, separators=(",", ":"))


def _labels(members: Iterable[Enum]) -> dict[str, str]:
    return {str(member.value): label(member) for member in members}
