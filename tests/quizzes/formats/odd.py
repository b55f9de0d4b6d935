"""What readers of formats make of files that are a little odd: `odd.txt`, read by a person.

    python -m tests.quizzes.formats.odd      # writes it anew; read the difference before you keep it

Each question of the strangers' files stands alone, and one thing in it is left out or put otherwise: an element, an
attribute, a text, a line, a number, a sign. A line has what was changed, the fields of the question that are others for
it, and what is said. What changes nothing, and what has been said of that file, is left out.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from quizzes.finding import FindingsError
from quizzes.formats.registry import OWN

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
TOLD, STRANGERS = HERE / "odd.txt", HERE / "strangers"
_CANVAS = "<questestinterop><assessment><section>{}</section></assessment></questestinterop>"
XML = {
    "moodle": ("moodle.many.xml", r"<question .*?</question>", "<quiz>{}</quiz>"),
    "canvas": ("canvas.many.xml", r"<item .*?</item>", _CANVAS),
    "qti21": ("qti21.many.txt", r"<assessmentItem .*?</assessmentItem>", "==== one.xml\n{}"),
    "ods": ("ods.many.txt", r".+", "{}"),
    "xlsx": ("xlsx.many.txt", r".+", "{}"),
    "docx": ("docx.many.txt", r".+", "{}"),
}
ZIPPED = ("qti21", "ods", "xlsx", "docx")
LINES = {
    "gift": ("gift.many.gift", "\n\n"), "text2qti": ("text2qti.many.txt", "\n\n"), "aiken": ("aiken.many.txt", "\n\n"),
    "rexams": ("rexams.several.Rmd", "\0"), "csv": ("csv.many.csv", "\0"),
}  # fmt: skip
TEXTS = ("", "0", "-1.5")
TO_WRITE = "To be written: why this answer is right or wrong."
_LEAF = re.compile(r"<([\w:]+)((?: [^<>]*)?)>([^<>]*)</\1>")
_ATTRIBUTE = re.compile(r' ([\w:]+)="([^"]*)"(?=[^<>]*>)')
_EMPTY = re.compile(r"<[\w:]+(?: [^<>]*)?/>")
_NUMBER, _SIGN = re.compile(r"\d+(?:\.\d+)?"), re.compile(r"[^\w\s]")


def lines() -> Iterator[str]:
    """Yield what is read otherwise for each change of each question."""
    with TemporaryDirectory() as folder:
        for name, (file, pattern, around) in XML.items():
            whole = (STRANGERS / file).read_text(encoding="utf-8")
            questions = re.findall(pattern, whole, re.DOTALL)
            yield from _of(name, Path(folder), [(one, _xml(one)) for one in questions], around)
        for name, (file, between) in LINES.items():
            questions = (STRANGERS / file).read_text(encoding="utf-8").split(between)
            if name == "csv":
                head, *rows = questions[0].splitlines()
                questions = [f"{head}\n{row}" for row in rows]
            yield from _of(name, Path(folder), [(one, _text(one)) for one in questions], "{}\n")


def _of(name: str, folder: Path, questions: list[tuple[str, Iterator[tuple[str, str]]]], around: str) -> Iterator[str]:
    seen = set[str]()
    for number, (sound, changes) in enumerate(questions, 1):
        base = _read(name, folder, around.replace("{}", sound))
        for what, text in changes:
            made = _read(name, folder, around.replace("{}", text))
            others = {key: one for key, one in made.items() if base.get(key) != one}
            said = json.dumps(others, ensure_ascii=False).replace(TO_WRITE, "…")
            gone = ", ".join(sorted(base.keys() - made.keys())) if "refused" not in made else ""
            told = f"{said[1:-1]} without {gone}" if gone else said[1:-1]
            kind = re.sub(r"\d+|'[^']*'", "", f"{base.get('type')} {what} {[*others]} {gone} {others.get('said')}")
            if told and kind not in seen:
                seen.add(kind)
                yield f"{name} {number} {what}: {told}"


def _read(name: str, folder: Path, text: str) -> dict[str, Any]:
    """Return the fields of the questions and what is said."""
    path = folder / ("odd.zip" if name == "qti21" else f"odd{OWN[name].suffix}")
    if name in ZIPPED:
        with ZipFile(path, "w") as archive:
            for part in text.split("==== ")[1:]:
                archive.writestr(part.partition("\n")[0], part.partition("\n")[2])
    else:
        path.write_text(text, encoding="utf-8")
    reader = OWN[name].read
    assert reader
    try:
        made = reader(path)
    except FindingsError as error:
        told = [re.sub("(?<=this is not XML): .*", "", one.message) for one in error.findings]  # a library's words
        return {"refused": [f"{one.line} {message}" for one, message in zip(error.findings, told, strict=True)]}
    said = [f"{one.line} {one.level} {one.subject}: {one.message}" for one in made.losses]
    fields = {f"{n or ''}{key}": one for n, item in enumerate(made.values["items"]) for key, one in item.items()}
    return fields | {"said": said, "lines": sorted(made.lines.values()), "title": made.values.get("title")}


def _xml(text: str) -> Iterator[tuple[str, str]]:
    for found in _LEAF.finditer(text):
        yield f"no {found[1]}", text[: found.start()] + text[found.end() :]
        for other in TEXTS if _NUMBER.search(found[3]) else TEXTS[:1]:
            yield f"{found[1]} {other!r}", text[: found.start(3)] + other + text[found.end(3) :]
    for found in _EMPTY.finditer(text):
        yield f"no {found[0]}", text[: found.start()] + text[found.end() :]
    for found in _ATTRIBUTE.finditer(text):
        yield f"no @{found[1]}", text[: found.start()] + text[found.end() :]
        for other in TEXTS[1:] if _NUMBER.fullmatch(found[2].lstrip("-")) else ():
            yield f"@{found[1]} {other!r}", text[: found.start(2)] + other + text[found.end(2) :]


def _text(text: str) -> Iterator[tuple[str, str]]:
    rows = text.split("\n")
    for place in range(len(rows)):
        yield f"no line {place + 1}", "\n".join([*rows[:place], *rows[place + 1 :]])
    for found in _NUMBER.finditer(text):
        for other in TEXTS:
            yield f"{found[0]} -> {other!r}", text[: found.start()] + other + text[found.end() :]
    for found in _SIGN.finditer(text):
        yield f"no {found[0]}", text[: found.start()] + text[found.end() :]


if __name__ == "__main__":
    TOLD.write_text("".join(f"{line}\n" for line in lines()), encoding="utf-8")
