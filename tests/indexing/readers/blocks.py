"""Says what a read text holds, for assertions."""

from assistant.domain import BlockType, ReadText


def contents(read_text: ReadText, kind: BlockType | None = None) -> list[str]:
    """Return the text of each block, of one type or of all."""
    return [
        read_text.text[block.start : block.end]
        for block in read_text.blocks
        if kind is None or block.type is kind
    ]


def outline(read_text: ReadText) -> list[tuple[str, int, str]]:
    """Return type, level and text of each block."""
    return [
        (block.type.value, block.level, read_text.text[block.start : block.end]) for block in read_text.blocks
    ]
