"""Pages as the checks read them: sentences with lines, citations, marks, tables, directives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.material.page import Page, read_page, read_sentences
from course.material.sentences import words_of

if TYPE_CHECKING:
    from pathlib import Path


def page(tmp_path: Path, text: str) -> Page:
    """Read a page with this text."""
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    return read_page(path)


def test_sentences_have_their_own_line() -> None:
    """A paragraph over several lines gives each sentence the line it begins on."""
    found = read_sentences("One is\nhere. Two is here.\nThree\n", 10)
    assert [(one.text, one.line) for one in found] == [("One is here.", 10), ("Two is here.", 11), ("Three", 12)]


def test_a_page_without_headings_has_no_sections(tmp_path: Path) -> None:
    """A lesson that somebody has just begun is read like any other."""
    assert page(tmp_path, "Words.\n").sections() == []
    assert [(one.title, one.words) for one in page(tmp_path, "# A\n\n## B\n\nTwo words.\n").sections()] == [("B", 2)]


def test_a_citation_after_the_full_stop_belongs_to_the_sentence_before() -> None:
    """Authors put citations before or after the stop."""
    first, second = read_sentences("It is 5. {cite:p}`a` Next {cite:p}`b,c`. {claim}`S01`", 1)
    assert (first.citations, first.text) == (("a",), "It is 5.")
    assert (second.citations, second.claims, second.text) == (("b", "c"), ("S01",), "Next.")


def test_abbreviations_do_not_end_a_sentence() -> None:
    """Titles and single capitals are no ends."""
    found = read_sentences("Dr. Lee saw E. coli, e.g. In a dish. It grew.", 1)
    assert [one.text for one in found] == ["Dr. Lee saw E. coli, e.g. In a dish.", "It grew."]


def test_code_and_comments_are_not_read() -> None:
    """Numbers in code are no facts."""
    found = read_sentences("Run `take 5`.\n\n% the number 7\n\n```python\nx = 9\n```\n", 1)
    assert [one.text for one in found] == ["Run."]


def test_rows_share_the_citations_of_row_head_and_lead() -> None:
    """A table is cited by its row, by its head row or by the line above it."""
    text = "# T {cite:p}`lead`\n\n| a {cite:p}`head` | b |\n|---|---|\n| 5 | x {cite:p}`row` |\n"
    cell = next(one for one in read_sentences(text, 1) if one.text == "5")
    assert set(cell.also_cited) == {"lead", "head", "row"}


def test_speech_that_spans_sentences_is_taken_out() -> None:
    """What somebody else says is not said by the course."""
    first, second = read_sentences('A note: "Drug seeker. Admits abuse." He left.', 1)[:2]
    assert (first.own_words, second.own_words) == ("A note:", "")


def test_directives_nest_and_keep_their_lines(tmp_path: Path) -> None:
    """The body of a box is read; the body of a quiz is not."""
    found = page(tmp_path, ":::{recall}\n```{quiz} l01\n:select: a\n```\n\nSay it.\n:::\n\n:::{claim} S09\n:::\n")
    quiz = next(one for one in found.directives if one.name == "quiz")
    assert (quiz.argument, quiz.line, quiz.inside, quiz.options) == ("l01", 2, ("recall",), {"select": "a"})
    assert [(one.text, one.line, one.inside) for one in found.sentences] == [("Say it.", 6, ("recall",))]
    assert list(found.claims()) == [("S09", 9)]


def test_front_matter_is_read_with_lines(tmp_path: Path) -> None:
    """A broken front matter is told, not raised."""
    good = page(tmp_path, "---\nminutes: 5\nobjectives: [LO1]\n---\n# T\n")
    assert (good.meta["minutes"], good.line("objectives"), good.line("none")) == (5, 3, 1)
    assert "not YAML" in page(tmp_path, "---\na: [\n---\n").broken
    assert "no" in page(tmp_path, "---\njust text\n---\n").broken


def test_sections_count_running_text_only(tmp_path: Path) -> None:
    """Tables and boxes are looked at, not read in a row."""
    found = page(
        tmp_path, "# T\n\n## A\n\none two three\n\n| x |\n|---|\n| y z |\n\n:::{case} C\nmore\n:::\n\n## B\n\nfour\n"
    )
    assert [(one.title, one.line, one.words) for one in found.sections()] == [("A", 3, 3), ("B", 15, 1)]


def test_words_are_lower_case_without_marks() -> None:
    """Hyphens and apostrophes stay inside words."""
    assert words_of("Don’t re-read “It”, please!") == ["don't", "re-read", "it", "please"]


def test_a_mistake_in_the_front_matter_has_its_line(tmp_path: Path) -> None:
    """One line of plain words, on the line of the file and not of the block."""
    found = page(tmp_path, "---\nminutes: 3\ntitle: One: two\n---\n\n# A\n")
    assert (found.broken_line, found.broken) == (
        3, "the front matter is not YAML: a text with a colon and a space in it needs quotes",
    )  # fmt: skip
