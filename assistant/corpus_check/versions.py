"""Finds gaps and overlaps between the dated wordings of one text."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.corpus_check.places import line_of_key
from assistant.corpus_check.record import Check, CheckedDocument, Problem
from assistant.corpus_check.reviewed_lists import KnownReferences
from assistant.texts_fr import corpus_check as texts


def find_version_faults(documents: Sequence[CheckedDocument], *, known: KnownReferences) -> Iterator[Problem]:
    """Yield each version that does not begin on the day on which the one before it ends.

    Args:
        documents: the documents to check; those with one `reference` are versions of one text.
        known: names under `gaps` the texts that did not exist for a while, with the reason.
    """
    for reference, versions in versions_by_reference(documents).items():
        if len(versions) < 2:
            continue
        dated = sorted((one for one in versions if _start(one)), key=_start)
        for one in versions:
            if not _start(one):
                yield _problem(one, texts.VERSION_UNDATED.format(reference=reference))
        for earlier, later in pairwise(dated):
            message = _fault(earlier, later, is_gap_known=reference in known.gaps)
            if message:
                yield _problem(later, message)


def versions_by_reference(documents: Sequence[CheckedDocument]) -> dict[str, list[CheckedDocument]]:
    """Group the documents that state a `reference`, under it with plain spaces."""
    versions: dict[str, list[CheckedDocument]] = defaultdict(list)
    for checked in documents:
        if checked.document.reference is not None:
            versions[" ".join(checked.document.reference.split())].append(checked)
    return versions


def _start(checked: CheckedDocument) -> str:
    start = checked.document.version.in_force_from
    return start.isoformat() if start else ""


def _fault(earlier: CheckedDocument, later: CheckedDocument, *, is_gap_known: bool) -> str:
    end, start = earlier.document.version.in_force_to, _start(later)
    other = earlier.document.path
    if end is None or end.isoformat() > start:
        shown = end.isoformat() if end else texts.NO_END
        return texts.VERSIONS_OVERLAP.format(start=start, other=other, end=shown)
    if end.isoformat() < start and not is_gap_known:
        return texts.VERSIONS_GAP.format(start=start, other=other, end=end.isoformat())
    return ""


def _problem(checked: CheckedDocument, message: str) -> Problem:
    line = line_of_key(checked, "in_force")
    return Problem(path=checked.document.path, line=line, check=Check.VERSIONS, message=message)
