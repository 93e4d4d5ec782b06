"""Reads the reviewed glossary: which words may stand for which, and how short writing is spelled out."""

import errno
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from assistant.errors import MetadataError
from assistant.texts_fr import reading as texts
from assistant.tokens import analyse

_log = logging.getLogger(__name__)

# Its name at the top of a corpus folder.
FILE_NAME = "glossaire.yaml"
# The quick parser where PyYAML was built with it; both give the same nodes.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Every scalar stays the text that was written: « no » and « on » are words here.
_Plain = str | list["_Plain"] | dict[str, "_Plain"]
_Place = tuple[str | int, ...]


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


class _Fault(Exception):
    """One place of the file is malformed; says which line, from 1."""

    def __init__(self, reason: str, *, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


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
    try:
        source = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Glossary()
    except UnicodeDecodeError as error:
        raise _error([(1, texts.BINARY_FILE)], path.name) from error
    except OSError as error:
        code = errno.errorcode.get(error.errno or 0, type(error).__name__)
        reason = texts.OPENING_FAILURES.get(code) or texts.OTHER_OPENING_FAILURE.format(code=code)
        raise _error([(1, texts.NOT_OPENED.format(reason=reason))], path.name) from error
    return read_glossary(source, file_name=path.name)


def read_glossary(source: str, *, file_name: str) -> Glossary:
    """Read a glossary from YAML.

    Args:
        source: three keys: `entries`, a list; `shorthand`, short form → full form; `kept_words`, a list.
        file_name: the file to name in errors.

    Raises:
        MetadataError: if anything is malformed, unknown or empty; names the file and each line.
    """
    lines: dict[_Place, int] = {}
    try:
        _refuse_aliases(source)
        value = _plain(yaml.compose(source, Loader=_LOADER), (), lines)
    except _Fault as fault:
        raise _error([(fault.line, fault.reason)], file_name) from fault
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _error([(mark.line + 1 if mark else 1, texts.YAML_MALFORMED)], file_name) from error
    try:
        file = _File.model_validate(value)
    except ValidationError as error:
        found = [(_line_of(detail, lines), _reason(detail)) for detail in error.errors()]
        raise _error(found, file_name) from error
    return Glossary(
        entries=tuple(entry.record() for entry in file.entries),
        shorthand=MappingProxyType(dict(file.shorthand)),
        kept_words=frozenset(file.kept_words),
    )


def _refuse_aliases(source: str) -> None:
    """Refuse what stands for something written elsewhere: it could stand for itself."""
    for event in yaml.parse(source, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise _Fault(texts.YAML_ALIAS, line=getattr(event.start_mark, "line", 0) + 1)


def _plain(node: yaml.Node | None, place: _Place, lines: dict[_Place, int]) -> _Plain:
    """Return the value of a node, noting the line of each place in it."""
    line = node.start_mark.line + 1 if node else 1
    lines.setdefault(place, line)
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*place, rank), lines) for rank, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        raise _Fault(texts.NOT_A_MAPPING, line=line)
    return _mapping(node, place, lines)


def _mapping(node: yaml.MappingNode, place: _Place, lines: dict[_Place, int]) -> dict[str, _Plain]:
    values: dict[str, _Plain] = {}
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in values:
            raise _Fault(texts.YAML_REPEATED_KEY.format(key=name), line=line)
        lines[(*place, name)] = line
        values[name] = _plain(value, (*place, name), lines)
    return values


def _line_of(detail: ErrorDetails, lines: Mapping[_Place, int]) -> int:
    """Return the line of the innermost place that was written."""
    place = detail["loc"]
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _reason(detail: ErrorDetails) -> str:
    template = texts.METADATA_FAULTS.get(detail["type"], texts.METADATA_OTHER_FAULT)
    expected = str((detail.get("ctx") or {}).get("expected", "")).replace(" or ", ", ").replace("'", "")
    return template.format(
        key=".".join(str(part) for part in detail["loc"]),
        value=str(detail["input"])[:60],
        expected=expected,
        near="",
        reason="",
    )


def _error(found: list[tuple[int, str]], file_name: str) -> MetadataError:
    faults = [texts.METADATA_LINE.format(line=line, reason=reason) for line, reason in sorted(found)]
    return MetadataError(texts.METADATA.format(file=file_name, faults=" ; ".join(faults)))
