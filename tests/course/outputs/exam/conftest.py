"""A course about tea with a pool of every type, a private pool beside it, and one exam printed in every format."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from bs4 import BeautifulSoup

from course.outputs.pdf.reading import decode, fonts_of, read_aloud
from tests.conftest import copy_tea, run

TELL = "quorple"
"""A word that stands in every text that only a key may hold."""
WAIVED = ("Q107", "Q120", "Q122", "Q124", "Q126", "Q127", "Q140", "Q150", "B206")
"""The rules that items about tea in a mood for testing break; the private pool is printed only without errors."""
FORMATS = ("pdf", "html", "epub", "text")
LETTERS = ("a", "b", "c")


def choices(*texts: str, keys: str = "b") -> list[dict[str, Any]]:
    """Return choices a, b, c …, those in `keys` correct."""
    made: list[dict[str, Any]] = []
    for name, text in zip("abcdef", texts, strict=False):
        choice: dict[str, Any] = {"id": name, "text": text, "feedback": f"About {name} the {TELL} has more to say."}
        made.append(choice | ({"correct": True} if name in keys else {"misconception": f"{TELL}-{name}"}))
    return made


def told(**values: Any) -> dict[str, Any]:
    """Return what every item of the pool has, and `values`."""
    return {
        "bloom": "apply",
        "allow": dict.fromkeys(WAIVED, "these questions test papers, not people"),
        "rationale": f"The {TELL} explains why this is so.",
        "hints": [f"Ask the {TELL} in the garden."],
        "reference": [{"key": "leaf_2020", "locator": f"page of the {TELL}"}],
        **values,
    }


def pool(prefix: str) -> list[dict[str, Any]]:
    """Return an item of each scored type, two of them on one case."""
    three = ("Warm the pot before the leaves", "Boil the leaves with the milk", "Grind the leaves to powder")
    return [
        told(id=f"{prefix}-one", type="single", stem=f"What comes first, {prefix}?", choices=choices(*three)),
        told(
            id=f"{prefix}-two",
            type="multiple",
            stem=f"Select the two leaves that are green, {prefix}.",
            choices=choices("Sencha of spring", "Assam of summer", "Matcha of autumn", keys="ac"),
        ),
        told(
            id=f"{prefix}-true",
            type="truefalse",
            stem=f"Water for green tea boils, {prefix}.",
            answer=False,
            feedback={"true": f"The {TELL} says no to boiling.", "false": f"The {TELL} says it is cooler."},
        ),
        told(
            id=f"{prefix}-match",
            type="match",
            stem=f"Match country and tea, {prefix}.",
            pairs=[
                {"id": "jp", "premise": "Nippon islands", "response": "Gyokuro leaves"},
                {"id": "in", "premise": "Bharat plains", "response": "Darjeeling leaves"},
            ],
            distractors=["Rooibos needles"],
        ),
        told(
            id=f"{prefix}-order",
            type="order",
            stem=f"Put the work into its order, {prefix}.",
            sequence=[{"id": "s1", "text": "Pluck"}, {"id": "s2", "text": "Wither"}, {"id": "s3", "text": "Packing"}],
        ),
        told(
            id=f"{prefix}-number",
            type="numeric",
            stem=f"How long does it draw, {prefix}?",
            answer={"value": 8642, "unit": "seconds"},
        ),
        told(
            id=f"{prefix}-short",
            type="short",
            stem=f"What is the pot made of, {prefix}?",
            answers=[{"text": f"clay of the {TELL}"}],
        ),
        told(
            id=f"{prefix}-gap",
            type="cloze",
            stem=f"In {prefix} the cup is {{{{g}}}} at its end, {prefix}.",
            gaps=[{"id": "g", "answer": f"the {TELL}"}],
        ),
        told(
            id=f"{prefix}-case1", type="single", stimulus="guest", stem=f"Who pours, {prefix}?", choices=choices(*three)
        ),
        told(
            id=f"{prefix}-case2",
            type="single",
            stimulus="guest",
            stem=f"Who drinks, {prefix}?",
            choices=choices(*three),
        ),
    ]


def bank(name: str, items: list[dict[str, Any]], use: str = "pool") -> str:
    """Return a bank as YAML."""
    case = {"id": "guest", "text": f"A guest of {name} comes in from the rain and asks for a cup."}
    whole = {"schema": "quizbank/1", "id": name, "title": name, "use": use, "lesson": "02-kinds", "stimuli": [case]}
    return yaml.safe_dump({**whole, "items": items}, sort_keys=False, allow_unicode=True)


def make_tea(folder: Path, draw: int = 10) -> Path:
    """Copy the course about tea and give it a pool, a pretest and a blueprint."""
    course = copy_tea(folder)
    (course / "quizzes" / "pool.yaml").write_text(bank("pool", pool("public")), encoding="utf-8")
    pre = [item for item in pool("pre") if item["type"] in {"single", "truefalse"}]
    (course / "quizzes" / "pre.yaml").write_text(bank("pre", pre, "pretest"), encoding="utf-8")
    with (course / "quizzes" / "quizzes.toml").open("a", encoding="utf-8") as settings:
        cell = f'{{lesson = "02-kinds", bloom = ["apply"], draw = {draw}}}'
        settings.write(f"\n[blueprint]\ndraw = {draw}\npass = 0.8\npool_factor = 1\ncells = [{cell}]\n")
    return course


def make_overlay(folder: Path) -> Path:
    """Make a private pool."""
    overlay = folder / "private"
    overlay.mkdir()
    (overlay / "more.yaml").write_text(bank("more", pool("secret")), encoding="utf-8")
    return overlay


@dataclass(frozen=True)
class Printed:
    """A printed exam."""

    out: Path
    said: str

    def text(self, role: str, letter: str, form: str) -> str:
        """Return what a reader of one document reads."""
        name = f"posttest-{letter}" + ("-key" if role == "key" else "")
        return read(self.out / role, name, form)


def read(folder: Path, name: str, form: str) -> str:
    """Return the text of a document in one of the formats."""
    if form == "pdf":
        return read_aloud((folder / f"{name}.pdf").read_bytes())
    if form == "text":
        return (folder / f"{name}.txt").read_text(encoding="utf-8")
    if form == "html":
        return body((folder / name / "index.html").read_text(encoding="utf-8"))
    with zipfile.ZipFile(folder / f"{name}.epub") as book:
        return body(book.read("index.xhtml").decode())


def body(page: str) -> str:
    """Return the words of a page, as a browser shows them."""
    found = BeautifulSoup(page, "html.parser").find("body")
    assert found is not None
    return found.get_text(" ")


def glyphs(page: pikepdf.Page) -> str:
    """Return everything that a page of a PDF shows, head and foot too, without blanks."""
    fonts = fonts_of(page)
    found, font = "", {}
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) == "Tf":
            font = fonts[str(instruction.operands[0])]
        elif str(instruction.operator) in ("Tj", "TJ"):
            found += decode(instruction.operands[0], font)
    return re.sub(r"[\s\u00a0]", "", found)


def squeeze(text: str) -> str:
    """Return letters and digits only, so that line ends and markup make no difference."""
    return re.sub(r"[\W_]+", "", text).casefold()


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Give an exam that was printed once."""
    return print_exam(tmp_path_factory.mktemp("exam"))


def print_exam(folder: Path) -> Printed:
    """Print three versions of every item of both pools, in every format."""
    course, overlay, out = make_tea(folder, draw=20), make_overlay(folder), folder / "out"
    options = ["--seed", "green", "--to", ",".join(FORMATS), "--overlay", overlay, "--out", out]
    done = run("exam", course, *options)
    assert done.exit_code == 0, done.output
    return Printed(out, done.output)
