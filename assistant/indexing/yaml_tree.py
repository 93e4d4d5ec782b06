"""Reads the plain part of YAML, keeping lines: mappings, lists and texts, nothing that expands or runs."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from assistant.texts_fr import reading as texts

# The quick parser where PyYAML was built with it; both give the same events.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_CHARS = 64_000
# Metadata needs three levels; parsing itself is not recursive.
_MAX_DEPTH = 6
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

# Every scalar stays the text that was written: "NO" is a country, "2021-08-06" is not yet a date.
YamlValue = str | None | list["YamlValue"] | dict[str, "YamlValue"]
Place = tuple[str | int, ...]


class YamlError(Exception):
    """The text is not the plain YAML that is read here; says where."""

    def __init__(self, reason: str, *, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        # From 1, within the text.
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlTree:
    """A YAML text's value, with the line of each of its places."""

    value: YamlValue
    # Line from 1 of each key's value or list's item; of the key itself for mappings.
    lines: dict[Place, int]


def read_yaml(text: str) -> YamlTree:
    """Read one YAML document.

    Aliases, anchors and tags are refused, so nothing can expand beyond what is written; so are
    repeated keys and depth without need.

    Raises:
        YamlError: at the first thing that is malformed or refused.
    """
    if len(text) > _MAX_CHARS:
        raise YamlError(texts.YAML_TOO_LONG.format(limit=_MAX_CHARS), line=1)
    try:
        return _Builder().build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        line = getattr(error.problem_mark or error.context_mark, "line", 0) + 1
        # What is missing at the end is missing on the last line that says something.
        last = text.rstrip().count("\n") + 1
        raise YamlError(texts.YAML_MALFORMED, line=min(line, last)) from error
    except yaml.YAMLError as error:
        raise YamlError(texts.YAML_MALFORMED, line=1) from error


class _Builder:
    """Makes values of parser events, with the open containers on a stack."""

    def __init__(self) -> None:
        self._root: list[YamlValue] = []
        self._open: list[list[YamlValue] | dict[str, YamlValue]] = [self._root]
        # Key that waits for its value, for each open container.
        self._keys: list[str | None] = [None]
        self._path: list[str | int] = []
        self._lines: dict[Place, int] = {}

    def build(self, events: Iterator[yaml.Event]) -> YamlTree:
        for event in events:
            line = event.start_mark.line + 1 if event.start_mark else 1
            _refuse(event, line)
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event, line)
            elif isinstance(event, yaml.MappingStartEvent):
                self._begin({}, line)
            elif isinstance(event, yaml.SequenceStartEvent):
                self._begin([], line)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end()
        return YamlTree(value=self._root[0] if self._root else None, lines=self._lines)

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        container = self._open[-1]
        if isinstance(container, dict) and self._keys[-1] is None:
            if event.value in container:
                raise YamlError(texts.YAML_REPEATED_KEY.format(key=event.value), line=line)
            self._keys[-1] = event.value
            self._lines[self._place()] = line
            return
        is_null = event.implicit[0] and event.value in _NULLS
        self._add(None if is_null else event.value, line)

    def _begin(self, value: list[YamlValue] | dict[str, YamlValue], line: int) -> None:
        if isinstance(self._open[-1], dict) and self._keys[-1] is None:
            raise YamlError(texts.YAML_MALFORMED, line=line)
        if len(self._open) > _MAX_DEPTH:
            raise YamlError(texts.YAML_TOO_DEEP, line=line)
        step = self._step()
        self._add(value, line)
        self._path.extend(step)
        self._open.append(value)
        self._keys.append(None)

    def _end(self) -> None:
        self._open.pop()
        self._keys.pop()
        if self._path:
            self._path.pop()

    def _add(self, value: YamlValue, line: int) -> None:
        container = self._open[-1]
        self._lines.setdefault(self._place(), line)
        if isinstance(container, list):
            container.append(value)
            return
        key, self._keys[-1] = self._keys[-1], None
        container[key or ""] = value

    def _step(self) -> tuple[str | int, ...]:
        """Return what leads from the innermost container to its next value; nothing from the root."""
        container = self._open[-1]
        if container is self._root:
            return ()
        return (len(container),) if isinstance(container, list) else (self._keys[-1] or "",)

    def _place(self) -> Place:
        return (*self._path, *self._step())


def _refuse(event: yaml.Event, line: int) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise YamlError(texts.YAML_ALIAS, line=line)
    if getattr(event, "tag", None):
        raise YamlError(texts.YAML_TAG, line=line)
