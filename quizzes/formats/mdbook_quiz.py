"""Read quizzes in the TOML of mdbook-quiz: choices with distractors, and words; programs to trace have no key of ours.

Source: crates/mdbook-quiz-schema/src/lib.rs of cognitive-engineering-lab/mdbook-quiz (MIT or Apache-2.0), whose players
compare words without capitals and blanks at the ends, as ours do. Texts are Markdown there and here. It goes one way: a
bank says of each choice why it is wrong, and that format has no place for it.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from quizzes.finding import FindingsError
from quizzes.formats.building import Builder, NotTakenError, choices_of, without_empty
from quizzes.formats.foreign_text import foreign_text
from quizzes.formats.format import Format, Read
from quizzes.formats.loss import unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_QUESTION = re.compile(r"^[ \t]*\[\[\s*questions\s*\]\]", re.MULTILINE)
_WHERE = re.compile(r"\(at line (\d+)")
_TAKEN = frozenset({"id", "type", "prompt", "answer", "context", "multipart"})
_REASONS = {
    "Tracing": "it asks whether a program compiles and what it prints, which is no question of ours with one key",
    "Informal": "it has no key",
}


def read(path: Path) -> Read:
    """Return the questions of a file; raises FindingsError for a file that is no TOML, or has none to take."""
    text, told = foreign_text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _WHERE.search(str(error))
        raise FindingsError(unreadable(path, int(found[1]) if found else 1, f"this is no TOML: {error}")) from error
    builder = Builder(path, told=told)
    lines = [text.count("\n", 0, found.start()) + 1 for found in _QUESTION.finditer(text)]
    asked = data.get("questions")
    for number, question in enumerate(asked if isinstance(asked, list) else ()):
        shared = data.get("multipart")
        _take(
            builder, lines[number] if number < len(lines) else 1, question, shared if isinstance(shared, dict) else {}
        )
    return builder.done()


def _take(builder: Builder, line: int, question: Any, shared: Mapping[str, Any]) -> None:
    if not isinstance(question, dict):
        builder.refuse(line, "it is no table")
        return
    name = str(question.get("id", ""))
    try:
        values = _values(question, shared)
    except NotTakenError as error:
        builder.refuse(line, str(error), name)
        return
    made = builder.add(line, values, name)
    lost = sorted(question.keys() - _TAKEN)
    if question["prompt"].get("response", "short") != "short":
        lost.append("prompt.response")
    if lost:
        builder.tell(line, f"left out: {', '.join(lost)}", made)


def _values(question: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    kind = str(question.get("type", ""))
    if kind in _REASONS:
        raise NotTakenError(_REASONS[kind])
    prompt, answer = question.get("prompt"), question.get("answer")
    if not isinstance(prompt, dict) or not isinstance(answer, dict):
        raise NotTakenError("it has no prompt, or no answer")
    stem = _text(prompt.get("prompt"))
    if not stem:
        raise NotTakenError("its text is empty")
    if (part := question.get("multipart")) is not None:
        if part not in shared:
            raise NotTakenError(f"its text is missing: there is no multipart '{part}'")
        stem = f"{_text(shared[part])}\n\n{stem}"
    rest = without_empty({"rationale": _text(question.get("context"))})
    return {**_answer(kind, prompt, answer), "stem": stem, **rest}


def _answer(kind: str, prompt: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return what only the type of the question has; raises NotTakenError for one that no bank can hold."""
    right = _texts(answer.get("answer"))
    if not right:
        raise NotTakenError("it has no right answer; a key is never guessed")
    if kind == "ShortAnswer":
        return {"type": "short", "answers": [{"text": one} for one in (*right, *_texts(answer.get("alternatives")))]}
    if kind == "MultipleChoice":
        wrong = [(one, False, "") for one in _texts(prompt.get("distractors"))]
        several = isinstance(answer.get("answer"), list)
        rows = _placed([(one, True, "") for one in right], wrong, prompt.get("answerIndex"))
        return {"type": "multiple" if several else "single", "choices": choices_of(rows)}
    raise NotTakenError(f"its type '{kind}' is not known")


_Row = tuple[str, bool, str]


def _placed(right: list[_Row], wrong: list[_Row], at: Any) -> list[_Row]:
    """Return choices with the right ones where the file puts them, else by their words, as it names these first."""
    if isinstance(at, int) and 0 <= at <= len(wrong):
        return [*wrong[:at], *right, *wrong[at:]]
    return sorted([*right, *wrong], key=lambda row: row[0].casefold())


def _texts(value: Any) -> list[str]:
    many = value if isinstance(value, list) else [value]
    return [text for one in many if (text := _text(one))]


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


FORMAT = Format("mdbook-quiz", ".toml", "the TOML of mdbook-quiz: choices and words", read)
