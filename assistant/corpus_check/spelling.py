"""Finds words that a French dictionary and the reviewed list do not hold; needs the program hunspell."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence

from assistant.corpus_check.places import line_of_text
from assistant.corpus_check.record import Check, CheckedDocument, Problem
from assistant.corpus_check.reviewed_lists import ACCEPTED_WORDS_FILE
from assistant.errors import ServiceReplyError, ServiceUnavailableError
from assistant.texts_fr import corpus_check as texts

_PROGRAM = "hunspell"
_DICTIONARY = "fr_FR"
_LIMIT_SECONDS = 60.0

_ADDRESS = re.compile(r"https?://\S+|\bwww\.\S+|\S+@\S+")
_LETTERS = r"[^\W\d_]+"
# « aujourd'hui » is one word; an elided article and what hangs on a figure (« 1er », « 19LY04159 ») are none.
_WORD = re.compile(rf"\b{_LETTERS}(?:['’\-]{_LETTERS})*\b")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu|quoiqu)['’](?=\w)", re.IGNORECASE)


def is_available() -> bool:
    """Tell whether the spelling program is installed."""
    return shutil.which(_PROGRAM) is not None


def find_misspelt(documents: Sequence[CheckedDocument], *, accepted: frozenset[str]) -> Iterator[Problem]:
    """Yield each unknown word once a document.

    Args:
        documents: the documents to check.
        accepted: right words that the dictionary does not hold; a capital at the beginning is allowed.

    Raises:
        ServiceError: if the program or its French dictionary is missing.
    """
    words = {word for checked in documents for word, _ in _words(_shown_text(checked))}
    # A word of the list may begin a sentence.
    unknown = _unknown(sorted(words)) - accepted - {word.capitalize() for word in accepted}
    for checked in documents:
        told: set[str] = set()
        for word, start in _words(_shown_text(checked)):
            if word in unknown and word not in told:
                told.add(word)
                yield Problem(
                    path=checked.document.path,
                    line=line_of_text(checked, start, start + len(word)),
                    check=Check.SPELLING,
                    message=texts.MISSPELT.format(word=word, file=ACCEPTED_WORDS_FILE),
                )


def _shown_text(checked: CheckedDocument) -> str:
    """Return the text with its addresses blanked, so that offsets stay those of the document."""
    return _ADDRESS.sub(lambda found: " " * len(found[0]), checked.document.text)


def _words(text: str) -> Iterator[tuple[str, int]]:
    """Yield each word without its elided article, with its offset."""
    for found in _WORD.finditer(text):
        elided = _ELISION.match(found[0])
        cut = elided.end() if elided else 0
        yield found[0][cut:], found.start() + cut


def _unknown(words: Sequence[str]) -> frozenset[str]:
    if not is_available():
        raise ServiceUnavailableError(texts.NO_PROGRAM.format(program=_PROGRAM))
    run = subprocess.run(
        [_PROGRAM, "-d", _DICTIONARY, "-l", "-i", "utf-8"],
        input="\n".join(words),
        capture_output=True,
        encoding="utf-8",
        timeout=_LIMIT_SECONDS,
        check=False,
    )
    if run.returncode != 0 or run.stderr.strip():
        raise ServiceReplyError(texts.NO_DICTIONARY.format(dictionary=_DICTIONARY))
    return frozenset(run.stdout.split())
