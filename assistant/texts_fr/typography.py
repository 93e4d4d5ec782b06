"""French typography for the screen: what must not be torn apart at the end of a line."""

import re

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_BREAKABLE = re.compile(r"(?<=«) | (?=[:;?!%»])")


def typeset(text: str) -> str:
    """Keep double punctuation, per cent signs and guillemets with their word; no other character changes.

    Not for passages, which are shown verbatim.
    """
    return _BREAKABLE.sub(_NO_BREAK_SPACE, text)
