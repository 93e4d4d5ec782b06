"""What stands in for a part of the program while the ablation leaves a feature out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant import application
from assistant.answering.engines import extractive
from assistant.answering.follow_up import Standalone
from assistant.answering.lay_language import LayLanguage, UnderstoodText
from assistant.answering.relevance import refusal_reason
from assistant.answering.retrieval import LEG_LIMIT, fuse_rankings
from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import Evidence, EvidencePassage, Ranking, RefusalReason
from assistant.domain import Authority

# A module or class, the name of a part of it, and what stands in for that part.
StandIn = tuple[object, str, object]


def text_alone(text: str, _asked: Sequence[str], *, told: Sequence[str] = ()) -> Standalone:
    return Standalone(text=text)


def joined(text: str, asked: Sequence[str], *, told: Sequence[str] = ()) -> Standalone:
    return Standalone(text=" ".join((*asked, text)), leans=bool(asked))


def same_text(_: object, text: str) -> str:
    return text


def understood_with(**changes: Any) -> StandIn:
    """Return the reading of everyday words with some of its findings changed."""
    understand = LayLanguage.understand

    def changed(self: LayLanguage, text: str) -> UnderstoodText:
        understood = understand(self, text)
        return replace(understood, words=replace(understood.words, **changes))

    return LayLanguage, "understand", changed


def lexical_alone(lexical: Ranking, _dense: Ranking) -> Ranking:
    return fuse_rankings([(lexical, 1.0)], limit=LEG_LIMIT)


def dense_alone(_lexical: Ranking, dense: Ranking) -> Ranking:
    return fuse_rankings([(dense, 1.0)], limit=LEG_LIMIT)


def no_documents(*_: object, limit: int) -> Mapping[str, float]:
    return {}


def unfolded(
    passages: Sequence[EvidencePassage], *, vocabulary: Vocabulary, limit: int
) -> tuple[EvidencePassage, ...]:
    return tuple(passages[:limit])


def refuse_with(changed: Callable[[Evidence], Evidence | None]) -> StandIn:
    """Return the decision to refuse taken on changed evidence; on none, nothing is refused."""

    def decided(evidence: Evidence, *, vocabulary: Vocabulary) -> RefusalReason | None:
        seen = changed(evidence)
        return None if seen is None else refusal_reason(seen, vocabulary=vocabulary)

    return application, "refusal_reason", decided


def without_margins(evidence: Evidence) -> Evidence:
    return replace(evidence, scope=None)


_arrange = extractive.arrange


def by_score_alone(chosen: Sequence[extractive.Candidate]) -> list[extractive.Candidate]:
    """Order sentences as the program does where all their documents have the same legal force."""
    equals = [
        replace(
            one, found=replace(one.found, document=replace(one.found.document, authority=Authority.GUIDE))
        )
        for one in chosen
    ]
    return _arrange(equals)
