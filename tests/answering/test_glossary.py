from collections import Counter
from pathlib import Path

import pytest

from assistant.answering.glossary import Direction, Glossary, Relation, load_glossary, read_glossary
from assistant.errors import MetadataError
from assistant.tokens import analyse, fold
from tests.answering.lay_words import glossary

ENTRY = "entries:\n  - {terms: [APD], counterparts: [aide au développement], relation: acronym}\n"


def test_bundled_glossary_is_large_and_holds_every_relation() -> None:
    entries = glossary().entries
    assert len(entries) >= 150
    assert {entry.relation for entry in entries} == set(Relation)


def test_bundled_synonyms_go_both_ways() -> None:
    one_way = [
        entry
        for entry in glossary().entries
        if entry.relation is Relation.SYNONYM and entry.direction is not Direction.BOTH
    ]
    assert one_way == []


def test_bundled_entries_say_something_new_each() -> None:
    pairs = Counter(
        (fold(term), fold(counterpart), entry.relation is Relation.ENGLISH)
        for entry in glossary().entries
        for term in entry.terms
        for counterpart in entry.counterparts
    )
    assert [pair for pair, count in pairs.items() if count > 1] == []
    # English may write a word as French does.
    assert [
        (term, counterpart)
        for term, counterpart, is_english in pairs
        if not is_english and analyse(term) == analyse(counterpart)
    ] == []


def test_direction_follows_the_relation_unless_stated() -> None:
    source = """
entries:
  - {terms: [feu vert], counterparts: [autorisation], relation: synonym}
  - {terms: [bus], counterparts: [mobilité], relation: narrower}
  - {terms: [grant], counterparts: [subvention], relation: english}
  - {terms: [CAD], counterparts: [comité d'aide], relation: acronym, direction: forward}
"""
    directions = [entry.direction for entry in read_glossary(source, file_name="g.yaml").entries]
    assert directions == [Direction.BOTH, Direction.FORWARD, Direction.FORWARD, Direction.FORWARD]


def test_words_stay_words_whatever_yaml_makes_of_them() -> None:
    read = read_glossary(
        "entries: []\nshorthand: {no: non, on: 'on a', 500: cinq cents}\n", file_name="g.yaml"
    )
    assert dict(read.shorthand) == {"no": "non", "on": "on a", "500": "cinq cents"}


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        (ENTRY + "  - {terms: [x], counterparts: [autorisation], relation: cousin}\n", 3, "cousin"),
        (ENTRY + "  - {terms: [x], counterparts: [autorisation]}\n", 3, "manquante"),
        (ENTRY + "  - {terms: [], counterparts: [autorisation], relation: synonym}\n", 3, "terms"),
        (ENTRY + "  - terms: [x]\n    counterparts: [de la]\n    relation: synonym\n", 4, "de la"),
        (ENTRY + "  - {terms: ['?'], counterparts: [autorisation], relation: synonym}\n", 3, "?"),
        (ENTRY + "sigles: {a: b}\n", 3, "sigles"),
        (ENTRY + "entries: []\n", 3, "répétée"),
        (ENTRY + "shorthand:\n  slt: salut\n  slt: bonsoir\n", 5, "répétée"),
        (ENTRY + "kept_words: &mots [a]\nshorthand: *mots\n", 4, "alias"),
        (ENTRY + "shorthand: [a b: c: d]\n", 3, "YAML"),
        ("- APD\n", 1, "clés"),
        ("", 1, "clé"),
    ],
)
def test_fault_names_file_and_line(source: str, line: int, reason: str) -> None:
    with pytest.raises(MetadataError) as raised:
        read_glossary(source, file_name="glossaire.yaml")
    assert f"glossaire.yaml, ligne {line} : " in str(raised.value)
    assert reason in str(raised.value)


def test_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "glossaire.yaml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MetadataError, match=r"glossaire\.yaml, ligne 1"):
        load_glossary(file)
    file.unlink()
    file.mkdir()
    with pytest.raises(MetadataError, match=r"glossaire\.yaml, ligne 1"):
        load_glossary(file)


def test_corpus_without_glossary_has_an_empty_one(tmp_path: Path) -> None:
    assert load_glossary(tmp_path / "glossaire.yaml") == Glossary()
