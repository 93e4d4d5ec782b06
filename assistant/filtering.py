"""Decides which passages an asker's limits keep; every index applies the same rule."""

from assistant.dialogue import Filters
from assistant.domain import Kind, Version

_EUROPEAN_UNION = "EU"
_INTERNATIONAL = "INT"
# Where Union law applies as well as national law, among the jurisdictions of the corpus.
_MEMBER_STATE = "FR"


def kept_jurisdictions(jurisdiction: str) -> frozenset[str | None]:
    """Return the jurisdictions whose documents stay when one is asked for.

    International and unstated documents (None) always stay; European ones stay for « FR » and « EU ».
    """
    kept: set[str | None] = {jurisdiction, _INTERNATIONAL, None}
    if jurisdiction == _MEMBER_STATE:
        kept.add(_EUROPEAN_UNION)
    return frozenset(kept)


def entry_matches(kind: Kind, jurisdiction: str | None, version: Version, filters: Filters) -> bool:
    """Tell whether a document, or an entry of an index, is within the asker's limits.

    A dated wording that does not hold on the day asked for is out; an undated one stays.
    """
    if filters.kinds and kind not in filters.kinds:
        return False
    if filters.jurisdiction is not None and jurisdiction not in kept_jurisdictions(filters.jurisdiction):
        return False
    return filters.on_date is None or version.holds_on(filters.on_date)
