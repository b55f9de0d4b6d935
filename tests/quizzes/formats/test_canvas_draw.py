"""The test of a blueprint for Canvas: a group of questions for each cell, with what it draws."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from course.cli import main
from quizzes.command import main as quizzes

DOT = Path(__file__).parents[2] / "data" / "banks" / "red-dot.png"
SETTINGS = """[blueprint]
draw = 3
cells = [
  {lesson = "one", bloom = ["apply", "analyse"], draw = 2},
  {lesson = "two", bloom = ["remember"], draw = 1},
]
"""


def item(name: str, lesson: str, bloom: str, more: str = "") -> str:
    head = f"  - {{id: {name}, type: numeric, stem: 'How many in {name}?', lesson: {lesson}, bloom: {bloom}"
    return f"{head}{more}, answer: {{value: 1}}}}\n"


@pytest.fixture
def banks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with two pools and a bank for practice."""
    folder = tmp_path / "quizzes"
    folder.mkdir()
    (folder / "quizzes.toml").write_text(SETTINGS, encoding="utf-8")
    head = "schema: quizbank/1\nid: {0}\ntitle: {0}\nuse: {1}\nitems:\n"
    first = item("a1", "one", "apply") + item("a2", "one", "analyse", ", points: 2") + item("a3", "one", "create")
    second = item("b1", "one", "apply") + item("b2", "two", "remember").replace("How", "![dot](red-dot.png) How")
    for name, use, rows in (("a", "pool", first), ("b", "pool", second), ("c", "practice", item("c1", "one", "apply"))):
        (folder / f"{name}.yaml").write_text(head.format(name, use) + rows, encoding="utf-8")
    shutil.copy(DOT, folder)
    monkeypatch.chdir(tmp_path)
    return folder


def test_a_group_for_each_cell_draws_what_the_blueprint_says(banks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Items of all pools together, each once; practice is in no test, and what is judged otherwise is told."""
    assert quizzes(["export", "quizzes", "--to", "canvas", "--out", "out"]) == 0
    archive = zipfile.ZipFile(io.BytesIO(Path("out/canvas/post-test.zip").read_bytes()))
    root = etree.fromstring(archive.read("post-test/post-test.xml"))
    (outer,) = root.iterfind("{*}assessment/{*}section")
    groups = {
        group.get("title"): (
            group.findtext(".//{*}selection_number"),
            group.findtext(".//{*}points_per_item"),
            [one.get("ident") for one in group.iterfind("{*}item")],
        )
        for group in outer
    }
    assert groups == {"one (apply or analyse)": ("2", "1", ["a1", "a2", "b1"]), "two (remember)": ("1", "1", ["b2"])}
    assert "images/red-dot.png" in archive.namelist()
    said = capsys.readouterr().err
    assert "every question drawn for one (apply or analyse) gives 1: a group has one number" in said
    assert "1 question of the pools in no cell of the blueprint" in said


def test_a_cell_that_is_too_small_is_told_and_the_course_command_writes_the_same(banks: Path) -> None:
    """Both commands; without a blueprint there is no test."""
    (banks / "a.yaml").unlink()
    done = CliRunner().invoke(main, ["items", "export", "quizzes", "--to", "canvas", "--out", "one"])
    assert done.exit_code == 0, done.output
    assert "the cell one (apply or analyse) draws 2 and Canvas gets 1 questions for it" in done.output
    assert quizzes(["export", "quizzes", "--to", "canvas", "--out", "two"]) == 0
    assert Path("one/canvas/post-test.zip").read_bytes() == Path("two/canvas/post-test.zip").read_bytes()
    (banks / "quizzes.toml").unlink()
    assert quizzes(["export", "quizzes", "--to", "canvas", "--out", "three"]) == 0
    assert not Path("three/canvas/post-test.zip").exists()
