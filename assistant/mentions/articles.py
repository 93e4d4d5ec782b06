"""Finds articles: of codes by their letter, of statutes and of the Constitution by their text."""

import re
from collections.abc import Iterator, Sequence

from assistant.domain import Span
from assistant.mentions.record import DASH, LegalReference, ReferenceKind, plain_number

_SUFFIX = r"(?:\s(?:bis|ter|quater|quinquies|sexies)\b)?"
_HEAD = r"(?P<head>\b(?i:articles?|art\.?)\s*)"
# Without full stop and without « article », only a number such as 1115-1 is safe.
_LONG_NUMBER = re.compile(rf"\d{{3,4}}{DASH}\d")
# A letter counts with its full stop, with a hyphen in the number, or after « article ».
_CODE_ARTICLE = re.compile(
    rf"{_HEAD}?(?<![^\W_])(?:(?P<letter>(?i:L\.?\s?O|[LRD])|A)(?P<stop>\.)?\s{{0,2}}\*?\s?"
    rf"(?P<number>\d{{1,4}}(?:{DASH}\d{{1,3}})*{_SUFFIX}))(?![\w%]|{DASH}\d)"
)
_CONTINUATION = re.compile(
    rf"\s*(?:,|et|ou|à)\s+(?P<number>\d{{1,4}}(?:{DASH}\d{{1,3}})+{_SUFFIX})(?![\w%/]|{DASH}\d)"
)
_ITEM = rf"(?:premier|1\s?er|\d{{1,4}}(?:{DASH}\d{{1,3}})*{_SUFFIX})"
_PLAIN_ARTICLES = re.compile(
    rf"\b(?i:articles?|art\.?)\s+(?P<items>{_ITEM}(?:\s*(?:,|et|ou|à)\s+{_ITEM})*)\b"
)
_SUBDIVISION = r"(?:\s*,?\s*(?:\([^)]{1,30}\)|(?i:alinéas?|al\.|§|[IVX]+\b)\s*\d*|\d{1,2}°))*"
_OF = re.compile(rf"{_SUBDIVISION}\s*,?\s*\b(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|de\s+)")
_COMMA = re.compile(rf"{_SUBDIVISION}\s*[,(]?\s+")
_FOLLOWING = re.compile(r"\s+et\s+(?:suivants?\b|s\.)")
_CONNECTOR = re.compile(r"\s*(?:,|,?\s?et|,?\s?ou|à|au)\s+(?:(?:de\s+)?l['’])?")

# Codes, by the short name that front matter uses.
_CODES = {
    "CGCT": r"CGCT\b|code\s+(?:général\s+)?des\s+collectivités(?:\s+territoriales)?",
    "CGI": r"CGI\b|code\s+général\s+des\s+impôts",
    "CGFP": r"CGFP\b|code\s+général\s+de\s+la\s+fonction\s+publique",
    "CJA": r"CJA\b|code\s+de\s+justice\s+administrative",
    "CRPA": r"CRPA\b|code\s+des\s+relations\s+entre\s+le\s+public\s+et\s+l['’]administration",
    "CCP": r"CCP\b|code\s+de\s+la\s+commande\s+publique",
    "CASF": r"CASF\b|code\s+de\s+l['’]action\s+sociale\s+et\s+des\s+familles",
    "CESEDA": r"CESEDA\b|code\s+de\s+l['’]entrée\s+et\s+du\s+séjour\s+des\s+étrangers",
    "Constitution": r"constitution\b",
}
_OTHER_CODE = re.compile(
    r"code\s+(?:pénal|civil|électoral|rural|monétaire\s+et\s+financier|(?:du|de\s+la|de\s+l['’]|de|des)\s*[^\W\d_]+)",
    re.IGNORECASE,
)


def find_articles(text: str, acts: Sequence[LegalReference]) -> Iterator[LegalReference]:
    """Yield articles; a number without a letter counts only with the text that it belongs to.

    Args:
        text: where to look.
        acts: the acts already found in the same text.
    """
    yield from _linked(text, tuple(_code_articles(text)))
    yield from _plain_articles(text, acts)


def _code_articles(text: str) -> Iterator[LegalReference]:
    for match in _CODE_ARTICLE.finditer(text):
        number = match["number"]
        is_marked = match["stop"] or match["head"]
        if not is_marked and (match["letter"] == "A" or not _LONG_NUMBER.match(number)):
            continue
        letter = re.sub(r"[.\s]", "", match["letter"]).upper()
        yield _article(letter + plain_number(number), match.start(), match.end())
        yield from _continued(text, letter, match)


