"""Writes what a reader found as JSON, and reads it back with every field checked."""

from pydantic import TypeAdapter, ValidationError

from assistant.domain import ReadText

_ADAPTER = TypeAdapter(ReadText)


def to_json(read_text: ReadText) -> bytes:
    """Return the JSON of a read text."""
    return _ADAPTER.dump_json(read_text)


def from_json(data: bytes) -> ReadText:
    """Return the read text that JSON states.

    Raises:
        ValueError: if the JSON is malformed or states something else.
    """
    try:
        read_text = _ADAPTER.validate_json(data)
    except ValidationError as error:
        raise ValueError("not the JSON of a read text") from error
    end = 0
    for block in read_text.blocks:
        if not end <= block.start < block.end <= len(read_text.text):
            raise ValueError("blocks overlap or lie outside the text")
        end = block.end
    return read_text
