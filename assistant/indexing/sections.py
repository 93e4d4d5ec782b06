"""Reads the structure of a document: what stands under one heading, and in a legal text in one article."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import Block, BlockType, Document, Kind, Span, Wording
from assistant.legal_references import canonical_article
from assistant.mentions.record import DASH, plain_number
from assistant.tokens import fold

LEGAL_KINDS = frozenset({Kind.CONSTITUTION, Kind.TREATY, Kind.CODE, Kind.STATUTE, Kind.DECREE, Kind.ORDER})

_LETTERED = rf"(?:L\.?\s?O|[LRDA])\.?\s?\*?\s?\d{{1,4}}(?:{DASH}\d{{1,3}})*"
_PLAIN = rf"premier|1\s?er|\d{{1,4}}(?:{DASH}\d{{1,3}})*(?:\s(?:bis|ter|quater))?"
# « Article L. 1115-1 du CGCT », « Art. 3. - Les … », « ARTICLE PREMIER : … », alone or before a separator;
# « Article 3 de la loi … » opens a sentence, not an article.
_ARTICLE_LABEL = re.compile(
    rf"(?:(?:article|art\.?)\s+(?P<number>{_LETTERED}|{_PLAIN})|(?P<bare>{_LETTERED}))(?!{DASH}?\d)"
    r"(?:\s+du\s+(?:CGCT|code\s[\w\s’']{1,60}))?(?:(?:\s*(?:[.:–—-]+|\([^)]{1,40}\)))+\s*|\s*\Z)",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(r"(?:\d{1,2}°|\d{1,2}[.)]\s|[a-z]{1,2}\)|[-–—•*✓➤►]\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A block that is not a heading, without outer white space, with its role in its section."""

    start: int
    end: int
    type: BlockType
    page: int | None
    # Where its own words begin: after an article's label.
    words_start: int
    # Rank in its article, from 1; None outside official articles.
    alinea: int | None
    is_enumerated: bool
    # Ends with a colon: what follows depends on it.
    is_introduction: bool

    def is_label(self) -> bool:
        """Tell whether it is an article's label and nothing else."""
        return self.words_start == self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What stands under one heading and in one article."""

    heading_path: tuple[str, ...]
    # Number of the article, as a locator writes it ("L1115-1", "1er"); None outside articles.
    article: str | None
    # Headings below the article's own.
    article_path: tuple[str, ...]
    # Before the first sub-heading of the document.
    is_lead: bool
    units: tuple[Unit, ...]


def units_within(section: Section, span: Span) -> tuple[Unit, ...]:
    """Return the units of a section that a span touches."""
    first = bisect_right(section.units, span.start, key=lambda unit: unit.end)
    last = bisect_left(section.units, span.end, key=lambda unit: unit.start)
    return section.units[first:last]


def document_sections(document: Document) -> Iterator[Section]:
    """Yield the sections of a document in order; those without text are left out."""
    walk = _Walk(document)
    for block in document.blocks:
        yield from walk.take(block)
    yield from walk.close_section()


class _Walk:
    """Follows the headings and articles while the blocks of one document pass."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._title = _plain(document.title)
        self._is_legal = document.kind in LEGAL_KINDS
        self._is_official = document.wording is Wording.OFFICIAL
        reference = document.reference if self._is_legal else None
        self._own_article = canonical_article(reference) if reference else None
        # Level and words of each heading above; the document's own title has no words.
        self._headings: list[tuple[int, str]] = []
        self._headings_count = 0
        self._article = self._own_article
        # Headings above the article; None for an article that no heading opens.
        self._article_depth = 0
        self._alineas_count = 0
        self._units: list[Unit] = []

    def take(self, block: Block) -> Iterator[Section]:
        words = self._text[block.start : block.end]
        if not words.strip():
            return
        if block.type is BlockType.HEADING:
            yield from self.close_section()
            self._enter_heading(block.level, " ".join(words.split()))
            return
        start = block.start + len(words) - len(words.lstrip())
        end = block.start + len(words.rstrip())
        label = self._article_label(self._text[start:end]) if block.type is BlockType.PARAGRAPH else None
        if label:
            yield from self.close_section()
            self._enter_article(_article_number(label), depth=len(self._headings))
        self._units.append(self._unit(block, start, end, words_start=start + (label.end() if label else 0)))

    def close_section(self) -> Iterator[Section]:
        if self._units:
            path = self._path(self._headings)
            yield Section(
                heading_path=path,
                article=self._article,
                article_path=self._path(self._headings[self._article_depth :]),
                is_lead=self._headings_count <= 1,
                units=tuple(self._units),
            )
        self._units = []

    @staticmethod
    def _path(headings: list[tuple[int, str]]) -> tuple[str, ...]:
        return tuple(words for _, words in headings if words)

    def _enter_heading(self, level: int, words: str) -> None:
        is_title = self._headings_count == 0 and _plain(words) == self._title
        self._headings_count += 1
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        if self._article is not self._own_article and len(self._headings) < self._article_depth:
            self._enter_article(self._own_article, depth=0)
        self._headings.append((level, "" if is_title else words))
        label = self._article_label(words)
        if label:
            self._enter_article(_article_number(label), depth=len(self._headings))

    def _enter_article(self, number: str | None, *, depth: int) -> None:
        self._article, self._article_depth, self._alineas_count = number, depth, 0

    def _article_label(self, words: str) -> re.Match[str] | None:
        label = _ARTICLE_LABEL.match(words) if self._is_legal else None
        return label if label and (label["number"] or label.end() == len(words)) else None

    def _unit(self, block: Block, start: int, end: int, *, words_start: int) -> Unit:
        words = self._text[start:end]
        is_alinea = self._is_official and self._article is not None and words_start < end
        is_alinea = is_alinea and block.type is not BlockType.TABLE_ROW
        self._alineas_count += is_alinea
        return Unit(
            start=start,
            end=end,
            type=block.type,
            page=block.page,
            words_start=words_start,
            alinea=self._alineas_count if is_alinea else None,
            is_enumerated=block.type is not BlockType.PARAGRAPH or _ENUMERATED.match(words) is not None,
            is_introduction=words.endswith(":"),
        )


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", fold(words)))


def _article_number(label: re.Match[str]) -> str:
    """Write an article's number as a locator does."""
    number = (label["number"] or label["bare"]).lower()
    if number == "premier" or re.fullmatch(r"1\s?er", number):
        return "1er"
    lettered = re.fullmatch(r"(l\.?\s?o|[lrda])\.?\s?\*?\s?(\d.*)", number)
    if lettered:
        return re.sub(r"[.\s]", "", lettered[1]).upper() + plain_number(lettered[2])
    return re.sub(DASH, "-", number)
