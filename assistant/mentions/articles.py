"""Finds articles: of codes by their letter, of statutes and of the Constitution by their text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.domain import Span
from assistant.mentions.codes import LETTERED_CODES, code_at, code_before, means_same_code
from assistant.mentions.record import DASH, LegalReference, ReferenceKind, plain_number, span_of

_SUFFIX = r"(?:\s(?:bis|ter|quater|quinquies|sexies)\b)?"
_HEAD = r"\b(?i:articles?|art\.?)\s*"
# « L. 1115 - 1 » is a slip of typing.
_NUMBER = rf"\d{{1,4}}(?:(?:(?<=\d{{4}})\s?{DASH}\s?|{DASH})\d{{1,3}}(?:{DASH}\d{{1,3}})*)?{_SUFFIX}"
# After « article », « L 1115 1 » and « L1115.1 » are slips too.
_LOOSE_NUMBER = r"\d{4}[\s.]\d{1,2}(?!\d|[.,]\d|\s\d)"
# Without full stop and without « article », only a number such as 1115-1 is safe.
_LONG_NUMBER = re.compile(rf"\d{{3,4}}\s?{DASH}\s?\d")
_CODE_ARTICLE = re.compile(
    rf"(?:(?P<head>{_HEAD})|(?<![^\W_]))(?P<letter>(?i:L\s?\.?\s?O|[LRD])|A)(?P<stop>\s?\.)?\s{{0,2}}\*?\s?"
    rf"(?P<number>(?(head)(?:{_LOOSE_NUMBER}|{_NUMBER})|{_NUMBER}))(?!{DASH}\d)(?:(?![\w%])|(?=du\b))"
)
_CONTINUATION = re.compile(
    rf"\s*(?:,|et|ou|à)\s+(?P<number>\d{{1,4}}(?:{DASH}\d{{1,3}})+{_SUFFIX})(?![\w%/]|{DASH}\d)"
)
_ITEM = rf"(?:premier|unique|1\s?er|\d{{1,4}}(?:{DASH}\d{{1,3}})*{_SUFFIX})"
_PLAIN_ARTICLES = re.compile(
    rf"\b(?i:articles?|art\.?)\s+(?P<items>{_ITEM}(?:\s*(?:,|et|ou|à)\s+{_ITEM})*)\b"
)
# « 1115-1 du CGCT », « 238 bis du CGI »: a hyphen or « bis » tells a number of an article from others.
_BARE_NUMBER = re.compile(
    rf"(?<![\w.,/])(?<!{DASH})(?P<number>\d{{3,4}}(?:(?:{DASH}\d{{1,3}})+|\s(?:bis|ter|quater)\b))"
    r"\s+(?:du\s+)?(?=code\b|(?i:C[A-Z]{2,5})\b)"
)
# Each space has one place only: where two may take it, a long run of subdivisions takes for ever to refuse.
_SUBDIVISION = (
    r"(?:\s*(?:,\s*)?(?:\([^)]{1,30}\)|(?i:alinéas?|al\.|§|[IVX]+\b)(?:\s*\d+)?(?!\d)|\d{1,2}°)){0,5}"
)
_OF = re.compile(rf"{_SUBDIVISION}\s*(?:,\s*)?(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|de\s+|d['’])")
_COMMA = re.compile(rf"{_SUBDIVISION}(?:\s*[,(]\s*|\s+)")
_OF_SAME_STATUTE = re.compile(
    rf"{_SUBDIVISION}\s*(?:,\s*)?de\s+(?:cette|la\s+m[êe]me|ladite)\s+loi\b", re.IGNORECASE
)
_FOLLOWING = re.compile(r"\s+(?:et|&)\s+(?:suivants?|suiv|ss?)(?:\.|\b(?!['’]))")
_CONNECTOR = re.compile(r"\s*(?:,|,?\s?et|,?\s?ou|à|au|jusqu['’]à|&|/)\s*(?:(?:de\s+)?l['’])?")
_RANGE_WORDS = ("à", "au", "jusqu'à", "jusqu’à")


def find_articles(text: str, acts: Sequence[LegalReference]) -> Iterator[LegalReference]:
    """Yield articles; a number without a letter counts only with the text that it belongs to.

    Args:
        text: where to look.
        acts: the acts already found in the same text.
    """
    lettered = _linked(text, tuple(_code_articles(text)))
    plain = tuple(_plain_articles(text, acts))
    yield from lettered
    yield from plain
    taken = [one.span for one in (*lettered, *plain)]
    for bare in _bare_articles(text):
        if not any(span.start <= bare.span.start < span.end for span in taken):
            yield bare


def _code_articles(text: str) -> Iterator[LegalReference]:
    accepted_end: int | None = None
    for match in _CODE_ARTICLE.finditer(text):
        is_joined = accepted_end is not None and _CONNECTOR.fullmatch(text, accepted_end, match.start())
        if not (is_joined or _is_safe(match)):
            continue
        letter = re.sub(r"[.\s]", "", match["letter"]).upper()
        number = plain_number(re.sub(r"(?<=\d)[\s.](?=\d)", "-", match["number"]))
        yield _article(letter + number, match.start(), match.end())
        accepted_end = match.end()
        for continued in _continued(text, letter, match):
            yield continued
            accepted_end = continued.span.end


def _is_safe(match: re.Match[str]) -> bool:
    """Tell an article from other numbers after a letter: « page L. 12 », « format A4 », « 12-15 ans »."""
    if match["head"]:
        return True
    if match["stop"] and re.search(DASH, match["number"]):
        return True
    if match["letter"] != "A" and _LONG_NUMBER.match(match["number"]):
        return True
    start, end = match.start(), match.end()
    return bool(match["stop"]) and _code_near(match.string, Span(start=start, end=end)) is not None


def _continued(text: str, letter: str, first: re.Match[str]) -> Iterator[LegalReference]:
    """Yield the numbers of « L. 2131-1 et 2131-2 »: no letter, the same first number."""
    root = re.split(DASH, first["number"])[0].strip()
    match = _CONTINUATION.match(text, first.end())
    while match and re.split(DASH, match["number"])[0] == root:
        yield _article(letter + plain_number(match["number"]), match.start("number"), match.end())
        match = _CONTINUATION.match(text, match.end())


def _article(canonical: str, start: int, end: int) -> LegalReference:
    return LegalReference(kind=ReferenceKind.ARTICLE, canonical=canonical, span=Span(start=start, end=end))


def _linked(text: str, articles: tuple[LegalReference, ...]) -> tuple[LegalReference, ...]:
    """Add to each article of a code its code, the end of its range and « et suivants »."""
    codes = [_code_near(text, article.span) for article in articles]
    gaps = [text[one.span.end : other.span.start] for one, other in zip(articles, articles[1:], strict=False)]
    joined = [_CONNECTOR.fullmatch(gap) is not None for gap in gaps]
    # A code said once holds for the whole list, before it or behind it.
    for rank in reversed(range(len(gaps))):
        if joined[rank] and codes[rank] is None:
            codes[rank] = codes[rank + 1]
    for rank, article in enumerate(articles):
        if codes[rank] is None and rank and (joined[rank - 1] or means_same_code(text, article.span.end)):
            codes[rank] = codes[rank - 1]
    is_range = [joined[rank] and gap.split()[0] in _RANGE_WORDS for rank, gap in enumerate(gaps)]
    return tuple(
        replace(
            article,
            within=codes[rank],
            through=articles[rank + 1].canonical if rank < len(gaps) and is_range[rank] else None,
            and_following=_FOLLOWING.match(text, article.span.end) is not None,
        )
        for rank, article in enumerate(articles)
    )


def _code_near(text: str, span: Span) -> str | None:
    """Name the code said right after an article (« du CGCT ») or right before it (« CGCT, art. »)."""
    following = _FOLLOWING.match(text, span.end)
    position = following.end() if following else span.end
    for link in (_OF.match(text, position), _COMMA.match(text, position)):
        if link and (name := code_at(text, link.end())):
            return name
    return code_before(text, span.start)


def _plain_articles(text: str, acts: Sequence[LegalReference]) -> Iterator[LegalReference]:
    for match in _PLAIN_ARTICLES.finditer(text):
        owner = (
            _owner_after(text, match.end(), acts, joined_by=_OF)
            or _owner_before(text, match.start(), acts)
            or _owner_after(text, match.end(), acts, joined_by=_COMMA)
            or _same_statute(text, match, acts)
        )
        if owner is None:
            continue
        items = list(re.finditer(_ITEM, match["items"]))
        offset = match.start("items")
        for rank, item in enumerate(items):
            gap = match["items"][item.end() : items[rank + 1].start()] if rank + 1 < len(items) else ""
            yield LegalReference(
                kind=ReferenceKind.ARTICLE,
                canonical=_owned(item[0], owner),
                span=Span(
                    start=match.start() if rank == 0 else offset + item.start(), end=offset + item.end()
                ),
                within=owner,
                through=_owned(items[rank + 1][0], owner) if gap.strip() == "à" else None,
            )


def _owned(item: str, owner: str) -> str:
    """Write an article of a statute or of a code; codes whose articles bear a letter get it back."""
    number = "1" if item == "premier" or (item.endswith("er") and item[0] == "1") else plain_number(item)
    if owner in LETTERED_CODES and "-" in number:
        return f"L{number}"
    return f"{owner} art. {number}"


def _owner_after(
    text: str, position: int, acts: Sequence[LegalReference], *, joined_by: re.Pattern[str]
) -> str | None:
    link = joined_by.match(text, position)
    if link is None:
        return None
    act = next((act for act in acts if act.span.start == link.end()), None)
    return act.canonical if act else code_at(text, link.end())


def _owner_before(text: str, position: int, acts: Sequence[LegalReference]) -> str | None:
    for act in acts:
        if act.span.end <= position and re.fullmatch(r"\s?[,(]\s*", text[act.span.end : position]):
            return act.canonical
    return code_before(text, position)


def _same_statute(text: str, match: re.Match[str], acts: Sequence[LegalReference]) -> str | None:
    """Name the statute last mentioned, for « l'article 10 de cette loi »."""
    if not _OF_SAME_STATUTE.match(text, match.end()):
        return None
    before = [act for act in acts if act.kind is ReferenceKind.STATUTE and act.span.end <= match.start()]
    return max(before, key=lambda act: act.span.end).canonical if before else None


def _bare_articles(text: str) -> Iterator[LegalReference]:
    for match in _BARE_NUMBER.finditer(text):
        owner = code_at(text, match.end())
        if owner:
            canonical = _owned(match["number"], owner)
            yield LegalReference(
                kind=ReferenceKind.ARTICLE, canonical=canonical, span=span_of(match, "number"), within=owner
            )
