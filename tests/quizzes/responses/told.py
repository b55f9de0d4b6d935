"""What becomes of the files of other programs, and of files that are a little odd, word by word: `told/`.

    python -m tests.quizzes.responses.told      # writes them anew; read the difference before you keep it

`answers.txt` says how an answer is read in the words of each kind of source. `files.txt` has the rows, findings and
report of a sound file of each format, then each cell or value that was put otherwise and what is said differently for
it; what nobody minds says nothing, and what has been said before is left out.
"""

from __future__ import annotations

import copy
import csv
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from quizzes.finding import FindingsError
from quizzes.load import load_bank
from quizzes.responses.columns import NAMES
from quizzes.responses.readers.catalog import catalog_of
from quizzes.responses.readers.claim import Form, Given
from quizzes.responses.readers.importing import Options, import_responses
from quizzes.responses.readers.said import response_of
from quizzes.responses.write import csv_bytes
from tests.quizzes.responses.platforms import EVERY, canvas, catalog, coded, dice, moodle, olx
from tests.quizzes.responses.sources import SOURCES, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.model.types import Item
    from quizzes.responses.readers.catalog import Catalog

TOLD = Path(__file__).parent / "told"
ASKED = (
    "case-item", "multiple-all", "judged", "matched", "matched-partly", "ordered", "measured", "worded", "gapped",
    "gapped-in-menus", "liked", "open-answer", "tagged",
)  # fmt: skip
ODD = ("", "-", "zz", "0", "-3", "0.5", "2026-09-22T09:00:00Z", "[]")
OTHERS: tuple[Any, ...] = (None, "zz", 7, -2, 1e12, True, {"a": 1})
_OURS = NAMES[1:]


def told() -> dict[str, str]:
    """Return the text of each file in `told/` by its name."""
    return {"answers.txt": "".join(answers()), "files.txt": "".join(files())}


def answers() -> Iterator[str]:
    """Yield how each of some answers to questions of each type is read, in the words of each kind of source."""
    for name in ASKED:
        item, seen = catalog().items[name], set[str]()
        for form, value, right in _given(item):
            try:
                said = json.dumps(response_of(item, Given(form, value, right)), ensure_ascii=False)
            except LookupError as error:
                said = f"- {error.args[0]}"
            line = f"{name} {form.name.lower()} {json.dumps(value, ensure_ascii=False)}: {said}\n"
            if line not in seen:
                seen.add(line)
                yield line


def _given(item: Item) -> Iterator[tuple[Form, object, str]]:
    right = _right(item)
    short = ("true", "F", "1", "0") if item.type == "truefalse" else ("", "zz")
    for text in (*_texts(moodle(item, right, dice(4))[1]), *short):
        yield from ((Form.WORDS, text, key) for key in ("", text))
    commas = canvas(item, right) if item.type != "order" else "Mouse,Dog"
    yield from ((Form.COMMAS, text, "") for text in (*_texts(commas), *short))
    yield from ((Form.CODED, text, "") for text in (*_texts(_coded(item, right)), *short))
    if item.type in ("numeric", "short", "essay", "likert"):
        return  # no source says the places of what has none
    state = [*json.loads(olx(item, right))["student_answers"].values()]
    places: tuple[object, ...] = (0, 1, 99, -1, "0", [0], [1, 0], [99], [-1], ["0"], {0: "zz"}, {99: "zz"}, {0: ""})
    yield from ((Form.PLACES, place, "") for place in (*places, dict(enumerate(state)), {-1: "zz"}, {"0": "zz"}))


def _right(item: Item) -> Any:  # noqa: PLR0911 - one for each type
    match item.type:
        case "truefalse":
            return str(item.answer).lower()
        case "single":
            return item.key[0]
        case "multiple":
            return list(item.key)
        case "likert":
            return item.scale[1].id
        case "order":
            return [step.id for step in item.sequence]
        case "match":
            return {pair.id: pair.response for pair in item.pairs}
        case "cloze":
            return {gap.id: gap.answer for gap in item.gaps}
    return "2.5"


def _coded(item: Item, right: Any) -> str:
    from quizzes.responses.readers.coded import target

    if isinstance(right, list):
        return "[,]".join(map(coded, right))
    if item.type == "match":
        return "[,]".join(f"{coded(name)}[.]{target(text)}" for name, text in right.items())
    return "[,]".join(right.values()) if isinstance(right, dict) else coded(right)


