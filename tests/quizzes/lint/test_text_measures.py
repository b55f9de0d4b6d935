"""The measures of text: fixed words and sentences with known answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import characters, from_regex

from quizzes.lint.form import vowel_sound
from quizzes.lint.numbers import quantity
from quizzes.lint.text_measures import (
    bold_words,
    clauses,
    content_tokens,
    grade_level,
    norm,
    plain,
    sentences,
    stem_of,
    syllables,
    without_speech,
    word_count,
)
from quizzes.lint.vocabulary import STIGMA, STIGMA_STEMS


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1), ("dose", 1), ("taken", 2), ("taper", 2), ("made", 1), ("clonazepam", 4), ("benzodiazepine", 5),
        ("seizure", 2), ("yellow", 2), ("asked", 1), ("needed", 2), ("table", 2), ("receptor", 3), ("sleeves", 1),
        ("a", 1), ("rhythm", 1), ("memory", 3), ("pharmacist", 3), ("x", 1), ("dependence", 3),
    ],
)  # fmt: skip
def test_syllables_are_counted(word: str, count: int) -> None:
    """The counter agrees with this list; it counts letters, so 'benzodiazepine' has the i-a as one."""
    assert syllables(word) == count


def test_the_grade_of_a_known_text() -> None:
    """Ten words of one syllable in one sentence: 0.39 * 10 + 11.8 - 15.59."""
    assert grade_level("The cat sat on the mat and ate the fish.") == pytest.approx(0.11)
    assert grade_level("") == 0.0
    assert grade_level("12 %") == 0.0


def test_a_word_of_the_topic_counts_two_syllables() -> None:
    """What cannot be said in simpler words does not raise the grade."""
    text = "Benzodiazepine and benzodiazepine and benzodiazepine."
    assert grade_level(text, easy=frozenset({stem_of("benzodiazepine")})) < grade_level(text) - 10


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**bold** and *soft* and __bold__ and _soft_", "bold and soft and bold and soft"),
        ("a ____ blank and \\_\\_\\_", "a ____ blank and ___"),
        ("see [the label](https://example.org) {cite:p}`one`.", "see the label ."),
        ("{term}`taper <tapering>` and `code`", "taper and code"),
        ("![a cell](cell.svg)", "a cell"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
    ],
)
def test_markdown_becomes_the_words_that_are_read(markdown: str, text: str) -> None:
    """Emphasis, links, roles and citations go; blanks and arithmetic stay."""
    assert plain(markdown) == text


def test_sentences_end_where_readers_stop() -> None:
    """Abbreviations and numbers do not end a sentence; a closing quotation mark belongs to it."""
    assert sentences('Dr. Lee takes 0.5 mg, e.g. at night. "Stop!" she says.\nWhy?') == [
        "Dr. Lee takes 0.5 mg, e.g. at night.",
        '"Stop!"',
        "she says.",
        "Why?",
    ]
    assert clauses("One thing: it works.") == ["One thing:", "it works."]


def test_words_are_compared_by_their_stems() -> None:
    """Light stemming, at least four letters left; stop words and short words carry nothing."""
    assert content_tokens("Which patients are taking the tapered doses?") == {"taper", "dose"}
    assert stem_of("used") == "used"
    assert norm("GABA-A,  (mu) Opioid!") == "gaba a mu opioid"


def test_speech_and_bold_are_seen() -> None:
    """Quoted speech goes, apostrophes stay; bold words are known."""
    assert without_speech("He says \"I'm an addict\" and doesn't smile").split() == [
        "He",
        "says",
        "and",
        "doesn't",
        "smile",
    ]
    assert bold_words("Which is **NOT** so, __ever__?") == {"not", "ever"}


@pytest.mark.parametrize(
    ("text", "low", "high", "dimension"),
    [
        ("5 to 10%", 5, 10, "share"),
        ("5% to 10% every 2 weeks", 5, 10, "share"),
        ("about 30–40 hours", 30, 40, "time"),
        ("0.5 mg", 0.5, 0.5, "mass"),
        ("1,500 mg a day", 1500, 1500, "mass"),
        ("2 days", 48, 48, "time"),
        ("< 3", 3, 3, ""),
    ],
)
def test_numbers_and_ranges_are_read(text: str, low: float, high: float, dimension: str) -> None:
    """A range with or without a repeated unit, in the base unit of its kind."""
    value = quantity(text)
    assert value is not None
    assert (value.low, value.high, value.dimension) == (pytest.approx(low), pytest.approx(high), dimension)


@pytest.mark.parametrize("text", ["12-step group", "5-HT receptor", "a week", "May be", "Schedule IV"])
def test_words_with_digits_are_no_numbers(text: str) -> None:
    """A name that holds a digit is not compared as a quantity."""
    assert quantity(text) is None


@pytest.mark.parametrize(
    ("text", "vowel"),
    [
        ("hour", True), ("honest reply", True), ("EEG", True), ("SSRI", True), ("NSAID", True), ("X-ray", True),
        ("8-week plan", True), ("11 visits", True), ("use", False), ("one-time dose", False), ("European trial", False),
        ("unit", False), ("unusual dose", True), ("uninformed reply", True), ("house", False), ("GABA", False),
        ("CBT", False), ("U-turn", False), ("18 mg", True), ("110 mg", False), ("opioid", True),
        ("union", False),
    ],
)  # fmt: skip
def test_a_or_an_is_decided_by_sound(text: str, vowel: bool) -> None:  # noqa: FBT001 - a table of cases
    """The first sound, not the first letter."""
    assert vowel_sound(text) is vowel


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("What is 2 + 2 in C# now?", 7),
        ("正确，水分子由两个氢原子和一个氧原子组成。", 13),
        ("東京 is the 首都", 5),
        ("กรุงเทพมหานคร", 4),
        ("한국의 수도는 어디입니까?", 3),
        ("נכון, כי חמש", 3),
    ],
)
def test_words_are_counted_in_scripts_without_blanks(text: str, count: int) -> None:
    """1.5 signs of Chinese and Japanese, and 4 letters of Thai, are a word; others end at blanks."""
    assert word_count(text) == count


@given(from_regex(STIGMA, alphabet=characters(codec="ascii")))
def test_whatever_stigmatizes_holds_one_of_the_stems(text: str) -> None:
    """Sentences without a stem are not searched."""
    assert any(stem in text.casefold() for stem in STIGMA_STEMS)
