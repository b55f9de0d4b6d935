"""Aiken, the plainest format of Moodle and its like: a question on one line, lettered choices, the letter of the key.

Source: Moodle documentation, "Aiken format" (docs.moodle.org/en/Aiken_format), read from `qformat_aiken` of Moodle:
choices begin with a capital letter, a full stop or a bracket, and a space; `ANSWER: X` ends the question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quizzes.finding import FindingsError, counted
from quizzes.formats.building import FEEDBACK
from quizzes.formats.carry import KEPT, Fate, Table, cells_of, changed, dropped, findings_of, is_left_out
from quizzes.formats.foreign_text import foreign_text
from quizzes.formats.format import Format, Read, Written
from quizzes.formats.loss import lost_markup, to_write, unreadable
from quizzes.formats.plain_text import formulas_to_markdown, to_plain
from quizzes.formats.rich_text import is_plain
from quizzes.key import letter_of, letters_of
from quizzes.model.choices import SingleItem, TrueFalseItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from quizzes.finding import Finding
    from quizzes.load import BankFile
    from quizzes.yaml12 import Loc

NAME = "aiken"
_CHOICE = re.compile(r"([A-Z])[.)]\s+(\S.*)")
_ANSWER = re.compile(r"ANSWER:\s*([A-Z])\s*")
_LIKE_CODE = re.compile(r"^[A-Z][.)] ")
_FEWEST = 2


@dataclass
class _Question:
    line: int
    stem: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)


def read(path: Path) -> Read:
    """Return the questions of a file as `single` items, named by file and number.

    Raises FindingsError with every line that is not Aiken.
    """
    items: list[dict[str, Any]] = []
    lines: dict[Loc, int] = {}
    wrong: list[Finding] = []
    asked: _Question | None = None
    text, told = foreign_text(path)
    for number, line in enumerate(text.splitlines(), 1):
        said = line.strip()
        if not said:
            continue
        asked = asked or _Question(number)
        if answer := _ANSWER.fullmatch(said):
            wrong += _faults(path, asked, answer[1], number)
            lines["items", len(items)] = asked.line
            items.append(_item(f"{_id_of(path)}-{len(items) + 1}", asked, answer[1]))
            asked = None
        elif (choice := _CHOICE.fullmatch(said)) and choice[1] == letter_of(len(asked.choices)) and asked.stem:
            asked.choices.append(choice[2])
        elif asked.choices:
            wrong.append(unreadable(path, number, *_after_choices(len(asked.choices))))
        else:
            asked.stem.append(said)
    if asked is not None:
        wrong.append(unreadable(path, asked.line, "this question has no line `ANSWER: X`"))
    if not items and not wrong:
        wrong.append(unreadable(path, 1, "the file holds no question"))
    if wrong:
        raise FindingsError(*wrong)
    todo = tuple(to_write(path, lines["items", place], "feedback", item["id"]) for place, item in enumerate(items))
    return Read({"id": _id_of(path), "title": path.stem, "items": items}, lines, (*told, *todo))


def _after_choices(count: int) -> tuple[str, str]:
    message = f"neither the choice `{letter_of(count)}.` nor `ANSWER: X`"
    return message, "a choice is one line; an empty line and an answer stand between questions"


def _faults(path: Path, asked: _Question, letter: str, number: int) -> Iterator[Finding]:
    letters = [letter_of(place) for place in range(len(asked.choices))]
    if len(letters) < _FEWEST:
        yield unreadable(
            path, number, f"an answer after {counted(len(letters), 'choice')}", "a question has at least two"
        )
    elif letter not in letters:
        yield unreadable(path, number, f"the key {letter} is none of the choices {letters[0]} to {letters[-1]}")


def _id_of(path: Path) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", path.stem).strip("-._") or "bank"


def _item(name: str, asked: _Question, key: str) -> dict[str, Any]:
    choices = [
        {"id": letter.lower(), "text": formulas_to_markdown(text), **({"correct": True} if letter == key else {})}
        for letter, text in ((letter_of(place), text) for place, text in enumerate(asked.choices))
    ]
    stem = formulas_to_markdown("\n".join(asked.stem))
    return {
        "id": name,
        "type": "single",
        "stem": stem,
        "choices": [{**choice, "feedback": FEEDBACK} for choice in choices],
    }


def _stem(item: SingleItem | TrueFalseItem) -> Fate:
    if item.stimulus:
        return changed("the case stands before it")
    return KEPT if is_plain(item.stem) else changed("its words on one line, without markup")


def _choices(item: SingleItem) -> Fate:
    plain = is_plain(*(choice.text for choice in item.choices))
    return KEPT if plain else changed("their words, each on one line, without markup")


_ALIEN = dropped("Aiken has questions with one right choice only")
TABLE = Table("Aiken", {
    "type": _ALIEN,
    "single.type": KEPT,
    "truefalse.type": changed("it becomes a question with the choices True and False"),
    "stem": _stem,
    "stimulus": changed("it stands before the stem of each of its items"),
    "choices": _choices,
    "answer": changed("it becomes a question with the choices True and False"),
    "points": lambda item: KEPT if item.points == 1 else dropped("each question gives 1 point"),
})  # fmt: skip


def write(file: BankFile) -> Written:
    """Return the `single` and `truefalse` items of a bank; a case stands before the stem of each of its items."""
    cells = cells_of(file, TABLE)
    losses = findings_of(file, TABLE, cells)
    written = {cell.place for cell in cells} - {cell.place for cell in cells if is_left_out(cell)}
    blocks: list[str] = []
    for place in sorted(written):
        block, lost = _block(file, place)
        blocks.append(block)
        losses += lost_markup(file, place, lost)
    return Written("\n".join(blocks).encode(), tuple(losses))


def _block(file: BankFile, place: int) -> tuple[str, set[str]]:
    item = file.bank.items[place]
    assert isinstance(item, SingleItem | TrueFalseItem)
    case = next((one.text for one in file.bank.stimuli if one.id == item.stimulus), "")
    letters = letters_of([choice.id for choice in item.choices])
    stem, lost = _plain(filter(None, (case, item.stem)))
    lines = [_no_code(stem)]
    for choice in item.choices:
        text, also = _plain([choice.text])
        lost |= also
        lines.append(f"{letters[choice.id]}. {text}")
    return "\n".join([*lines, f"ANSWER: {letters[item.key[0]]}", ""]), lost


def _no_code(stem: str) -> str:
    """Return a stem that is no line of another kind: behind `A.` stands a blank that Moodle takes for no blank."""
    return _LIKE_CODE.sub(lambda found: found[0].replace(" ", "") + "\N{NO-BREAK SPACE}", stem, count=1)


def _plain(texts: Iterable[str]) -> tuple[str, set[str]]:
    read_texts = [to_plain(text) for text in texts]
    return " ".join(words for words, _ in read_texts), {kind for _, kinds in read_texts for kind in kinds}


FORMAT = Format(NAME, ".txt", "Aiken: questions with one right choice, in plain text", read, write, TABLE)
