"""Metadata is strict: what is doubtful is refused with the file and the line."""

from datetime import date

import pytest

from assistant.domain import Authority, FormerNumber, Kind, Version, Wording, authority_of
from assistant.errors import MetadataError
from assistant.indexing.front_matter import Metadata, read_metadata, split_front_matter

FULL = """\
id: cgct-l1115-1
title: "Article L. 1115-1 : action extérieure"
kind: code
authority: 3
wording: official
reference: CGCT L1115-1
former_numbers:
  - {number: CGCT L1112-1, from: 1996-02-24, to: 2000-01-01}
references: [CGCT L1115-2, CGCT L1115-5]
in_force: {from: 2021-08-06, to: 2030-01-01}
jurisdiction: NO
checked_on: 2026-11-22
language: en
url: https://www.legifrance.gouv.fr/codes/article_lc/X
publisher: Légifrance
licence: Etalab 2.0
sources:
  - https://a.fr/x
  - http://b.fr
"""


def read(source: str) -> Metadata:
    return read_metadata(source, file_name="droit/loi.md", first_line=2)


def test_every_key_is_read() -> None:
    metadata = read(FULL)
    assert (metadata.id, metadata.kind, metadata.wording) == ("cgct-l1115-1", Kind.CODE, Wording.OFFICIAL)
    assert metadata.title == "Article L. 1115-1 : action extérieure"
    assert metadata.stated_authority() is Authority.REGULATION
    assert metadata.numbers_before() == (
        FormerNumber(number="CGCT L1112-1", from_on=date(1996, 2, 24), to_on=date(2000, 1, 1)),
    )
    assert metadata.references == ("CGCT L1115-2", "CGCT L1115-5")
    assert metadata.version() == Version(in_force_from=date(2021, 8, 6), in_force_to=date(2030, 1, 1))
    assert metadata.jurisdiction == "NO"
    assert metadata.checked_on == date(2026, 11, 22)
    assert metadata.language == "en"
    assert metadata.url == "https://www.legifrance.gouv.fr/codes/article_lc/X"
    assert (metadata.publisher, metadata.licence) == ("Légifrance", "Etalab 2.0")
    assert metadata.sources == ("https://a.fr/x", "http://b.fr")


@pytest.mark.parametrize("source", ["", "# rien\n", "kind:\nsources:\nin_force: {to: }\n"])
def test_what_is_left_out_takes_its_default(source: str) -> None:
    assert read(source) == Metadata()
    assert read(source).kind is Kind.GUIDE
    assert read(source).stated_authority() is Authority.GUIDE
    assert read(source).wording is Wording.SUMMARY
    assert read(source).language == "fr"
    assert read(source).version() == Version()


@pytest.mark.parametrize("kind", list(Kind))
def test_authority_follows_kind(kind: Kind) -> None:
    assert read(f"kind: {kind.value}").stated_authority() is authority_of(kind)


def test_the_official_sign_for_no_end_is_no_end() -> None:
    assert read("in_force: {from: 2021-08-06, to: 2999-01-01}").version().in_force_to is None


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("title: a\ntitel: b", 3, "« titel » (vouliez-vous écrire « title » ?)"),
        ("zzzz: b", 2, "clé inconnue « zzzz »"),
        ("title: a\nkind: loi", 3, "« loi » inconnue"),
        ("checked_on: 22/11/2026", 2, "AAAA-MM-JJ"),
        ("in_force:\n  from: 2021-02-30", 3, "2021-02-30"),
        ("in_force:\n  form: 2021-02-20", 3, "« from »"),
        ("in_force: {from: 2021-01-02, to: 2021-01-02}", 2, "doit suivre"),
        ("id: Été", 2, "minuscules"),
        ("id: " + "a" * 81, 2, "80"),
        ("jurisdiction: France", 2, "majuscules"),
        ("language: français", 2, "langue"),
        ("authority: 8", 2, "1 à 7"),
        ("url: ftp://a.fr", 2, "http"),
        ("url: javascript:alert(1)", 2, "http"),
        ("url: 'https://[x'", 2, "http"),
        ("sources:\n  - https://a.fr\n  - a.fr", 4, "a.fr"),
        ("references: CGCT L1115-1", 2, "liste"),
        ("references: [[a]]", 2, "texte"),
        ("former_numbers:\n  - from: 2001-01-01", 3, "manquante"),
        ("in_force: 2021-01-01", 2, "des clés"),
        ("title: ''", 2, "vide"),
        ("title: a\ntitle: b", 3, "répétée"),
        ("title: a: b", 2, "mal formé"),
        ("title: a\nkind: [x", 3, "mal formé"),
        ("? [a]\n: b", 2, "mal formé"),
        ("a: \x01", 2, "mal formé"),
        ("- a", 2, "clé: valeur"),
        ("title: &x a\nlicence: *x", 2, "alias"),
        ("title: !!python/object/apply:os.system [ls]", 2, "étiquettes"),
        ("<<: {title: a}", 2, "clé inconnue"),
        ("[" * 5_000, 2, "profondément"),
        ("title: " + "a" * 70_000, 2, "trop longues"),
    ],
)
def test_faults_name_file_and_line(source: str, line: int, words: str) -> None:
    with pytest.raises(MetadataError) as caught:
        read(source)
    assert str(caught.value).startswith(f"droit/loi.md, ligne {line} : ")
    assert words in str(caught.value)


def test_all_faults_are_told_at_once_in_order() -> None:
    with pytest.raises(MetadataError, match="ligne 2 .*ligne 3 .*ligne 4 "):
        read("kind: loi\nid: É\nurl: x")


def test_front_matter_stands_between_fences() -> None:
    assert split_front_matter("---\ntitle: a\n---\n# T\n") == ("title: a", "# T\n")
    assert split_front_matter("---\n---\ntexte") == ("", "texte")
    assert split_front_matter("---\ntitle: a\n...\ntexte") == ("title: a", "texte")


@pytest.mark.parametrize(
    "source", ["# T\n---\na: b\n---\n", "---\n\nUn texte.", "texte", "", "----\na: b\n---\n"]
)
def test_a_text_without_front_matter_stays_whole(source: str) -> None:
    assert split_front_matter(source) == (None, source)


def test_front_matter_that_is_not_closed_is_not_shown_as_text() -> None:
    assert split_front_matter("---\ntitle: a\n\n# Titre") == ("title: a\n\n# Titre", "")
