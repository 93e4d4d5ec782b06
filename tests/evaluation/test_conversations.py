import re
from collections import Counter

import pytest

from assistant.application import Application
from assistant.dialogue import Answer, AskRequest, Role
from assistant.evaluation.cases import Expectation, Split
from assistant.facts import plain_typography
from assistant.indexing.front_matter import split_front_matter
from tests.benchmarks.conversations import (
    ROOT,
    AskedConversation,
    AskedTurn,
    failures,
    misreadings,
    play,
    read_conversations,
    report,
)


def turn(question: str, expect: Expectation = Expectation.ANSWER, **patterns: tuple[str, ...]) -> AskedTurn:
    empty: dict[str, tuple[str, ...]] = {
        name: () for name in AskedTurn.model_fields if name not in ("question", "expect")
    }
    return AskedTurn.model_validate({"question": question, "expect": expect, **empty, **patterns})


@pytest.fixture(scope="module")
def conversations() -> tuple[AskedConversation, ...]:
    return read_conversations()


def test_forty_conversations_of_two_or_three_turns(conversations: tuple[AskedConversation, ...]) -> None:
    assert len({one.id for one in conversations}) == len(conversations) == 40
    assert Counter(one.split for one in conversations) == {Split.TUNED: 26, Split.HELD: 14}
    assert Counter(len(one.turns) for one in conversations) == {2: 13, 3: 27}


def test_each_category_stands_in_both_splits(conversations: tuple[AskedConversation, ...]) -> None:
    sides = {split: {one.category for one in conversations if one.split is split} for split in Split}
    assert sides[Split.TUNED] == sides[Split.HELD]


# Only ids are compared: a failure shows nothing of a held conversation.
def test_gold_documents_exist_and_the_first_holds_what_is_looked_for(
    conversations: tuple[AskedConversation, ...],
) -> None:
    bodies = {
        file.stem: plain_typography(split_front_matter(file.read_text(encoding="utf-8"))[1])
        for file in (ROOT / "corpus").rglob("*.md")
    }
    unknown, unheld = [], []
    for one in conversations:
        for asked in one.turns:
            unknown += [one.id for document in asked.gold_documents if document not in bodies]
            text = bodies.get(asked.gold_documents[0], "") if asked.gold_documents else None
            missing = text is not None and not all(
                re.search(pattern, text, re.IGNORECASE) for pattern in asked.must_include
            )
            unheld += [one.id] * missing
    assert (unknown, unheld) == ([], [])


def test_turn_to_be_refused_has_no_document_and_the_first_stands_alone(
    conversations: tuple[AskedConversation, ...],
) -> None:
    turns = [asked for one in conversations for asked in one.turns]
    assert not any(one.gold_documents for one in turns if one.expect is Expectation.REFUSE)
    assert all(one.gold_documents for one in turns if one.expect is Expectation.ANSWER)
    assert not any(one.turns[0].standalone_includes for one in conversations)


def test_standalone_question_is_looked_through_both_ways() -> None:
    asked = turn("et là-bas ?", standalone_includes=("maroc", "d'accord"), standalone_excludes=("drapeau",))
    assert list(misreadings(asked, "Au Maroc, qui est d’accord ?")) == []
    assert list(misreadings(asked, "Et le drapeau ?")) == [
        *("not understood: maroc", "not understood: d'accord", "brought along: drapeau"),
    ]


def test_own_answers_go_back_as_history(application: Application) -> None:
    requests: list[AskRequest] = []

    def ask(request: AskRequest) -> Answer:
        requests.append(request)
        return application.answer_or_refuse(request)

    conversation = AskedConversation(
        id="c",
        split=Split.TUNED,
        category="x",
        turns=(
            turn("Quand la convention de coopération entre-t-elle en vigueur ?", must_include=("préfet",)),
            turn("Comment soigner une angine ?", expect=Expectation.REFUSE),
            turn("et pourquoi ?", must_include=("jamais écrit",), standalone_includes=("convention",)),
        ),
    )
    played = play(conversation, ask, contact="")
    assert [one.role for one in requests[2].history] == [Role.USER, Role.ASSISTANT] * 2
    assert "préfet" in requests[2].history[1].content
    assert [one.is_right for one in played.turns] == [True, True, False]
    assert "conversations 0/1 = 0.000, turns 2/3" in next(iter(report([played])))
    assert "jamais écrit" in next(iter(failures([played])))


def test_nothing_of_a_held_conversation_is_told(application: Application) -> None:
    held = AskedConversation(
        id="c",
        split=Split.HELD,
        category="secret",
        turns=(turn("Que fait un comité de jumelage ?", must_include=("jamais écrit",)),),
    )
    played = [play(held, application.answer_or_refuse, contact="")]
    assert list(failures(played)) == []
    assert "secret" not in " ".join(report(played))
