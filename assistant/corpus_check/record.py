"""The records that the checks share: a document with its source, and a problem found in it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant.domain import Document


class Check(StrEnum):
    """What a problem was found by."""

    READING = "reading"
    COMPLETENESS = "completeness"
    REFERENCES = "references"
    VERSIONS = "versions"
    LINKS = "links"
    WORDING = "wording"
    FIGURES = "figures"
    FRESHNESS = "freshness"
    DUPLICATES = "duplicates"
    SPELLING = "spelling"
    SUGGESTIONS = "suggestions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend."""

    # Relative to its corpus folder, with "/".
    path: str
    # Line of the file, from 1.
    line: int
    check: Check
    # French: what is wrong, then how to mend it.
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDocument:
    """A document with the file that it was read from."""

    document: Document
    location: Path
    # The file as text, metadata included; the extracted text for formats that are not plain text.
    source: str
    # Offset in `source` at which the body begins.
    body_start: int
    # Metadata keys that were written.
    stated_keys: frozenset[str]
    # Its corpus folder: a link may lead no further.
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusCheck:
    """What linting a corpus found."""

    # Documents that could be read.
    documents: int
    # By path, line and check.
    problems: tuple[Problem, ...]

    def is_clean(self) -> bool:
        """Tell whether nothing is to mend."""
        return not self.problems
