"""Whatever enters comes out safe to store, to embed and to show."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cleaning import clean_text

ALL = 10_000


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("a\x00b\x07c\x7fd\x9fe", "abcde"),
        ("a\ud800b\udfffc", "abc"),
        ("a\u200bb\u200dc\u2060d\ufeffe", "abcde"),
        ("a\u202eb\u2066c\u2069d\u200fe", "abcde"),
        ("conven\xadtion", "convention"),
        ("\U000e0041\U000e0042texte\ufe0f", "texte"),
        ("un\r\ndeux\rtrois\x85quatre\u2028cinq\u2029six", "un\ndeux\ntrois\nquatre\ncinq\n\nsix"),
        ("e\u0301t\u00e9", "été"),
        ("ﬁn de l’oﬀre", "fin de l’offre"),
        ("a\tb\nc", "a\tb\nc"),
    ],
)
def test_what_cannot_be_seen_goes_and_line_ends_are_plain(given_text: str, expected: str) -> None:
    assert clean_text(given_text, max_chars=ALL) == expected


def test_typographic_spaces_stay_and_exotic_ones_become_usual_ones() -> None:
    assert clean_text("12\xa0000\u202f€", max_chars=ALL) == "12\xa0000\u202f€"
    assert clean_text("12\u2009000\u2007€", max_chars=ALL) == "12\u202f000\u202f€"
    assert clean_text("a\u2003b\u3000c", max_chars=ALL) == "a b c"


def test_the_result_is_cut_at_the_bound() -> None:
    assert clean_text("x" * 50, max_chars=7) == "x" * 7


def test_many_combining_marks_do_not_take_quadratic_time() -> None:
    started = time.process_time()
    cleaned = clean_text("a" + "\u0315\u0300" * 200_000, max_chars=ALL)
    assert time.process_time() - started < 5
    assert len(cleaned) < 40


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text, max_chars=ALL)
    assert clean_text(once, max_chars=ALL) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()
