"""Measures the conflicts found: ``python -m tests.benchmarks.conflicts --index DIR [--show]``.

Each labelled pair becomes two documents of one passage each. Prints precision, recall and how often the
right passage is retained, for both splits and for the pairs made while writing: first where both passages
are known to answer the question, then as the assistant meets them, one passage quoted as the answer and the
other among the documents of the index, where more proof is asked that they speak of one thing. Then on how
many tuned questions the assistant shows a conflict over the index itself (none is right over the bundled
corpus, which was checked as one). With ``--show``, tells each tuned pair that is judged wrongly; nothing of
a held pair is ever printed but totals.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.answering.disagreements.comparing import Disagreement
from assistant.answering.disagreements.deciding import retained_of
from assistant.answering.disagreements.finding import DisagreementFinder
from assistant.answering.disagreements.stated import Words
from assistant.application import Application
from assistant.assembly import assemble, choose_embedder, open_index
from assistant.dialogue import Answer, Evidence, EvidencePassage, Filters, Question
from assistant.domain import Authority, Document, Kind, Library, Passage, Version, Wording
from assistant.evaluation.cases import Case, Split, read_cases
from assistant.live_index import OpenIndex
from assistant.sentences import split_sentences
from assistant.settings import Settings

ROOT = Path(__file__).parents[2]
EVALUATION = ROOT / "tests/evaluation"
# The day on which the pairs were labelled.
AS_OF = date(2026, 11, 22)
PAIRS = EVALUATION / "conflicts.jsonl"
DEVELOPMENT_PAIRS = EVALUATION / "conflicts-dev.jsonl"


class LabelledPassage(BaseModel):
    """One side of a pair, with what its document says of itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    text: str
    kind: Kind
    authority: Authority
    wording: Wording
    reference: str | None
    references: tuple[str, ...]
    in_force_from: date | None
    in_force_to: date | None
    jurisdiction: str | None
    checked_on: date | None
    url: str | None


class LabelledPair(BaseModel):
    """Two passages, and whether they disagree."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    split: Split
    conflict: bool
    kind: str
    about: str
    passages: tuple[LabelledPassage, LabelledPassage]
    # Rank of the passage retained, 0 or 1; None: nothing decides.
    retained: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPair:
    """A pair, and what was found between its passages."""

    pair: LabelledPair
    found: tuple[Disagreement, ...]
    # Found beside an answer that quotes the retained passage, or the first.
    shown: tuple[Disagreement, ...]
    # Rank of the passage retained by the rules of precedence; None: nothing decides.
    retained: int | None

    @property
    def is_right(self) -> bool:
        """Whether a conflict was found exactly where there is one."""
        return bool(self.found) == self.pair.conflict


def read_pairs(path: Path) -> tuple[LabelledPair, ...]:
    """Read a file of pairs, one JSON object a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(LabelledPair.model_validate(json.loads(line)) for line in lines)


def document_of(passage: LabelledPassage, *, name: str) -> tuple[Document, Passage]:
    """Make a document whose one passage is all of its text."""
    document = Document(
        document_id=name,
        path=f"{name}.md",
        former_numbers=(),
        version=Version(in_force_from=passage.in_force_from, in_force_to=passage.in_force_to),
        language="fr",
        publisher=None,
        licence=None,
        source_urls=(),
        blocks=(),
        content_hash="",
        **passage.model_dump(exclude={"in_force_from", "in_force_to"}),
    )
    whole = Passage(
        passage_id=f"{name}.0",
        document_id=name,
        position=0,
        text=passage.text,
        start=0,
        end=len(passage.text),
        heading_path=(),
        locator=None,
        page=None,
        quotable_spans=tuple(split_sentences(passage.text)),
    )
    return document, whole


def judge(pair: LabelledPair, opened: OpenIndex) -> JudgedPair:
    """Compare the two passages of a pair under its own words, over an open index."""
    made = [document_of(one, name=f"{pair.id}.{rank}") for rank, one in enumerate(pair.passages)]
    documents = [document for document, _ in made]
    retained = retained_of(*documents)
    kept = 0 if retained is None else documents.index(retained)
    finder = finder_over(opened, made)
    quoted = EvidencePassage(document=made[kept][0], passage=made[kept][1], score=1.0)
    question = Question(text=pair.about, standalone_text=pair.about, as_of=AS_OF, filters=Filters())
    shown = finder.with_answer(
        Evidence(question=question, passages=(quoted,)),
        [(quoted, span) for span in quoted.passage.quotable_spans],
    )
    return JudgedPair(
        pair=pair,
        found=finder.between(made, asked=pair.about),
        shown=tuple(one for one in shown if one.other.document in documents),
        retained=None if retained is None else kept,
    )


