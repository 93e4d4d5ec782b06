"""Makes any text that enters, document or question, safe to store, to embed and to show."""

import re
import unicodedata

# Longest run of combining marks kept, Unicode's stream-safe bound; sorting a longer one is quadratic.
_MAX_MARKS_IN_A_ROW = 30

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028]")
# Runs that may hold too many combining marks; Python counts no such mark as a word character.
_LONG_MARK_RUN = re.compile(rf"[^\w\s\x00-\u02ff]{{{_MAX_MARKS_IN_A_ROW + 1},}}")

_INVISIBLE = (
    *range(0x00, 0x09),  # controls but tab and line feed
    *range(0x0B, 0x20),
    *range(0x7F, 0xA0),
    0x00AD,  # soft hyphen
    0x034F,  # grapheme joiner
    0x061C,  # Arabic letter mark
    *(0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0),  # fillers without a shape
    *range(0x180B, 0x1810),
    *range(0x200B, 0x2010),  # zero-width characters and direction marks
    *range(0x202A, 0x202F),  # direction embeddings and overrides
    *range(0x2060, 0x2070),  # word joiner, invisible operators, direction isolates
    *range(0xD800, 0xE000),  # lone surrogates
    *range(0xFE00, 0xFE10),  # variation selectors
    0xFEFF,  # byte order mark
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0200),  # tags and more variation selectors
)

_NARROW_NO_BREAK_SPACE = "\u202f"
_REPLACED: dict[int, str] = {
    0x2029: "\n\n",
    # Thin and figure spaces hold numbers and punctuation together.
    **dict.fromkeys((0x2007, 0x2009, 0x200A), _NARROW_NO_BREAK_SPACE),
    **dict.fromkeys((0x1680, *range(0x2000, 0x2007), 0x2008, 0x205F, 0x3000), " "),
    # Ligatures that typesetting leaves in copied text.
    **dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
}
_TABLE: dict[int, str | None] = {**dict.fromkeys(_INVISIBLE), **_REPLACED}


def clean_text(text: str, *, max_chars: int) -> str:
    r"""Return the text in NFC, with plain line ends and without anything invisible.

    Dropped: NUL and other controls, lone surrogates, zero-width characters, direction overrides,
    soft hyphens, variation selectors. Line ends of every kind become "\n". No-break and narrow no-break
    spaces stay; thin and figure spaces become the narrow one, other wide spaces a plain space.
    Typesetting ligatures are spelt out. Cleaning twice changes nothing more.

    Args:
        text: any text, also one with lone surrogates.
        max_chars: length at which the result is cut. A door that refuses long texts instead of
            cutting them passes one more than its limit, then measures the result.

    Returns:
        At most `max_chars` characters; inner runs of spaces are kept.
    """
    visible = _LINE_END.sub("\n", text).translate(_TABLE)
    bounded = _LONG_MARK_RUN.sub(_drop_excess_marks, visible)
    return unicodedata.normalize("NFC", bounded)[:max_chars]


def _drop_excess_marks(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MAX_MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)
