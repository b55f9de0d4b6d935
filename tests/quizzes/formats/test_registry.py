"""Formats that other packages bring: a made-up distribution is installed, used, refused and broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from course.cli import main
from quizzes.formats.aiken import FORMAT
from quizzes.formats.convert import read_foreign, write_foreign
from quizzes.formats.format import Format
from quizzes.formats.registry import OWN, formats

BANK = Path(__file__).parents[2] / "roots" / "test-quiz-all" / "quizzes" / "stars.yaml"
CARDS = """
from quizzes.formats.format import Format, Read, Written
from quizzes.formats.loss import lost_fields

def read(path):
    stem, answer = path.read_text(encoding="utf-8").strip().split("|")
    item = {"id": "card-1", "type": "short", "stem": stem, "answers": [{"text": answer}]}
    return Read({"id": "cards", "title": "Cards", "items": [item]}, {("items", 0): 1})

def write(file):
    rows = [f"{item.stem}|{item.id}" for item in file.bank.items]
    return Written("\\n".join(rows).encode(), tuple(lost_fields(file, range(len(rows)), ("stem",), "cards")))

FORMAT = Format("cards", ".cards", "Cards with two sides", read, write)
"""
Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Return a function that installs a package with one entry point, as pip leaves it on the disk."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))

    def put(name: str, code: str, module: str = "made_up_cards", value: str = "FORMAT") -> Path:
        (site / f"{module}.py").write_text(code, encoding="utf-8")
        info = site / f"{module}-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.2\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[quizzes.formats]\n{name} = {module}:{value}\n", encoding="utf-8")
        (info / "RECORD").write_text(f"{info.name}/entry_points.txt,,\n", encoding="utf-8")
        return info / "entry_points.txt"

    return put


def test_a_format_of_another_package_reads_and_writes(install: Install, tmp_path: Path) -> None:
    """Once the package is there, the command line knows its format, and says what is lost."""
    install("cards", CARDS)
    runner = CliRunner()
    listed = runner.invoke(main, ["items", "--formats"])
    assert "cards         Cards with two sides (read and written)" in listed.output
    out = tmp_path / "stars.cards"
    done = runner.invoke(main, ["items", str(BANK), "--to", "cards", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "L041" in done.stderr
    assert out.read_text(encoding="utf-8").count("|") == 2
    (tmp_path / "one.txt").write_text("Capital of Peru?|Lima", encoding="utf-8")
    back = runner.invoke(main, ["items", str(tmp_path / "one.txt"), "--from", "cards", "--bank", "peru"])
    assert back.exit_code == 0, back.output
    assert "text: Lima" in (tmp_path / "peru.yaml").read_text(encoding="utf-8")
    again = runner.invoke(main, ["items", str(tmp_path / "one.txt"), "--from", "cards", "--bank", "peru"])
    assert (again.exit_code, "nothing is overwritten" in again.output + again.stderr) == (1, True)


def test_a_name_that_is_taken_is_refused(install: Install) -> None:
    """Our own format stays what it is; the finding names the package and the line of its record."""
    record = install("aiken", CARDS.replace('"cards"', '"aiken"'))
    known, findings = formats()
    assert known["aiken"] is FORMAT
    assert [(one.path, one.line, one.code) for one in findings] == [(record, 2, "L046")]
    assert "made_up_cards 1.2 brings a format 'aiken'" in findings[0].message


@pytest.mark.parametrize(
    ("code", "value", "said"),
    [
        ("1 / 0", "FORMAT", "cannot be loaded: ZeroDivisionError"),
        ("raise SystemExit('bye')", "FORMAT", "cannot be loaded: SystemExit: bye"),
        ("FORMAT = 3", "FORMAT", "brings no format: it is 3"),
        (CARDS.replace('"cards", ".cards"', '"other", ".cards"'), "FORMAT", "brings no format"),
        (CARDS.replace(", read, write)", ")"), "FORMAT", "brings no format"),
        (CARDS, "GONE", "cannot be loaded: AttributeError"),
    ],
)
def test_a_broken_package_costs_one_finding(install: Install, code: str, value: str, said: str) -> None:
    """Whatever is wrong in it, the other formats work."""
    install("cards", code, module=f"broken_{abs(hash((code, value)))}", value=value)
    known, findings = formats()
    assert set(known) == set(OWN)
    assert [one.code for one in findings] == ["L045"]
    assert said in findings[0].message


def test_two_packages_with_one_name(install: Install) -> None:
    """The first by name keeps it, whatever the order of the installation."""
    install("cards", CARDS, module="zz_cards")
    install("cards", CARDS, module="aa_cards")
    known, findings = formats()
    assert known["cards"].read is not None
    assert known["cards"].read.__module__ == "aa_cards"
    assert [one.message.split()[0] for one in findings] == ["zz_cards"]


def raising(_thing: Any) -> Any:
    raise RuntimeError("no paper left")


def test_a_format_that_fails_is_one_finding(tmp_path: Path) -> None:
    """An error inside `read` or `write` becomes a finding about the format, at the file."""
    from quizzes.finding import FindingsError
    from quizzes.load import load_bank

    path = tmp_path / "x.txt"
    path.write_text("x", encoding="utf-8")
    bad = Format("bad", ".bad", "Bad", raising, raising)
    with pytest.raises(FindingsError, match=r"L045 the format 'bad' failed: RuntimeError: no paper left") as caught:
        read_foreign(path, bad)
    assert caught.value.findings[0].path == path
    with pytest.raises(FindingsError, match="no paper left"):
        write_foreign(load_bank(BANK), bad)
    with pytest.raises(FindingsError, match="returned 3"):
        write_foreign(load_bank(BANK), Format("odd", ".odd", "Odd", None, lambda _: 3))  # type: ignore[arg-type,return-value]
    with pytest.raises(FindingsError, match="can be written only"):
        read_foreign(path, Format("odd", ".odd", "Odd", None, raising))


def test_an_unknown_format_is_answered_with_the_nearest(tmp_path: Path) -> None:
    """A typing error ends with the names there are."""
    done = CliRunner().invoke(main, ["items", str(BANK), "--to", "aikn"])
    assert done.exit_code == 2
    assert "There is no format 'aikn', did you mean 'aiken'?" in done.output
