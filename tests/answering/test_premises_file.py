from pathlib import Path

import pytest

from assistant.answering.premises.correcting import PremiseChecker
from assistant.answering.premises.reviewed_file import (
    FILE_NAME,
    load_premises,
    load_premises_file,
    read_premises,
)
from assistant.domain import Library, Passage, Span
from assistant.errors import MetadataError
from tests.records import document, passage, question

ENTRY = """premises:
  - id: gratuit
    patterns: [jumelage est gratuit]
    corrected_by: jumelage
    quote: Le jumelage a un coût
"""
SENTENCE = "Le jumelage a un coût pour chaque commune."


def library_of(*passages: Passage) -> Library:
    return Library(
        documents={"jumelage": document("jumelage")},
        passages={one.passage_id: one for one in passages},
        passages_of={"jumelage": passages},
    )


def checker_over(*passages: Passage, source: str = ENTRY) -> PremiseChecker:
    return PremiseChecker(read_premises(source, file_name="p.yaml"), library_of(*passages))


def test_reviewed_premise_is_corrected_by_its_sentence() -> None:
    checker = checker_over(passage(SENTENCE, document_id="jumelage"))
    (correction,) = checker.corrections(question("Le jumelage est gratuit, non ?"))
    assert (correction.premise_id, correction.text) == ("gratuit", SENTENCE)


def test_pair_of_sentences_yields_to_the_one_that_holds_the_quote() -> None:
    text = f"{SENTENCE} Il se vote."
    spans = (Span(start=0, end=len(SENTENCE)), Span(start=0, end=len(text)))
    checker = checker_over(passage(text, document_id="jumelage", quotable_spans=spans))
    (correction,) = checker.corrections(question("Le jumelage est gratuit, non ?"))
    assert correction.text == SENTENCE


@pytest.mark.parametrize(
    "passages",
    [
        (),
        (passage("Le jumelage unit deux communes.", document_id="jumelage"),),
        (passage(SENTENCE, document_id="jumelage", quotable_spans=()),),
        (
            passage(SENTENCE, document_id="jumelage"),
            passage(f"Ici aussi. {SENTENCE}", document_id="jumelage", position=1),
        ),
    ],
    ids=["no passage", "no such words", "not quotable", "two sentences"],
)
def test_premise_without_its_one_sentence_is_inert(passages: tuple[Passage, ...]) -> None:
    checker = checker_over(*passages)
    assert checker.inert_ids() == ("gratuit",)
    assert checker.corrections(question("Le jumelage est gratuit, non ?")) == ()


def test_premise_of_an_unknown_document_is_inert() -> None:
    checker = checker_over(source=ENTRY.replace("by: jumelage", "by: autre"))
    assert checker.inert_ids() == ("gratuit",)


@pytest.mark.parametrize(
    ("asked", "is_corrected"),
    [
        ("Le jumelage est gratuit pour une petite commune : qui signe ?", True),
        ("Le jumelage est gratuit pour une école : qui signe ?", False),
        ("Le jumelage est gratuit : qui signe ?", False),
    ],
)
def test_words_of_about_are_needed_and_words_of_unless_forbid(asked: str, is_corrected: bool) -> None:
    source = ENTRY + "    about: [petite commune, ecole]\n    unless: [ecole]\n"
    checker = checker_over(passage(SENTENCE, document_id="jumelage"), source=source)
    assert bool(checker.corrections(question(asked))) is is_corrected


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        (ENTRY + "    sens: both\n", 6, "sens"),
        (ENTRY.replace("[jumelage est gratuit]", "[]"), 3, "patterns"),
        (ENTRY.replace("[jumelage est gratuit]", "[jumelage (gratuit]"), 3, "jumelage (gratuit"),
        (ENTRY.replace("[jumelage est gratuit]", "[Jumelage coûteux]"), 3, "Jumelage coûteux"),
        (ENTRY.replace("id: gratuit", "id: Gratuit !"), 2, "Gratuit !"),
        (ENTRY.replace("    quote: Le jumelage a un coût\n", ""), 2, "quote"),
        (ENTRY + ENTRY.removeprefix("premises:\n"), 6, "gratuit"),
        (ENTRY + "premises: []\n", 6, "répétée"),
        ("premises: &a [*a]\n", 1, "alias"),
        ("premises: [a: b: c]\n", 1, "YAML"),
        ("- gratuit\n", 1, "clés"),
        ("", 1, "clé"),
    ],
)
def test_fault_names_file_and_line(source: str, line: int, reason: str) -> None:
    with pytest.raises(MetadataError) as raised:
        read_premises(source, file_name=FILE_NAME)
    assert f"{FILE_NAME}, ligne {line} : " in str(raised.value)
    assert reason in str(raised.value)


def test_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MetadataError, match=r"premisses\.yaml, ligne 1"):
        load_premises_file(file)
    file.unlink()
    file.mkdir()
    with pytest.raises(MetadataError, match=r"premisses\.yaml, ligne 1"):
        load_premises_file(file)


def test_folders_without_a_list_or_with_a_malformed_one_add_nothing(tmp_path: Path) -> None:
    for name, source in (("none", None), ("malformed", "premises: ["), ("sound", ENTRY)):
        (tmp_path / name).mkdir()
        if source is not None:
            (tmp_path / name / FILE_NAME).write_text(source, encoding="utf-8")
    read = load_premises(tmp_path / name for name in ("none", "malformed", "sound"))
    assert [one.premise_id for one in read] == ["gratuit"]
