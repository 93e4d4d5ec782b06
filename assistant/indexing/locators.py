"""Writes the place of a passage in its document for a reader."""

from collections.abc import Sequence

from assistant.domain import Span
from assistant.indexing.sections import Section, Unit, units_within
from assistant.texts_fr import locators as texts


def locator(section: Section, span: Span) -> str | None:
    """Write where a span stands.

    Args:
        section: the section that holds the span.
        span: the passage's span in the document.

    Returns:
        « art. L1115-1, al. 2 » (alinéas for official articles only), « art. L1115-1 – Portée » under a
        heading of the article, « p. 3 – Financements », « Financements › Taux »; None: the whole document.
    """
    covered = units_within(section, span)
    if section.article is not None:
        place = texts.ARTICLE.format(number=section.article) + _alineas(section, covered)
        return texts.BELOW.join([place, *_headings(section.article_path)])
    page = covered[0].page if covered else None
    if page is not None:
        return texts.BELOW.join([texts.PAGE.format(number=page), *_headings(section.heading_path)])
    return next(iter(_headings(section.heading_path)), None)


def _headings(path: tuple[str, ...]) -> list[str]:
    return [texts.HEADINGS.join(path)] if path else []


def _alineas(section: Section, covered: Sequence[Unit]) -> str:
    """Write the alinéas covered; nothing where they are the whole article or have no number."""
    numbers = [unit.alinea for unit in covered if unit.alinea is not None]
    is_whole = len(covered) == len(section.units) and numbers[:1] == [1]
    if not numbers or is_whole:
        return ""
    first, last = numbers[0], numbers[-1]
    if first == last:
        return ", " + texts.ALINEA.format(number=first)
    template = texts.ALINEA_PAIR if last == first + 1 else texts.ALINEA_RANGE
    return ", " + template.format(first=first, last=last)
