r"""Read quizzes in the plain text of text2qti: numbered questions, `*a)` for the right choice, `[*]`, `=` and `*`.

Source: the marks in `text2qti/quiz.py` of gpoore/text2qti. Texts are Markdown there and here. It goes one way: Canvas,
for which text2qti writes, has a format of its own here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quizzes.formats.building import Builder, NotTakenError, choices_of, number, one_key, without_empty
from quizzes.formats.foreign_text import foreign_text
from quizzes.formats.format import Format, Read

if TYPE_CHECKING:
    from pathlib import Path

_QUESTION = re.compile(r"\d+\.[ \t]+(.*)")
_CHOICE = re.compile(r"(\*?)[a-zA-Z]\)[ \t]+(.*)")
_BOX = re.compile(r"\[(\*| ?)\][ \t]+(.*)")
_WORD = re.compile(r"\*[ \t]+(.*)")
_NUMBER = re.compile(r"=[ \t]+(.*)")
_SAID = re.compile(r"(\.\.\.|\+|-)[ \t]+(.*)")
_FIELD = re.compile(r"(Title|Points):[ \t]*(.*)", re.IGNORECASE)
_QUIZ = re.compile(r"Quiz title:[ \t]*(.*)", re.IGNORECASE)
_LOST = re.compile(
    r"(GROUP|END_GROUP|pick:|points per question:|Text title:|Text:|```\{|Quiz [\w ]+:|[\w ]+ options?:)", re.IGNORECASE
)
_OPEN = re.compile(r"_{3,}\s*$|\^{3,}\s*$")
_EXACT = re.compile(r"(\S+)[ \t]*\+-[ \t]*([^%\s]+)(%?)")
_RANGE = re.compile(r"\[([^,\]]+),([^\]]+)\]")
_SHARE = 100


@dataclass
class _Asked:
    """One question as it is gathered, line by line."""

    line: int
    stem: str
    title: str = ""
    points: str = ""
    kind: str = ""
    rows: list[list[str]] = field(default_factory=list)
    """Mark, text and feedback of each answer."""
    said: dict[str, str] = field(default_factory=dict)
    """What is told to all (`...`), to who is right (`+`) and to who is wrong (`-`)."""
    last: tuple[str, Any] = ("stem", None)


def read(path: Path) -> Read:
    """Return the questions of a file.

    Raises FindingsError where nothing can be taken, and for a file that is no text.
    """
    text, told = foreign_text(path)
    builder = Builder(path, told=told)
    asked: _Asked | None = None
    fields: dict[str, str] = {}
    skipping = False
    for place, line in enumerate(text.splitlines(), 1):
        if skipping or line.strip() == "COMMENT":
            skipping = line.strip() != "END_COMMENT"
        elif line.startswith("%"):
            continue
        elif found := _QUESTION.match(line):
            _finish(builder, asked)
            asked = _Asked(place, found[1], fields.pop("title", ""), fields.pop("points", ""))
        elif found := _FIELD.match(line):
            fields[found[1].lower()] = found[2]
        elif found := _QUIZ.match(line):
            builder.title = found[1]
        elif not line.strip():
            _go_on(asked, "")
        elif _LOST.match(line) or asked is None or not _take(asked, line):
            builder.tell(place, f"left out: {line.strip()[:60]}")
    _finish(builder, asked)
    return builder.done()


def _take(asked: _Asked, line: str) -> bool:
    """Take a line that belongs to a question; say whether it does."""
    for kind, pattern in (("choice", _CHOICE), ("box", _BOX), ("word", _WORD), ("number", _NUMBER)):
        found = pattern.match(line)
        if found:
            mark, text = (found[1], found[2]) if pattern.groups > 1 else ("*", found[1])
            asked.kind = kind if asked.kind in ("", kind) else "mixed"
            asked.rows.append([mark.strip(), text, ""])
            asked.last = ("row", asked.rows[-1])
            return True
    if _OPEN.match(line):
        asked.kind = "open"
    elif found := _SAID.match(line):
        if asked.rows and found[1] == "...":
            asked.rows[-1][2] = found[2]
            asked.last = ("feedback", asked.rows[-1])
        else:
            asked.said[found[1]] = found[2]
            asked.last = ("said", found[1])
    elif line.startswith((" ", "\t")):
        _go_on(asked, line.strip())
    else:
        return False
    return True


def _go_on(asked: _Asked | None, line: str) -> None:
    """Go on with the text that stood last: its further lines are indented, empty ones stand between paragraphs."""
    if asked is None:
        return
    where, what = asked.last
    if where == "stem":
        asked.stem += f"\n{line}"
    elif where == "said":
        asked.said[what] += f"\n{line}"
    else:
        place = 1 if where == "row" else 2
        what[place] += f"\n{line}"


def _finish(builder: Builder, asked: _Asked | None) -> None:
    if asked is None:
        return
    try:
        values = _values(asked)
    except NotTakenError as error:
        builder.refuse(asked.line, str(error))
        return
    made = builder.add(asked.line, values, called=asked.title)
    lost = [mark for mark in ("+", "-") if mark in asked.said and "choices" not in values]
    if lost:
        builder.tell(
            asked.line, f"left out: what is told to who is {'right' if lost == ['+'] else 'right or wrong'}", made
        )


def _values(asked: _Asked) -> dict[str, Any]:
    if not asked.stem.strip():
        raise NotTakenError("its text is empty")
    points = number(asked.points) if asked.points else 1
    rest = {
        "title": asked.title,
        "rationale": asked.said.get("...", "").strip(),
        "points": "" if points == 1 else points,
    }
    return {**_answer(asked), "stem": asked.stem.strip(), **without_empty(rest)}


def _answer(asked: _Asked) -> dict[str, Any]:
    """Return what only the type of the question has; raises NotTakenError for one that no bank can hold."""
    rows = [(text.strip(), bool(mark), said.strip() or asked.said.get("+" if mark else "-", "").strip())
            for mark, text, said in asked.rows]  # fmt: skip
    if asked.kind == "choice":
        one_key(rows)
        texts = [text.lower() for text, _, _ in rows]
        if sorted(texts) == ["false", "true"]:
            said = without_empty({text.lower(): feedback for text, _, feedback in rows})
            return {"type": "truefalse", "answer": next(text.lower() == "true" for text, right, _ in rows if right),
                    **({"feedback": said} if said else {})}  # fmt: skip
        return {"type": "single", "choices": choices_of(rows)}
    if asked.kind == "box":
        if not any(right for _, right, _ in rows):
            raise NotTakenError("no choice is right; a key is never guessed")
        return {"type": "multiple", "choices": choices_of(rows)}
    if asked.kind == "word":
        return {"type": "short", "answers": [{"text": text} for text, _, _ in rows]}
    if asked.kind == "number" and len(rows) == 1:
        return {"type": "numeric", "answer": _number(rows[0][0])}
    reasons = {
        "open": "an open answer has no key",
        "": "it has no answers",
        "mixed": "its answers are of several kinds",
    }
    raise NotTakenError(reasons.get(asked.kind, "it has several right numbers"))


def _number(text: str) -> dict[str, Any]:
    if found := _RANGE.fullmatch(text):
        return {"range": [number(found[1]), number(found[2])]}
    if found := _EXACT.fullmatch(text):
        wide = number(found[2])
        way = {"relative_tolerance": wide / _SHARE} if found[3] else {"tolerance": wide}
        return {"value": number(found[1]), **way}
    return {"value": number(text)}


FORMAT = Format("text2qti", ".txt", "the plain text of text2qti: choices, numbers and words", read)
