"""Reads the reviewed glossary: which words may stand for which, and how short writing is spelled out."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.answering.reviewed_yaml import parse_reviewed, read_reviewed_file
from assistant.errors import MetadataError
from assistant.tokens import analyse

_log = logging.getLogger(__name__)

# Its name at the top of a corpus folder.
FILE_NAME = "glossaire.yaml"


class Relation(StrEnum):
    """How the terms of an entry are related to their counterparts."""

    ACRONYM = "acronym"
    SYNONYM = "synonym"
    # A case of the counterpart, or an everyday word looser than it.
    NARROWER = "narrower"
    FORMER = "former"
    ENGLISH = "english"


class Direction(StrEnum):
    """Which side of an entry makes one think of the other."""

    BOTH = "both"
    # From the terms to their counterparts alone.
    FORWARD = "forward"


_TWO_WAYS = frozenset({Relation.ACRONYM, Relation.SYNONYM, Relation.FORMER})


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryEntry:
    """Words or phrases, and those that may stand for them."""

    terms: tuple[str, ...]
    counterparts: tuple[str, ...]
    relation: Relation
    direction: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """What the reviewers have written down; empty by default."""

    entries: tuple[GlossaryEntry, ...] = ()
    # Written short → written out; keys of one or several words.
    shorthand: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    # Right words that look like a slip of another.
    kept_words: frozenset[str] = frozenset()


def _searchable(text: str) -> str:
    if not analyse(text):
        raise ValueError(text)
    return text


# At least one letter or figure.
_Text = Annotated[str, Field(pattern=r"\w", max_length=120)]
# Of stop words alone nothing would remain to search for.
_SearchableText = Annotated[_Text, AfterValidator(_searchable)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Entry(_Strict):
    """One entry as written; the direction may be left out."""

    terms: Annotated[tuple[_Text, ...], Field(min_length=1)]
    counterparts: Annotated[tuple[_SearchableText, ...], Field(min_length=1)]
    relation: Relation
    direction: Direction | None = None

    def record(self) -> GlossaryEntry:
        usual = Direction.BOTH if self.relation in _TWO_WAYS else Direction.FORWARD
        return GlossaryEntry(
            terms=self.terms,
            counterparts=self.counterparts,
            relation=self.relation,
            direction=self.direction or usual,
        )


class _File(_Strict):
    entries: tuple[_Entry, ...]
    shorthand: dict[_Text, _Text] = Field(default_factory=dict)
    kept_words: tuple[_Text, ...] = ()


def load_glossaries(folders: Iterable[Path]) -> Glossary:
    """Read the glossaries that stand in corpus folders, as one; a malformed one is left out with a warning.

    Args:
        folders: corpus folders; on a short form that several explain, the last one counts.
    """
    read = [one for folder in folders if (one := _usable(folder / FILE_NAME)) is not None]
    shorthand: dict[str, str] = {}
    for one in read:
        shorthand.update(one.shorthand)
    return Glossary(
        entries=tuple(entry for one in read for entry in one.entries),
        shorthand=MappingProxyType(shorthand),
        kept_words=frozenset[str]().union(*(one.kept_words for one in read)),
    )


def _usable(path: Path) -> Glossary | None:
    try:
        return load_glossary(path)
    except MetadataError as error:
        _log.warning("%s", error)
        return None


def load_glossary(path: Path) -> Glossary:
    """Read a glossary file; where there is none, the glossary is empty.

    Raises:
        MetadataError: if the file cannot be read or anything in it is malformed; names it and each line.
    """
    source = read_reviewed_file(path)
    if source is None:
        return Glossary()
    return read_glossary(source, file_name=path.name)


def read_glossary(source: str, *, file_name: str) -> Glossary:
    """Read a glossary from YAML.

    Args:
        source: three keys: `entries`, a list; `shorthand`, short form → full form; `kept_words`, a list.
        file_name: the file to name in errors.

    Raises:
        MetadataError: if anything is malformed, unknown or empty; names the file and each line.
    """
    file = parse_reviewed(source, _File, file_name=file_name).value
    return Glossary(
        entries=tuple(entry.record() for entry in file.entries),
        shorthand=MappingProxyType(dict(file.shorthand)),
        kept_words=frozenset(file.kept_words),
    )
