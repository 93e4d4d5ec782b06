"""Makes paragraphs of the lines of pages: running titles dropped, cut words mended, lines joined."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.cleaning import clean_text
from assistant.indexing.readers.plain_lines import Paragraph, ends_sentence, starts_division, starts_item

# Running titles stand in the outermost lines of a page.
_EDGE_LINES = 3
_RUNNING_SHARE = 0.4
_MAX_RUNNING_CHARS = 100
_DIGITS = re.compile(r"\d+")
_BLANKS = re.compile(r"\s+")
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.)?\s*(\d{1,4})\s*(?:(?:/|sur|de)\s*(\d{1,4}))?\W*", re.IGNORECASE)
_PAGE_WORD = re.compile(r"\W*(?:page|p\.)\s*\d|\d\s*/\s*\d", re.IGNORECASE)

_CUT_WORD = re.compile(r"([^\W\d_]+)[-\u2010]$")
_ENDS_IN_HYPHEN = re.compile(r"\w[-\u2010]$")
_SOFT_HYPHEN_AT_END = re.compile(r"\xad[ \t]*(?=[\r\n]|$)")
_WORD_START = re.compile(r"[^\W\d_]+")
_HYPHENATED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_CLITIC = re.compile(
    r"(?:t|je|tu|il|ils|elle|elles|on|nous|vous|ce|ci|là|le|la|les|lui|leur|même|mêmes|en|y)\b"
)
_HYPHEN_PREFIXES = frozenset(
    {
        "vice",
        "ex",
        "non",
        "demi",
        "semi",
        "quasi",
        "nord",
        "sud",
        "franco",
        "avant",
        "après",
        "arrière",
        "peut",
    }
)
# "souscrire", "soustraire", "soussigné": words whose first syllable looks like the prefix.
_NO_HYPHEN_AFTER_SOUS = re.compile(r"cri|tra[iyc]|sign")

# A line shorter than this share of the usual width ends its paragraph, if its words do.
_FULL_LINE_SHARE = 0.85
_USUAL_WIDTH_QUANTILE = 0.8
# A line this short, without the sign that ends a sentence, may be a title on a line of its own.
_TITLE_LINE_SHARE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    text: str
    page: int
    follows_blank: bool


def page_paragraphs(pages: Sequence[str]) -> list[Paragraph]:
    """Return the paragraphs of a paged text, each with the page on which it starts.

    Args:
        pages: text of each page as extracted, lines parted by line feeds.
    """
    lines = _without_running_lines([_lines(page, number) for number, page in enumerate(pages, start=1)])
    if not lines:
        return []
    widths = sorted(len(line.text) for line in lines)
    width = widths[min(int(len(widths) * _USUAL_WIDTH_QUANTILE), len(widths) - 1)]
    compounds = {match.lower() for line in lines for match in _HYPHENATED.findall(line.text)}
    paragraphs: list[Paragraph] = []
    joined, page = lines[0].text, lines[0].page
    for previous, line in zip(lines, lines[1:], strict=False):
        if _begins_paragraph(previous, line, width):
            paragraphs.append(Paragraph(text=joined, page=page))
            joined, page = line.text, line.page
        else:
            joined = _join(joined, line.text, compounds)
    return [*paragraphs, Paragraph(text=joined, page=page)]


def _lines(page: str, number: int) -> list[_Line]:
    # A soft hyphen at a line's end is a cut word's hyphen; anywhere else cleaning drops it.
    marked = _SOFT_HYPHEN_AT_END.sub("-", page)
    lines: list[_Line] = []
    follows_blank = False
    for line in clean_text(marked, max_chars=len(marked) * 4).split("\n"):
        words = line.strip()
        if words:
            lines.append(_Line(text=words, page=number, follows_blank=follows_blank))
        follows_blank = not words
    return lines


def _without_running_lines(pages: Sequence[list[_Line]]) -> list[_Line]:
    """Drop the headers, footers and page numbers that come again on page after page."""
    running = _running_keys(pages)
    offset = _page_number_offset(pages)

    def is_running(line: _Line) -> bool:
        return _running_key(line) in running or _is_page_number(line, offset)

    kept: list[_Line] = []
    for page in pages:
        start, end = 0, len(page)
        while start < min(end, _EDGE_LINES) and is_running(page[start]):
            start += 1
        while end > max(start, len(page) - _EDGE_LINES) and is_running(page[end - 1]):
            end -= 1
        kept.extend(page[start:end])
    return kept


def _running_keys(pages: Sequence[list[_Line]]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_running_key(line) for line in (*page[:_EDGE_LINES], *page[-_EDGE_LINES:])})
    needed = max(2, _RUNNING_SHARE * len(pages))
    return frozenset(key for key, count in counts.items() if count >= needed)


def _page_number_offset(pages: Sequence[list[_Line]]) -> int:
    """Return the usual difference between the number printed on a page and its rank."""
    edges = (line for page in pages for line in {*page[:1], *page[-1:]})
    numbers = ((_PAGE_NUMBER.fullmatch(line.text), line.page) for line in edges)
    offsets = Counter(int(match[1]) - page for match, page in numbers if match)
    return offsets.most_common(1)[0][0] if len(pages) > 1 and offsets else 0


def _running_key(line: _Line) -> str:
    """Return what stays of a running line from page to page; numbered divisions stay different."""
    text = _BLANKS.sub(" ", line.text)
    if starts_division(text) or starts_item(text) or len(text) > _MAX_RUNNING_CHARS:
        return f"{text}\n{line.page}"
    return _DIGITS.sub("#", text.lower())


def _is_page_number(line: _Line, offset: int) -> bool:
    match = _PAGE_NUMBER.fullmatch(line.text)
    return match is not None and (
        _PAGE_WORD.match(line.text) is not None or int(match[1]) - line.page == offset
    )


def _begins_paragraph(previous: _Line, line: _Line, width: int) -> bool:
    words = line.text
    if starts_item(words) or starts_division(words) or starts_division(previous.text):
        return True
    if words[0].islower() or _ENDS_IN_HYPHEN.search(previous.text):
        return False
    if line.follows_blank:
        return True
    if ends_sentence(previous.text):
        return len(previous.text) < _FULL_LINE_SHARE * width
    return _is_title_line(previous.text, width) or (_is_in_capitals(previous.text) != _is_in_capitals(words))


def _is_title_line(text: str, width: int) -> bool:
    return len(text) < _TITLE_LINE_SHARE * width and not text.endswith((",", "-"))


def _is_in_capitals(text: str) -> bool:
    return text.upper() == text and sum(map(str.isalpha, text)) >= 4


def _join(text: str, following: str, compounds: set[str]) -> str:
    """Join two lines of a paragraph; a word cut at the line's end becomes whole again."""
    cut = _CUT_WORD.search(text)
    start = _WORD_START.match(following)
    if cut is None:
        glue = "" if re.search(r"\d-$", text) and following[0].isdigit() else " "
        return f"{text}{glue}{following}"
    if start is None or start[0][0].isupper():
        return f"{text[:-1]}-{following}"
    hyphen = "-" if _keeps_hyphen(cut[1].lower(), start[0].lower(), compounds) else ""
    return f"{text[:-1]}{hyphen}{following}"


def _keeps_hyphen(first: str, second: str, compounds: set[str]) -> bool:
    if f"{first}-{second}" in compounds:
        return True
    if first == "sous":
        return _NO_HYPHEN_AFTER_SOUS.match(second) is None
    return first in _HYPHEN_PREFIXES or _CLITIC.fullmatch(second) is not None
