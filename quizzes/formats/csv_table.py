"""A table of questions with named headings, as spreadsheets save it: CSV with comma, semicolon or tab."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from quizzes.finding import FindingsError
from quizzes.formats.building import Builder, NotTakenError, choices_of, number, one_key, without_empty
from quizzes.formats.foreign_text import foreign_text
from quizzes.formats.format import Format, Html, Read
from quizzes.formats.loss import unreadable
from quizzes.formats.moodle_tags import fields_of
from quizzes.formats.plain_text import formulas_to_markdown
from quizzes.key import letter_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

NAMES = {
    "id": "id", "question id": "id",
    "stem": "stem", "question": "stem", "question text": "stem",
    "type": "type", "question type": "type",
    "key": "key", "answer": "key", "correct": "key", "correct answer": "key",
    "rationale": "rationale", "explanation": "rationale",
    "title": "title", "points": "points", "tags": "tags", "objective": "objective", "tolerance": "tolerance",
    "unit": "unit",
}  # fmt: skip
"""The headings that are known; beside them `a` to `z` (or `choice a`, `option a`) and `feedback a` to `feedback z`."""
_PART = re.compile(r"(?:(feedback)|choice|option|answer)?\s*([a-z])")
_FORMULA = re.compile(r"\s*[=+@](?!\s*\d)|\s*-(?![\s\d.,])")
_DECIMAL = re.compile(r"-?(?:\d+,(?!\d{3}$)\d+|0,\d+)")
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_TYPES = frozenset({"single", "multiple", "truefalse", "numeric", "short"})
_WORDS = {"true": True, "t": True, "yes": True, "false": False, "f": False, "no": False}


def read(path: Path) -> Read:
    """Return the rows of a table as items; raises FindingsError for a table without `question` and `key`.

    A cell that a spreadsheet would run as a formula is not taken, and no key is guessed: it is the letters of the
    right choices, true or false, a number, or words between `|`.
    """
    text, told = foreign_text(path)
    if "\0" in text:
        raise FindingsError(unreadable(path, 1, "this is no text", "save the sheet as CSV, UTF-8"))
    between = _delimiter(text)
    rows = csv.reader(io.StringIO(text), delimiter=between, strict=True)
    builder = Builder(path, told=told)
    try:
        heads = heads_of(path, next(rows, []))
        for row in rows:
            take_row(builder, rows.line_num, heads, row, odd=_two_readings(heads, row) if between == ";" else "")
    except csv.Error as error:
        raise FindingsError(unreadable(path, rows.line_num, f"this is no table in CSV: {error}")) from error
    return builder.done()


def _two_readings(heads: list[str], row: Sequence[str]) -> str:
    """Return why a number of a table with semicolons is not sure: where commas divide decimals, 1.500 may be 1500."""
    cells = dict(zip(heads, row, strict=False))
    if cells.get("type", "").strip().lower() != "numeric":
        return ""
    unsure = next(
        (cell for head in ("key", "tolerance") if _THOUSANDS.fullmatch(cell := cells.get(head, "").strip())), ""
    )
    return (
        f"{unsure} may be {unsure.replace('.', '')}: write it without the point, or with two digits behind it"
        if unsure
        else ""
    )


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def heads_of(path: Path, row: Sequence[str]) -> list[str]:
    """Return what each column holds; raises FindingsError unless one is the question and one the key."""
    heads = []
    for cell in row:
        name = " ".join(cell.lower().replace("_", " ").split())
        part = _PART.fullmatch(name)
        heads.append(NAMES.get(name) or (f"{'feedback ' if part[1] else ''}{part[2]}" if part else f"?{cell.strip()}"))
    for wanted in ("stem", "key"):
        if heads.count(wanted) != 1:
            hint = "the first row names the columns: question, a, b, c, key; a key is never guessed"
            raise FindingsError(unreadable(path, 1, f"{heads.count(wanted) or 'no'} columns named `{wanted}`", hint))
    return heads


def take_row(
    builder: Builder, line: int, heads: list[str], row: Sequence[str], rich: Sequence[Html] = (), *, odd: str = ""
) -> None:
    """Take a row as an item; `rich` are its cells as HTML where they are more than words, `odd` why it is refused."""
    told = {head: html for head, html in zip(heads, rich, strict=False) if html}
    cells = {head: cell.strip() for head, cell in zip(heads, row, strict=False) if cell.strip()}
    if not cells:
        return
    try:
        _check(heads, row, cells, odd)
        values = _values(_Cells(cells, told))
    except NotTakenError as error:
        builder.refuse(line, str(error), cells.get("id", cells.get("stem", ""))[:60])
        return
    name = builder.add(line, values, cells.get("id", ""))
    for head in sorted(set(cells)):
        if head.startswith("?"):
            builder.tell(line, f"the column `{head[1:]}` is left out", name)


def _check(heads: list[str], row: Sequence[str], cells: Mapping[str, str], odd: str) -> None:
    if odd:
        raise NotTakenError(odd)
    if any(cell.strip() for cell in row[len(heads) :]):
        raise NotTakenError(f"{len(row)} cells under {len(heads)} headings")
    if run := next((head for head, cell in cells.items() if _FORMULA.match(cell)), ""):
        raise NotTakenError(f"the cell under `{run}` is a formula: {cells[run][:40]}")


class _Cells(dict[str, str]):
    """The words of a row by their columns, and as they are shown."""

    def __init__(self, cells: Mapping[str, str], rich: Mapping[str, Html]) -> None:
        super().__init__(cells)
        self.rich = rich

    def shown(self, head: str) -> str:
        """Return a cell as HTML or Markdown, "" for an empty one."""
        return self.rich.get(head) or formulas_to_markdown(self.get(head, ""))


def _values(cells: _Cells) -> dict[str, Any]:
    stem, key = cells.get("stem", ""), cells.get("key", "")
    if not stem or not key:
        raise NotTakenError(f"it has no {'key; a key is never guessed' if stem else 'question'}")
    letters = sorted(head for head in cells if len(head) == 1)
    kind = cells.get("type", "").lower().replace(" ", "").replace("/", "") or _kind(letters, key)
    if kind not in _TYPES:
        raise NotTakenError(f"the type '{kind}' is none of {', '.join(sorted(_TYPES))}")
    own = _READERS[kind](cells, letters, key)
    points = number(cells["points"]) if "points" in cells else 1.0
    tags = re.split(r"[,;|]", cells.get("tags", ""))
    rest = {
        "title": cells.get("title", ""),
        "rationale": cells.shown("rationale"),
        **fields_of([*tags, *(f"objective:{one}" for one in re.split(r"[,;|\s]+", cells.get("objective", "")) if one)]),
        "points": "" if points == 1 else points,
    }
    return {"type": kind, "stem": cells.shown("stem"), **own, **without_empty(rest)}


def _kind(letters: list[str], key: str) -> str:
    """Return the type of a row that names none: only where choices or the key leave no doubt."""
    if letters:
        return "multiple" if len(_keys(key)) > 1 else "single"
    if key.lower() in ("true", "false"):
        return "truefalse"
    raise NotTakenError("it has no choices, and no `type` that says what its key is")


def _keys(key: str) -> list[str]:
    return [one for one in re.split(r"[\s,;|+&]+", key.lower()) if one]


def _choices(cells: _Cells, letters: list[str], key: str) -> dict[str, Any]:
    right = _keys(key)
    if unknown := [one for one in right if one not in letters]:
        raise NotTakenError(
            f"the key '{unknown[0][:40]}' is none of the choices {', '.join(letters) or '(there is none)'}"
        )
    if letters != [letter_of(place).lower() for place in range(len(letters))]:
        raise NotTakenError(f"a choice is empty: there are only {', '.join(letters)}")
    rows = [(cells.shown(one), one in right, cells.shown(f"feedback {one}")) for one in letters]
    return {"choices": choices_of(rows)}


def _single(cells: _Cells, letters: list[str], key: str) -> dict[str, Any]:
    found = _choices(cells, letters, key)
    one_key([("", bool(choice.get("correct")), "") for choice in found["choices"]])
    return found


def _judged(_cells: _Cells, _letters: list[str], key: str) -> dict[str, Any]:
    if key.lower() not in _WORDS:
        raise NotTakenError(f"the key '{key[:40]}' is neither true nor false")
    return {"answer": _WORDS[key.lower()]}


def _number(text: str) -> float:
    """Return a number; a comma is a decimal sign where no three digits follow, which may be thousands."""
    return number(text.replace(",", ".") if _DECIMAL.fullmatch(text.strip()) else text)


def _numeric(cells: _Cells, _letters: list[str], key: str) -> dict[str, Any]:
    more = {"tolerance": abs(_number(cells["tolerance"]))} if "tolerance" in cells else {}
    return {"answer": {"value": _number(key), **more, **without_empty({"unit": cells.get("unit", "")})}}


def _short(_cells: _Cells, _letters: list[str], key: str) -> dict[str, Any]:
    return {"answers": [{"text": one.strip()} for one in key.split("|") if one.strip()]}


_READERS: dict[str, Callable[[_Cells, list[str], str], dict[str, Any]]] = {
    "single": _single,
    "multiple": _choices,
    "truefalse": _judged,
    "numeric": _numeric,
    "short": _short,
}
FORMAT = Format("csv", ".csv", "A table with headings such as question, a, b, c, key", read)
