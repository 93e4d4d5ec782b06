"""The records of a disagreement between sources: what each says, which is retained, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One of the values that disagree."""

    value: str
    source_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Values that disagree about one thing, the one retained, and why."""

    about: str
    claims: tuple[Claim, ...]
    # Source number of the retained claim; None: nothing decides.
    retained: int | None
    why: str
