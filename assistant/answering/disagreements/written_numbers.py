"""Reads numbers as French texts write them: in digits, in words, as fractions, with a scale."""

import re
from collections.abc import Iterator

_SIMPLE = {
    **{"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8},
    **{"neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15},
    **{"seize": 16, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60},
}
_HUNDREDS = frozenset({"cent", "cents"})
_ANY_WORD = "|".join(sorted((*_SIMPLE, *_HUNDREDS, "mille"), key=len, reverse=True))
SPACE = r"[ \u00a0\u202f]"
# « vingt-trois mille », « soixante et onze », « deux cents »; « pour cent » is no number.
_WORDS = rf"(?<!pour )\b(?:{_ANY_WORD})\b(?:(?:-et-| et |[- ])(?:{_ANY_WORD})\b)*"
_DIGITS = rf"(?<![\d,])\d{{1,3}}(?:{SPACE}\d{{3}}|\.\d{{3}})+(?:,\d+)?(?!\d)|(?<![\d,])\d+(?:[,.]\d+)?"
NUMBER = rf"(?P<number>{_DIGITS}|{_WORDS})"
# « 1,5 M », « 23 k », « deux millions », « 3 Md »; « un million et demi » is written out.
SCALE = rf"(?:{SPACE}?(?P<scale>millions?|milliards?|milliers?|mds?|m|k)\b(?P<half> et demie?)?)?"
_SCALES = {"million": 10**6, "milliard": 10**9, "millier": 10**3, "md": 10**9, "m": 10**6, "k": 10**3}

_PARTS = {
    **{"moitie": 2, "tiers": 3, "quart": 4, "cinquieme": 5, "sixieme": 6, "huitieme": 8, "dixieme": 10},
    **{"vingtieme": 20, "centieme": 100, "millieme": 1000},
}
_FRACTION = re.compile(
    r"\b(?P<count>un|une|le|la|les|l'un|du|au|deux|trois|quatre|cinq|neuf)\s+(?:(?P<two>deux|trois"
    r"|quatre)\s+)?"
    rf"(?P<part>{'|'.join(_PARTS)})s?\b(?! (?:pays|etats?|lieux?|fois))"
)
_OUT_OF = re.compile(
    rf"{NUMBER}(?:\s+[a-z]+){{0,2}}\s+sur\s+(?P<whole>deux|trois|quatre|cinq|dix|vingt|cent|mille"
    rf"|[2-9]|[1-9]0|1000?)\b"
)
_CENT_OF_EURO = re.compile(r"\b(?:un|1) centimes? (?:par|pour (?:un|chaque)|sur un) euro\b")
_ALL = re.compile(r"\b(?:la totalite|l'integralite|en totalite|integralement|cent pour cent)\b")


def read_number(written: str, scale: str | None = None, half: str | None = None) -> float:
    """Read a number that matches `NUMBER`, times its scale.

    Args:
        written: digits or words, small letters without accents.
        scale: what matches the scale of `SCALE`; None: none.
        half: « et demi » behind.
    """
    factor = _SCALES[scale.rstrip("s")] if scale else 1
    if written[0].isdigit():
        digits = re.sub(rf"{SPACE}|\.(?=\d{{3}}(?!\d))", "", written).replace(",", ".")
        number = float(digits)
    else:
        number = float(_in_words(written))
    return (number + (0.5 if half else 0)) * factor


def _in_words(written: str) -> int:
    thousands = group = 0
    before = ""
    for word in re.split(r"[- ]+", written):
        if word == "mille":
            thousands, group = (group or 1) * 1000, 0
        elif word in _HUNDREDS:
            group = (group or 1) * 100
        elif word.startswith("vingt") and before == "quatre":
            group += 76
        else:
            group += _SIMPLE.get(word, 0)
        before = word
    return thousands + group


def find_shares(folded: str) -> Iterator[tuple[float, re.Match[str]]]:
    """Yield the shares that a text writes in words, in hundredths: « un tiers », « trois sur quatre »."""
    for match in _FRACTION.finditer(folded):
        count = read_number(match["two"] or (match["count"] if match["count"] in _SIMPLE else "un"))
        whole = _PARTS[match["part"]]
        if count < whole:
            yield round(100 * count / whole, 1), match
    for match in _OUT_OF.finditer(folded):
        count, whole_number = read_number(match["number"]), read_number(match["whole"])
        if 0 < count < whole_number:
            yield round(100 * count / whole_number, 1), match
    for match in _CENT_OF_EURO.finditer(folded):
        yield 1.0, match
    for match in _ALL.finditer(folded):
        yield 100.0, match
