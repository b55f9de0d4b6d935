"""Where answers go in a whole build: nowhere, below each question, at the end, or into a key of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import copy_tea, run

from .conftest import read

QUESTION = "From which kind of plant does it come?"
ANSWER = "The leaf of one shrub is dried for this drink"


def built(course: Path, out: Path, *options: str) -> dict[str, str]:
    """Build text and PDF; return the text of the lesson's page and of the book, on one line each."""
    done = run("build", course, "--to", "text,pdf", "--out", out, *options)
    assert done.exit_code == 0, done.output
    page = (out / "text" / "lessons" / "01-leaf.txt").read_text(encoding="utf-8")
    return {"text": " ".join(page.split()), "pdf": " ".join(read(out / "pdf", "tea", "pdf").split())}


@pytest.mark.parametrize(
    ("answers", "told"), [("none", False), ("inline", True), ("end", True), ("key", False), ("", True)]
)
def test_one_option_moves_all_answers(answers: str, *, told: bool, tmp_path: Path) -> None:
    """Text and PDF hold the answers or not; `inline` puts them before the next question, `end` after the last."""
    out = tmp_path / "out"
    for form, text in built(copy_tea(tmp_path), out, *(["--answers", answers] if answers else [])).items():
        assert QUESTION in text
        assert (ANSWER in text) is told, form
        if told:
            before = text.index(ANSWER) < text.index("Which part of it will he dry?")
            assert before is (answers == "inline"), form
    assert (out / "key").is_dir() is (answers == "key")


def test_the_instructor_key_is_a_document_of_its_own(tmp_path: Path) -> None:
    """With `--answers key` every question stands with its answer in OUT/key, in the formats asked for."""
    out = tmp_path / "out"
    done = run("build", copy_tea(tmp_path), "--to", "text,html,pdf,epub", "--answers", "key", "--out", out)
    assert done.exit_code == 0, done.output
    assert "for the trainer only" in done.output
    for form in ("text", "html", "pdf", "epub"):
        text = " ".join(read(out / "key", "instructor-key", form).split())
        assert QUESTION in text
        assert ANSWER in text
        assert "Do not hand out" in text


def test_course_toml_sets_the_default_and_a_page_may_differ(tmp_path: Path) -> None:
    """`answers` in [quizzes] is the default, the option of a quiz wins over it, and that of the build over both."""
    course = copy_tea(tmp_path)
    with (course / "course.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[quizzes]\nanswers = "none"\n')
    assert ANSWER not in built(course, tmp_path / "one")["text"]
    lesson = course / "lessons" / "01-leaf.md"
    text = lesson.read_text(encoding="utf-8")
    assert "{quiz} l01\n" in text
    lesson.write_text(text.replace("{quiz} l01\n", "{quiz} l01\n:answers: inline\n"), encoding="utf-8")
    assert ANSWER in built(course, tmp_path / "two")["text"]
    assert ANSWER not in built(course, tmp_path / "three", "--answers", "none")["pdf"]


def test_what_a_page_withholds_no_build_tells(tmp_path: Path) -> None:
    """A quiz with `:answers: none` stays without answers when the build wants them inline."""
    course = copy_tea(tmp_path)
    for lesson in (course / "lessons").glob("*.md"):
        text = lesson.read_text(encoding="utf-8").replace("{quiz} l01\n", "{quiz} l01\n:answers: none\n")
        lesson.write_text(text, encoding="utf-8")
    assert all(ANSWER not in page for page in built(course, tmp_path / "out", "--answers", "inline").values())
