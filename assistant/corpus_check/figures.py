"""Finds amounts and percentages that nothing dates."""

import re
from collections.abc import Iterator, Sequence

from assistant.corpus_check.places import line_of_text
from assistant.corpus_check.prose import Paragraph, paragraphs
from assistant.corpus_check.record import Check, CheckedDocument, Problem
from assistant.domain import Wording
from assistant.legal_references import find_references
from assistant.texts_fr import corpus_check as texts

_FIGURE = re.compile(
    r"(?<![\w,.-])(?P<number>\d[\d \u00a0\u202f]*(?:[.,]\d+)?)[ \u00a0\u202f]?"
    r"(?P<unit>€|%|euros?\b|(?:millions?|milliards?)\b(?:\s+d['’]euros?)?)"
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_SAID_UNDATED = re.compile(r"\bnon\s+datée?s?\b|\bsans\s+date\b", re.IGNORECASE)
# The name of four schemes, whose rate stands in their articles.
_ONE_PERCENT = ("1", "%")
# An amount that the text itself makes up or that only illustrates a rule.
_EXAMPLE = re.compile(r"\bpar\s+exemple\b|\bexemple\s+fictif\b|\bsupposons\b", re.IGNORECASE)


def find_undated_figures(documents: Sequence[CheckedDocument]) -> Iterator[Problem]:
    """Yield the amounts and percentages in whose paragraph nothing says of when they are.

    A year dates a figure, and so does a legal reference, whose document states its days in force. A paragraph
    that says that its source bears no date, or that it gives an example, is left alone; so is the wording
    of official texts.
    """
    for checked in documents:
        document = checked.document
        if document.wording is Wording.OFFICIAL:
            continue
        for paragraph in paragraphs(document):
            figure = _changing_figure(paragraph.text)
            if figure and not _is_dated(paragraph):
                start = paragraph.start + figure.start()
                yield Problem(
                    path=document.path,
                    line=line_of_text(checked, start, start + len(paragraph.text) - figure.start()),
                    check=Check.FIGURES,
                    message=texts.UNDATED_FIGURE.format(figure=figure[0]),
                )


def _changing_figure(text: str) -> re.Match[str] | None:
    """Return the first figure that is not the name of a scheme."""
    figures = _FIGURE.finditer(text)
    return next((one for one in figures if (one["number"].strip(), one["unit"]) != _ONE_PERCENT), None)


def _is_dated(paragraph: Paragraph) -> bool:
    around = f"{paragraph.introduction} {paragraph.text}"
    return (
        any(pattern.search(around) for pattern in (_YEAR, _SAID_UNDATED, _EXAMPLE))
        or any(_YEAR.search(heading) for heading in paragraph.headings)
        or bool(find_references(around))
    )
