"""Finds Markdown links to files of the corpus that are not there."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.corpus_check.places import line_at
from assistant.corpus_check.record import Check, CheckedDocument, Problem
from assistant.texts_fr import corpus_check as texts

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_TARGET_ATTRIBUTES = ("href", "src")


def find_dead_links(documents: Sequence[CheckedDocument]) -> Iterator[Problem]:
    """Yield each link or image whose target is a file that does not exist, or leaves the corpus folder."""
    parser = MarkdownIt("commonmark").enable("table")
    for checked in documents:
        if checked.location.suffix.lower() not in _MARKDOWN_SUFFIXES or "](" not in checked.source:
            continue
        first_line = line_at(checked.source, checked.body_start)
        for token in parser.parse(checked.source[checked.body_start :]):
            line = first_line + (token.map[0] if token.map else 0)
            for target in _targets(token):
                if _is_dead(target, checked):
                    message = texts.DEAD_LINK.format(target=target)
                    yield Problem(path=checked.document.path, line=line, check=Check.LINKS, message=message)


def _targets(token: Token) -> Iterator[str]:
    """Yield what the links and images of a block lead to, in order."""
    for child in token.children or ():
        for attribute in _TARGET_ATTRIBUTES:
            target = child.attrGet(attribute)
            if isinstance(target, str):
                yield target


def _is_dead(target: str, checked: CheckedDocument) -> bool:
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path:
        return False
    place = Path(checked.location.parent, unquote(parts.path)).resolve()
    return not (place.is_file() and place.is_relative_to(checked.folder))
