"""The hard facts of a text as comparable tokens: numbers, article numbers, days."""

import re
import unicodedata

from assistant.mentions.dates import DATE, parse_date

_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)")
_ARTICLE = re.compile(r"\b([lrd])\.?\s?\*?(?=\d{3,4}\b)")
_TOKEN = re.compile(r"\b[lrd]\d{3,4}(?:-\d+)*\b|(?<![\w.,-])\d+(?:[.,]\d+)?(?:-\d+)*(?!\w)")


def plain_typography(text: str) -> str:
    """Return a text with one kind of space and apostrophe (NFKC), for comparison only."""
    folded = unicodedata.normalize("NFKC", text).replace("’", "'").replace("ʼ", "'")
    return re.sub(r"\s+", " ", folded)


def stated_facts(text: str) -> frozenset[str]:
    """Return the numbers, article numbers and days that a text states, each as a whole token.

    « 3 250 » is « 3250 », « art. L. 1115-1 » is « l1115-1 », « 1er juin 2024 » is « 2024-06-01 » beside its
    numbers.
    """
    plain = plain_typography(text)
    days = {day.isoformat() for found in re.finditer(DATE, plain) if (day := parse_date(found[0]))}
    joined = _THOUSANDS.sub("", plain.lower()).replace("‑", "-").replace("–", "-")
    return frozenset(days) | frozenset(_TOKEN.findall(_ARTICLE.sub(r"\1", joined)))
