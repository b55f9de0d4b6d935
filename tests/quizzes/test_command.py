"""`quizzes export` and `quizzes import`: what they write, say and refuse, in a folder that is no course."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from course.ingest.fragment import html_to_markdown
from quizzes import command
from quizzes.command import main
from quizzes.formats.bring import words_only
from quizzes.load import load_bank
from tests.quizzes.told import TOLD, lines

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
BANK = """schema: quizbank/1
id: metals
title: Metals
items:
  - id: liquid
    type: single
    stem: Which metal *melts* in a hand?
    choices:
      - {text: Gallium, correct: true, feedback: It does.}
      - {text: Iron, feedback: It does not.}
  - {id: count, type: numeric, stem: How many?, answer: {value: 3, unit: kg}}
"""


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "banks" / "metals.yaml"
    path.parent.mkdir()
    path.write_text(BANK, encoding="utf-8")
    return path


def test_a_bank_goes_out_and_comes_back(
    bank: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file, its report and its index for each format; the way back makes a bank, a second one changes nothing."""
    monkeypatch.setattr(command, "html_reader", lambda: html_to_markdown)
    assert main(["export", "banks", "--to", "moodle, gift", "--out", "out"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == ["moodle: 4 files in out/moodle", "gift: 4 files in out/gift"]
    assert "L048 `answer.unit` of count" in said.err
    for counts in ("2 new, 0 changed, 0 as before, 0 gone there", "0 new, 0 changed, 2 as before, 0 gone there"):
        assert main(["import", "out/moodle/metals.xml", "--out", "back"]) == 0
        assert capsys.readouterr().out == f"written: back/metals.yaml: {counts}\n"
    item = load_bank(Path("back/metals.yaml")).bank.items[0]
    assert item.key == ("a",)  # type: ignore[union-attr]
    assert item.stem == load_bank(bank).bank.items[0].stem


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["export", "banks", "--to", "moodle", "--out", "out", "--strict"], 1, "stopped: nothing was written"),
        (["export", "nothing", "--to", "moodle", "--out", "out"], 1, "C067 this folder has no bank"),
        (["export", "banks", "--to", "moodel", "--out", "out"], 2, "--to: 'moodel' is not among"),
        (["export", "banks", "--to", "csv", "--out", "out"], 2, "--to: 'csv' is not among"),
        (["import", "none.xml", "--out", "out"], 1, "none.xml:1: L043 cannot be read: No such file"),
        (["import", "banks/metals.yaml", "--from", "moodel", "--out", "out"], 2, "There is no format 'moodel'"),
        (["import", "a", "b", "--bank", "x", "--out", "out"], 2, "--bank goes with one file"),
        (["import", "banks/metals.yaml", "--from", "moodle", "--out", "out"], 1, "this is not XML"),
        ([], 2, "COMMAND"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line_and_nothing_is_written(
    arguments: list[str], status: int, said: str, bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback, and no folder."""
    try:
        found = main(arguments)
    except SystemExit as error:
        found = int(str(error.code))
    assert found == status
    assert said in capsys.readouterr().err
    assert not (bank.parents[1] / "out").exists()


def test_the_private_pool_goes_out_only_when_named(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And never into a deck for learners."""
    pool = bank.parents[1] / "pool"
    pool.mkdir()
    (pool / "secret.yaml").write_text(
        BANK.replace("metals", "secret").replace("liquid", "s1").replace("count", "s2"), encoding="utf-8"
    )
    assert main(["export", "banks", "--to", "gift,anki", "--out", "out", "--overlay", "pool"]) == 0
    assert capsys.readouterr().out.splitlines() == ["gift: 8 files in out/gift", "anki: 4 files in out/anki"]
    assert not list(Path("out/anki").glob("secret*"))


def test_the_reader_of_documents_is_announced_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    """It lives in the other package, so `quizzes` asks for it by name; without one, and with a broken one, words."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = project["entry-points"][command.GROUP]
    module, _, name = named["markdown"].partition(":")
    assert getattr(import_module(module), name) is html_to_markdown

    def announced(load: Callable[[], object] | None) -> None:
        entry = type("Entry", (), {"value": "x:y", "load": staticmethod(load)})
        monkeypatch.setattr(command, "entry_points", lambda **_: [entry] if load else [])

    announced(None)
    assert command.html_reader() is words_only
    announced(lambda: 1 / 0)
    assert command.html_reader() is words_only
    announced(lambda: html_to_markdown)
    assert command.html_reader() is html_to_markdown
    assert words_only("<p>A <b>b</b></p>", {}) == ("A b", {}, ("markup is left out: words alone are kept",))


def test_the_formats_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Each with its ways."""
    assert main(["formats"]) == 0
    assert "csv           A table with headings such as question, a, b, c, key (read)\n" in capsys.readouterr().out


def test_every_argument_is_taken_as_it_was() -> None:
    """`python -m tests.quizzes.told` writes them anew."""
    assert list(lines()) == TOLD.read_text(encoding="utf-8").splitlines()
