"""Judges one answer by its published JSON shape alone, as an outsider would."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistant.dialogue import Status, Support
from assistant.evaluation.cases import Case, Expectation
from assistant.facts import plain_typography, stated_facts
from assistant.rendering.answer_shapes import AnswerShape, SourceShape, StatementShape
from assistant.texts_fr.evaluation import CAVEAT
from assistant.texts_fr.labels import french_date

# Contract: the longest answer, without its citation numbers.
MAX_CHARS = 1_600
MAX_STATEMENTS = 8

_NUMBERS = re.compile(r"\[\d+\]")
_CAVEAT = re.compile(CAVEAT, re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is right and wrong with one answer."""

    is_right: bool
    # Why not, in one line; "" when right.
    why: str
    # Statements that carry no citation, a wrong one, words or facts that their sources lack.
    unsupported: int
    statements: int


def judge(case: Case, answer: AnswerShape) -> Verdict:
    """Compare an answer with what its case expects."""
    text = plain_typography(answer.answer_markdown)
    is_refused = answer.status == Status.REFUSED
    missing = [pattern for pattern in case.must_include if not _finds(pattern, text)]
    forbidden = [pattern for pattern in case.must_not_include if _finds(pattern, text)]
    uncited = _uncited(case, answer.sources)
    is_long = len(_NUMBERS.sub("", text)) > MAX_CHARS or len(answer.statements) > MAX_STATEMENTS
    match case.expect:
        case Expectation.REFUSE:
            is_right = is_refused and not forbidden
        case Expectation.REFUSE_OR_CAVEAT:
            has_point = bool(case.must_include) and not missing
            is_right = (is_refused or _has_caveat(answer) or has_point) and not forbidden
        case Expectation.ANSWER:
            is_right = not (is_refused or missing or forbidden or uncited or is_long)
    why = "" if is_right else _why(answer, missing, forbidden, uncited, is_long=is_long)
    return Verdict(
        is_right=is_right,
        why=why,
        unsupported=sum(not is_supported(statement, answer.sources) for statement in answer.statements),
        statements=len(answer.statements),
    )


def is_supported(statement: StatementShape, sources: Iterable[SourceShape]) -> bool:
    """Tell whether a statement's citations exist and hold its facts, and its words where it is a quote."""
    by_number = {source.n: source for source in sources}
    cited = [by_number[number] for number in statement.citations if number in by_number]
    if not cited or len(cited) != len(statement.citations):
        return False
    if statement.support == Support.QUOTE:
        words = _flat(statement.text)
        if not any(words in _flat(source.excerpt) for source in cited):
            return False
    return stated_facts(statement.text) <= stated_facts(" ".join(map(_known_of, cited)))


def cited_text(source: SourceShape) -> str:
    """Return what a `must_cite` pattern is looked for in."""
    parts = (source.title, source.reference, source.locator, *source.references, source.excerpt)
    return plain_typography(" ".join(part for part in parts if part))


def _uncited(case: Case, sources: Iterable[SourceShape]) -> list[str]:
    texts = [cited_text(source) for source in sources]
    return [pattern for pattern in case.must_cite if not any(_finds(pattern, text) for text in texts)]


def _has_caveat(answer: AnswerShape) -> bool:
    said = " ".join(statement.text for statement in answer.statements) or answer.answer_markdown
    return _CAVEAT.search(plain_typography(said)) is not None


def _known_of(source: SourceShape) -> str:
    since = french_date(source.in_force_from) if isinstance(source.in_force_from, date) else ""
    parts = (source.excerpt, source.title, source.locator, source.reference, since)
    return " ".join(part for part in parts if part)


def _why(
    answer: AnswerShape, missing: list[str], forbidden: list[str], uncited: list[str], *, is_long: bool
) -> str:
    found = (("miss", missing), ("wrong", forbidden), ("uncited", uncited))
    parts = [f"{name}={patterns}" for name, patterns in found if patterns]
    if is_long:
        parts.append("too_long")
    return " ".join([f"status={answer.status}", *parts])


def _finds(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _flat(text: str) -> str:
    return re.sub(r"[\W_]+", " ", plain_typography(text).lower()).strip()