def finder_over(opened: OpenIndex, made: Sequence[tuple[Document, Passage]]) -> DisagreementFinder:
    """Return a finder over the documents of an index and some more."""
    library = opened.library
    return DisagreementFinder(
        Library(
            documents={**library.documents, **{one.document_id: one for one, _ in made}},
            passages={**library.passages, **{one.passage_id: one for _, one in made}},
            passages_of={**library.passages_of, **{one.document_id: (whole,) for one, whole in made}},
        ),
        words=Words(
            terms=opened.vocabulary.terms,
            stand_ins=opened.lay_language.stand_ins,
            weight=opened.vocabulary.weight,
        ),
        premises=opened.premises,
    )


def total(judged: Sequence[JudgedPair], *, as_shown: bool) -> str:
    """Return precision, recall, and the share of conflicts found whose right passage is retained."""
    found = [one for one in judged if (one.shown if as_shown else one.found)]
    real = [one for one in judged if one.pair.conflict]
    right = [one for one in found if one.pair.conflict]
    kept = [one for one in right if one.retained == one.pair.retained]
    return (
        f"precision {_share(len(right), len(found))}, recall {_share(len(right), len(real))}, "
        f"right passage retained {_share(len(kept), len(right))}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / max(1, whole):.3f}"


def report(pairs: Sequence[JudgedPair], development: Sequence[JudgedPair]) -> Iterator[str]:
    """Yield the totals of both splits, of all, and of the pairs made while writing."""
    groups = {
        "tuned": [one for one in pairs if one.pair.split is Split.TUNED],
        "held": [one for one in pairs if one.pair.split is Split.HELD],
        "all": pairs,
        "development": development,
    }
    for as_shown, told in ((False, "both answer"), (True, "beside an answer")):
        yield from (f"{told}, {name}: {total(group, as_shown=as_shown)}" for name, group in groups.items())


def failures(judged: Iterable[JudgedPair]) -> Iterator[str]:
    """Yield one block of lines for each tuned pair that is judged wrongly."""
    for one in judged:
        if one.pair.split is Split.TUNED and not one.is_right:
            yield f"\n{one.pair.id} ({one.pair.kind}) {one.pair.about}: conflict {one.pair.conflict}"
            yield from (f"  - {passage.text}" for passage in one.pair.passages)
            yield from (f"  found: {it.kind} {it.value_of_one} / {it.value_of_other}" for it in one.found)


def conflicting_answers(cases: Iterable[Case], application: Application) -> Iterator[tuple[Case, Answer]]:
    """Yield the tuned questions whose answer shows a conflict."""
    for case in cases:
        if case.split is Split.TUNED:
            answer = application.answer_or_refuse(case.request())
            if answer.conflicts:
                yield case, answer


def main() -> None:
    """Judge every pair, ask every tuned question, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, default=ROOT / "indexes")
    parser.add_argument("--show", action="store_true", help="tells the tuned pairs that are judged wrongly")
    options = parser.parse_args()
    settings = Settings(index=options.index, corpus=(ROOT / "corpus",))
    embedder = choose_embedder(settings)
    opened = open_index(settings, embedder=embedder, today=date.today)
    pairs = [judge(pair, opened) for pair in read_pairs(PAIRS)]
    development = [judge(pair, opened) for pair in read_pairs(DEVELOPMENT_PAIRS)]
    opened.close()
    print(*report(pairs, development), sep="\n")
    if options.show:
        print(*failures((*pairs, *development)), sep="\n")
    application = assemble(settings, embedder=embedder, today=date.today)
    shown = tuple(conflicting_answers(read_cases(EVALUATION / "questions.jsonl"), application))
    print(f"tuned questions whose answer shows a conflict: {len(shown)}")
    if options.show:
        print(*(f"  {case.id}: {answer.conflicts[0].about}" for case, answer in shown), sep="\n")


if __name__ == "__main__":
    main()
