"""Reads days as French texts write them."""

import re
from datetime import date

_MONTHS = (
    "janv(?:ier|\\.)",
    "f[ée]v(?:rier|r?\\.)",
    "mars",
    "avr(?:il|\\.)",
    "mai",
    "juin",
    "juil(?:let|\\.)",
    "ao[uû]t",
    "sept(?:embre|\\.)",
    "oct(?:obre|\\.)",
    "nov(?:embre|\\.)",
    "d[ée]c(?:embre|\\.)",
)
_MONTH = "|".join(_MONTHS)

# A day: « 6 février 1992 », « 1er mai 2010 », « 06/02/1992 », « 1992-02-06 ». No group, any case.
DATE = (
    rf"(?i:\b(?:1\s?er|\d{{1,2}})\s+(?:{_MONTH})\s+\d{{4}}\b"
    r"|\b\d{1,2}/\d{1,2}/\d{4}\b|\b\d{4}-\d{2}-\d{2}\b)"
)
_WORDS = re.compile(rf"(\d{{1,2}})(?:\s?er)?\s+({_MONTH})\s+(\d{{4}})", re.IGNORECASE)
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def parse_date(text: str | None) -> date | None:
    """Read one day that matches `DATE`; None for no text and for a day that does not exist."""
    if not text:
        return None
    try:
        if words := _WORDS.fullmatch(text):
            month = next(
                i for i, name in enumerate(_MONTHS, 1) if re.fullmatch(name, words[2], re.IGNORECASE)
            )
            return date(int(words[3]), month, int(words[1]))
        if slashes := _SLASHES.fullmatch(text):
            return date(int(slashes[3]), int(slashes[2]), int(slashes[1]))
        return date.fromisoformat(text)
    except ValueError:
        return None
