"""The search without a browser: its words, its index, and what its script finds in it, run under node."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.search import SearchPage, SearchSection, fold, index_files, words
from course.search.index import GLOSSARY, LESSON, STATEMENTS
from tests.course.search.asking import run

EXAMPLES: list[tuple[str, list[str]]] = json.loads(
    (Path(__file__).parents[2] / "data" / "search-words.json").read_text(encoding="utf-8")
)


def page(name: str, *sections: tuple[str, str], kind: int = LESSON) -> SearchPage:
    """Return a page whose places have these headings and texts; anchors are the headings without blanks."""
    made = tuple(SearchSection(heading.replace(" ", "-"), heading, text) for heading, text in sections)
    return SearchPage(f"{name}.html", sections[0][0], kind, made)


TEA = [
    page("leaf", ("The leaf", "A shrub with green leaves."), ("Withering", "Leaves lose water for 18 hours.")),
    page(
        "cup",
        ("The cup", "Pour it over the leaves; call 1-800-555-0199 in doubt."),
        ("Half-life", "Of warmth, 0.125 mg in 1999-2004; call 911."),
    ),
    page("words", ("withering", "Losing water."), ("oxidation", "The leaf turns brown."), kind=GLOSSARY),
    page("list", ("S01", "Withering is said by WHO to take a week."), kind=STATEMENTS),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_the_browser_counts_the_same_words() -> None:
    """Also of the texts of other scripts, whose letters change when they lose case or marks."""
    texts = (*(text for text, _ in EXAMPLES), "İSTANBUL ŁÓDŹ Ǆ ﬁn Σίσυφος", "ภาษาไทย한국어", "a‑b‐c 1_000 ½ Ⅷ x²")
    assert run(index_files(TEA, {}, "en"), [], texts)["words"] == [words(text) for text in texts]


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("withering", "leaf.html#Withering"),
        ("wither", "leaf.html#Withering"),
        ("witehring", "leaf.html#Withering"),
        ("whithering", "leaf.html#Withering"),
        ("drying", "leaf.html#Withering"),
        ("555-0199", "cup.html#The-cup"),
        ("18005550199", "cup.html#The-cup"),
        ("half life", "cup.html#Half-life"),
        ("halflife", "cup.html#Half-life"),
        ("water 18", "leaf.html#Withering"),
        ("oxidation", "words.html#oxidation"),
        ("a week", "list.html#S01"),
        ("9-1-1", "cup.html#Half-life"),
        ("WHO", "list.html#S01"),
        ("what says WHO", "list.html#S01"),
        ("drainage", "leaf.html#Withering"),
        ("drainaeg", "leaf.html#Withering"),
        ("overwithering", "leaf.html#Withering"),
        ("leafs", "leaf.html#The-leaf"),
        ("0.125", "cup.html#Half-life"),
        ("1999-2004", "cup.html#Half-life"),
    ],
)
def test_the_right_place_comes_first(typed: str, first: str) -> None:
    """Lessons before glossary before appendix; numbers, beginnings, typing errors and what people say instead."""
    files = index_files(TEA, {"drying": ["withering"], "Draïnage": ["withering"]}, "en")
    assert run(files, [typed])["found"][0][0] == first


def test_an_unknown_word_finds_nothing() -> None:
    assert run(index_files(TEA, {}, "en"), ["zeppelin", "7777", "the"])["found"] == [[], [], []]


def test_a_large_course_is_searched_in_parts_with_one_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was asked before changes no answer, though more parts are there by then."""
    monkeypatch.setattr("course.search.index.PART", 2_000)
    many = [page(f"l{n}", (f"Lesson {n}", " ".join(f"word{n}x{k}" for k in range(90)))) for n in range(120)]
    files = index_files([*TEA, *many], {}, "en")
    assert sum(name[0] == "w" and name != "wr.js" for name in files) > 1
    asked = ["word7x1", "withering", "word119x89"]
    together = run(files, asked)["found"]
    assert [hits[0] for hits in together] == ["l7.html#Lesson-7", "leaf.html#Withering", "l119.html#Lesson-119"]
    assert [run(files, [typed])["found"][0] for typed in asked] == together


def test_a_compound_is_found_by_its_last_part() -> None:
    course = [page("eins", ("Eins", "Der Benzodiazepinentzug dauert.")), page("zwei", ("Zwei", "Ein Entzug."))]
    found = run(index_files(course, {}, "de"), ["entzug"])["found"][0]
    assert sorted(found) == ["eins.html#Eins", "zwei.html#Zwei"]


@pytest.mark.parametrize("typed", ["النوم", "نوم", "بالغ", "راحه", "٧", "7"])
def test_arabic_is_found_with_and_without_its_article(typed: str) -> None:
    """Also by the digits of another keyboard, and by the letters that writers change for each other."""
    course = [page("sleep", ("النوم", "راحة للبالغين 7 ساعات.")), page("food", ("الطعام", "خبز."))]
    assert run(index_files(course, {}, "ar"), [typed])["found"][0][0].startswith("sleep")


def test_a_text_cannot_end_the_script_it_stands_in() -> None:
    files = index_files([page("x", ("</script><b>", "\u2028 </script>"))], {}, "en")
    assert all("</script" not in text and "\u2028" not in text for text in files.values())