def _texts(text: str) -> list[str]:
    """Return a text and what is odd beside it: other capitals, half of it, more than it, its parts turned round."""
    turned = [sign.join(reversed(text.split(sign))) for sign in ("; ", ",", "[,]") if sign in text]
    plain = text.replace("[,]", ",").replace("[.]", ".")
    return [text, plain, text.upper(), f" {text}  ", text[: len(text) // 2], f"{text}; {text}", f"{text},{text}",
            f"{text}; zz", f"{text},", *turned]  # fmt: skip


def files() -> Iterator[str]:
    """Yield what an import says of each source, and of what is odd in it."""
    with TemporaryDirectory() as folder, patch("quizzes.responses.readers.registry.entry_points", return_value=()):
        for source in SOURCES:
            place = Path(folder) / source.name
            place.mkdir()
            for name, beside in source.beside.items():
                (place / name).write_text(beside, encoding="utf-8")
            known = catalog_of([load_bank(EVERY)], [], place / "map.csv") if "map.csv" in source.beside else catalog()
            yield f"==== {source.name}\n"
            yield from _of_source(place, source, known)


def _of_source(place: Path, source: Source, known: Catalog) -> Iterator[str]:
    base = _taken(place, source, known, source.text)
    yield from (f"{line}\n" for line in base)
    seen = set[str]()
    for what, other, text in _changed(source):
        made = _taken(place, source, known, text)
        said = " ¦ ".join(line for line in made if line not in base)
        kind = said.replace(str(other), "…") if len(str(other)) > 1 else said
        if made != base and kind not in seen:
            seen.add(kind)
            yield f"{what} {'left out' if other is ... else json.dumps(other)}: {said or 'less is said'}\n"


def _taken(place: Path, source: Source, known: Catalog, text: str) -> list[str]:
    """Return rows, findings and report of an import, without names and in the order of the file."""
    path = place / source.file
    path.write_text(text, encoding="utf-8")
    try:
        paths = [path, *(place / name for name in source.beside if name not in ("map.csv", "draw.json"))]
        made = import_responses(paths, known, Options(**source.how))
    except FindingsError as error:
        return [_finding(one) for one in error.findings]
    people = list(dict.fromkeys(row.person for row in made.rows))
    rows = csv.DictReader(io.StringIO(csv_bytes(made.rows).decode()))
    lines = [" ".join(f"{key}={row[key]}" for key in _OURS if row[key]) for row in rows]
    named = [f"{people.index(row.person)} {line}" for row, line in zip(made.rows, lines, strict=True)]
    return [*named, *map(_finding, made.findings), *filter(None, map(str.strip, made.report.splitlines()))]


def _finding(one: Any) -> str:
    hint = f" ({one.hint})" if one.hint else ""
    return f"{one.line} {one.level} {one.code} {one.subject}: {one.message}{hint}"


def _changed(source: Source) -> Iterator[tuple[str, Any, str]]:
    """Yield each change of a source: a cell of a table's head or first row, a value of JSON."""
    if not source.change:
        return
    if source.file.endswith(".json"):
        whole = json.loads(source.text)
        for way in _ways(whole, ()):
            for other in (..., *OTHERS):
                yield ".".join(map(str, way)), other, json.dumps(_put(whole, way, other))
        return
    rows = [*csv.reader(io.StringIO(source.text))]
    for column, head in enumerate(rows[0]):
        yield head, ..., _table([[*row[:column], *row[column + 1 :]] for row in rows])
        yield f"head of {head}", "Zz", _table([[*rows[0][:column], "Zz", *rows[0][column + 1 :]], *rows[1:]])
        cell = rows[1][column]
        for other in dict.fromkeys((*ODD, cell.upper(), f"{cell}x", cell[: len(cell) // 2], f"{cell} {cell}")):
            yield head, other, _table([rows[0], [*rows[1][:column], other, *rows[1][column + 1 :]], *rows[2:]])
    yield "a cell more", "zz", _table([rows[0], [*rows[1], "zz"], *rows[2:]])
    yield "a cell less", ..., _table([rows[0], rows[1][:-1], *rows[2:]])
    yield "a row twice", rows[1][0], _table([*rows, rows[1]])
    yield "rows", ..., _table(rows[:1])


def _table(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _ways(value: Any, way: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if way:
        yield way
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in entries:
        yield from _ways(one, (*way, key))


def _put(whole: Any, way: tuple[str | int, ...], other: Any) -> Any:
    """Return JSON with another value in a place, or without the place."""
    made = copy.deepcopy(whole)
    inside = made
    for key in way[:-1]:
        inside = inside[key]
    if other is ...:
        del inside[way[-1]]
    else:
        inside[way[-1]] = other
    return made


if __name__ == "__main__":
    TOLD.mkdir(exist_ok=True)
    for name, text in told().items():
        (TOLD / name).write_text(text, encoding="utf-8")
