"""Quizzes of mdbook-quiz: what has one key is taken, the rest is named with its line and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizzes.finding import FindingsError
from quizzes.formats import mdbook_quiz
from quizzes.formats.sniff import format_of

if TYPE_CHECKING:
    from pathlib import Path

QUIZ = """\
[multipart]
shop = "A shop sells `apples`."

[[questions]]
id = "binds"
type = "MultipleChoice"
prompt.prompt = "What does `let` do?"
prompt.distractors = ["Nothing", "*deletes* it"]
answer.answer = "It binds"
context = "See chapter 3."

[[questions]]
type = "MultipleChoice"
multipart = "shop"
prompt.prompt = "Which?"
prompt.distractors = ["C", "D"]
prompt.answerIndex = 1
promptExplanation = true
answer.answer = ["B", "A"]

[[questions]]
type = "ShortAnswer"
prompt.prompt = "The keyword?"
prompt.response = "code"
answer.answer = "const"
answer.alternatives = [" static "]
"""
LINES = [number for number, line in enumerate(QUIZ.splitlines(), 1) if line == "[[questions]]"]
REFUSED = {
    "Tracing": ('type = "Tracing"\nprompt.program = "fn"\nanswer.doesCompile = true\n', "no question of ours"),
    "no key": ('type = "ShortAnswer"\nprompt.prompt = "a?"\nanswer.answer = ""\n', "a key is never guessed"),
    "no words": ('type = "ShortAnswer"\nprompt.prompt = " "\nanswer.answer = "b"\n', "its text is empty"),
    "no parts": ('type = "ShortAnswer"\nprompt = "a?"\nanswer.answer = "b"\n', "no prompt, or no answer"),
    "no table": ('multipart = "x"\ntype = "ShortAnswer"\nprompt.prompt = "a?"\nanswer.answer = "b"\n', "multipart 'x'"),
    "lone": (
        'type = "MultipleChoice"\nprompt.prompt = "a?"\nprompt.distractors = []\nanswer.answer = "b"\n',
        "1 choice",
    ),
    "other": ('type = "Essay"\nprompt.prompt = "a?"\nanswer.answer = "b"\n', "'Essay' is not known"),
}


def quiz(folder: Path, text: str) -> Path:
    """Write a file of the format."""
    path = folder / "a.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_choices_and_words_are_taken(tmp_path: Path) -> None:
    """Right choices stand where the file puts them, else in the order of their words; a shared text comes first."""
    path = quiz(tmp_path, QUIZ)
    assert format_of(path) == "mdbook-quiz"
    read = mdbook_quiz.read(path)
    single, several, short = read.values["items"]
    assert [(one["text"], one.get("correct", False)) for one in single["choices"]] == [
        ("*deletes* it", False), ("It binds", True), ("Nothing", False),
    ]  # fmt: skip
    assert (single["id"], single["type"], single["rationale"]) == ("binds", "single", "See chapter 3.")
    assert [(one["text"], one.get("correct", False)) for one in several["choices"]] == [
        ("C", False), ("B", True), ("A", True), ("D", False),
    ]  # fmt: skip
    assert several["stem"] == "A shop sells `apples`.\n\nWhich?"
    assert [one["text"] for one in short["answers"]] == ["const", "static"]
    told = [(one.line, one.message) for one in read.losses if "left out" in one.message]
    assert told == [(LINES[1], "left out: promptExplanation"), (LINES[2], "left out: prompt.response")]


@pytest.mark.parametrize("name", REFUSED)
def test_what_has_no_key_of_ours_is_named(tmp_path: Path, name: str) -> None:
    """With its line and the reason; the others are taken."""
    text, reason = REFUSED[name]
    read = mdbook_quiz.read(quiz(tmp_path, f"{QUIZ}\n[[questions]]\n{text}"))
    assert len(read.values["items"]) == 3
    ((line, message),) = [(one.line, one.message) for one in read.losses if "not taken" in one.message]
    assert line == QUIZ.count("\n") + 2
    assert reason in message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[questions]]\ntype = \n", "this is no TOML"),
        ("questions = 3\n", "no question"),
        ("[[questions]]\ntype = 5\n", "no question"),
    ],
)
def test_a_file_without_questions_is_refused(tmp_path: Path, text: str, words: str) -> None:
    """In one line."""
    with pytest.raises(FindingsError, match=words):
        mdbook_quiz.read(quiz(tmp_path, text))