def _continued(text: str, letter: str, first: re.Match[str]) -> Iterator[LegalReference]:
    """Yield the numbers of « L. 2131-1 et 2131-2 »: no letter, the same first number."""
    root = re.split(DASH, first["number"])[0]
    match = _CONTINUATION.match(text, first.end())
    while match and re.split(DASH, match["number"])[0] == root:
        yield _article(letter + plain_number(match["number"]), match.start("number"), match.end())
        match = _CONTINUATION.match(text, match.end())


def _article(canonical: str, start: int, end: int) -> LegalReference:
    return LegalReference(kind=ReferenceKind.ARTICLE, canonical=canonical, span=Span(start=start, end=end))


def _linked(text: str, articles: tuple[LegalReference, ...]) -> Iterator[LegalReference]:
    """Add to each article of a code its code, the end of its range and « et suivants »."""
    linked: list[LegalReference] = []
    following: LegalReference | None = None
    for article in reversed(articles):
        gap = text[article.span.end : following.span.start] if following else None
        is_joined = gap is not None and _CONNECTOR.fullmatch(gap) is not None
        within = _code_near(text, article.span)
        if within is None and is_joined and following:
            within = following.within
        is_range = is_joined and gap is not None and gap.split()[:1] in (["à"], ["au"])
        following = LegalReference(
            kind=article.kind,
            canonical=article.canonical,
            span=article.span,
            within=within,
            through=following.canonical if is_range and following else None,
            and_following=_FOLLOWING.match(text, article.span.end) is not None,
        )
        linked.append(following)
    yield from reversed(linked)


def _code_near(text: str, span: Span) -> str | None:
    """Name the code said right after an article (« du CGCT ») or right before it (« CGCT, art. »)."""
    following = _FOLLOWING.match(text, span.end)
    position = following.end() if following else span.end
    for link in (_OF.match(text, position), _COMMA.match(text, position)):
        if link and (name := _code_at(text, link.end())):
            return name
    for name, pattern in _CODES.items():
        if re.search(rf"\b(?:{pattern})[\s,:(]*$", text[max(0, span.start - 60) : span.start], re.IGNORECASE):
            return name
    return None


def _code_at(text: str, position: int) -> str | None:
    for name, pattern in _CODES.items():
        if re.compile(pattern, re.IGNORECASE).match(text, position):
            return name
    other = _OTHER_CODE.match(text, position)
    return " ".join(other[0].lower().split()) if other else None


def _plain_articles(text: str, acts: Sequence[LegalReference]) -> Iterator[LegalReference]:
    for match in _PLAIN_ARTICLES.finditer(text):
        owner = (
            _owner_after(text, match.end(), acts, joined_by=_OF)
            or _owner_before(text, match.start(), acts)
            or _owner_after(text, match.end(), acts, joined_by=_COMMA)
        )
        if owner is None:
            continue
        items = list(re.finditer(_ITEM, match["items"]))
        offset = match.start("items")
        for rank, item in enumerate(items):
            gap = match["items"][item.end() : items[rank + 1].start()] if rank + 1 < len(items) else ""
            yield LegalReference(
                kind=ReferenceKind.ARTICLE,
                canonical=f"{owner} art. {_plain_item(item[0])}",
                span=Span(
                    start=match.start() if rank == 0 else offset + item.start(), end=offset + item.end()
                ),
                within=owner,
                through=f"{owner} art. {_plain_item(items[rank + 1][0])}" if gap.strip() == "à" else None,
            )


def _plain_item(item: str) -> str:
    return "1" if item == "premier" or item.endswith("er") and item[0] == "1" else plain_number(item)


def _owner_after(
    text: str, position: int, acts: Sequence[LegalReference], *, joined_by: re.Pattern[str]
) -> str | None:
    link = joined_by.match(text, position)
    if link is None:
        return None
    act = next((act for act in acts if act.span.start == link.end()), None)
    return act.canonical if act else _code_at(text, link.end())


def _owner_before(text: str, position: int, acts: Sequence[LegalReference]) -> str | None:
    for act in acts:
        if act.span.end <= position and re.fullmatch(r"\s?[,(]\s*", text[act.span.end : position]):
            return act.canonical
    return None
