"""Pictures of questions are on the paper in every format, however a bank names them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pikepdf
import pytest

from course.outputs.pdf.tags import elements
from tests.conftest import run

from .conftest import bank, choices, make_tea, told

if TYPE_CHECKING:
    from pathlib import Path

DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="{}"/></svg>'
NAMES = ("/img/one.svg", "../img/two.svg", "three.svg", "img/four.*")


def with_pictures(folder: Path, *names: str) -> Path:
    """Make a course whose pretest has a question with these pictures as choices."""
    course = make_tea(folder)
    (course / "img").mkdir()
    for radius, name in enumerate(("img/one.svg", "img/two.svg", "quizzes/three.svg", "img/four.svg"), 1):
        (course / name).write_text(DOT.format(radius), encoding="utf-8")
    shown = choices(*(f"![Disc {number}]({name})" for number, name in enumerate(names, 1)))
    items = [told(id="pre-disc", type="single", stem="Which disc is the smallest?", choices=shown)]
    (course / "quizzes" / "pre.yaml").write_text(bank("pre", items, "pretest"), encoding="utf-8")
    return course


def exam(course: Path, out: Path, formats: str) -> str:
    """Print one version of the pretest; return what the command said about pictures."""
    options = ("--form", "pretest", "--versions", "1", "--seed", "green", "--to", formats, "--out", out, "-q")
    done = run("exam", course, *options)
    assert done.exit_code == 0, done.output
    return "".join(line for line in done.stderr.splitlines() if "image" in line)


def test_every_format_shows_the_pictures_of_a_question(tmp_path: Path) -> None:
    """From the folder of the course, as a lesson names it, beside the bank, and any file of a name."""
    out = tmp_path / "out"
    assert exam(with_pictures(tmp_path, *NAMES), out, "pdf,html,epub,text") == ""
    for role, name in (("paper", "pretest-a"), ("key", "pretest-a-key")):
        page = (out / role / name / "index.html").read_text(encoding="utf-8")
        shown = {f'src="_images/{word}.svg"' in page for word in ("one", "two", "three", "four")}
        assert shown == {True}
        assert len(list((out / role / name / "_images").iterdir())) == len(NAMES)
        with zipfile.ZipFile(out / role / f"{name}.epub") as book:
            assert sum(entry.endswith(".svg") for entry in book.namelist()) == len(NAMES)
        with pikepdf.open(io.BytesIO((out / role / f"{name}.pdf").read_bytes())) as document:
            alts = {str(tag.Alt) for tag in elements(document.Root.StructTreeRoot, "Figure")}
        assert {f"Disc {number}" for number in range(1, 5)} <= alts


@pytest.mark.parametrize("name", ["/img/gone.svg", "../../outside.svg"])
def test_a_picture_that_is_not_there_or_outside_is_named(tmp_path: Path, name: str) -> None:
    """Nothing outside the course is printed; the finding names the bank."""
    course = with_pictures(tmp_path, "/img/one.svg", name)
    (tmp_path / "outside.svg").write_text(DOT.format(2), encoding="utf-8")
    done = run("exam", course, "--form", "pretest", "--versions", "1", "--to", "pdf", "--out", tmp_path / "out", "-q")
    assert done.exit_code == 1
    assert "pre.yaml:" in done.stderr
    assert "P103 the image" in done.stderr
    assert not (tmp_path / "out" / "paper").exists()
