"""The two pages about formats: every code is told, and the module of the example does what the page says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from course.cli import main
from quizzes.formats.loss import FormatCode
from quizzes.formats.registry import formats

if TYPE_CHECKING:
    import pytest

HOW_TO = Path(__file__).parents[3] / "docs" / "how-to"
CARRY = (HOW_TO / "carry-questions-to-other-programs.md").read_text(encoding="utf-8")
ADD = (HOW_TO / "add-a-bank-format.md").read_text(encoding="utf-8")


def test_every_code_is_told() -> None:
    """A loss that no page explains is found when its code is added."""
    assert [code for code in FormatCode if f"| `{code}` |" not in CARRY] == []


def test_the_commands_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of the page goes into a bank and out again."""
    monkeypatch.chdir(tmp_path)
    Path("metals.txt").write_text(CARRY.split("```text\n")[1].split("```")[0], encoding="utf-8")
    commands = [line for block in CARRY.split("```sh\n")[1:] for line in block.split("```")[0].splitlines()]
    assert len(commands) == 6
    for command in commands:
        done = CliRunner().invoke(main, command.split()[1:])
        assert done.exit_code == 0, (command, done.output)
    assert Path("for-moodle.txt").read_bytes() == Path("metals.txt").read_bytes()


def test_the_module_of_the_page_is_a_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installed as the page says, it writes short answers, says what it leaves out, and reads cards."""
    site = tmp_path / "site"
    info = site / "my_package-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "my_package.py").write_text(ADD.split("```python\n")[1].split("```")[0], encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: my-package\nVersion: 1.0\n", encoding="utf-8")
    entry = re.search(r'```toml\n\[project\.entry-points\."(.*?)"\]\n(\w+) = "(.*?)"', ADD)
    assert entry
    (info / "entry_points.txt").write_text(f"[{entry[1]}]\n{entry[2]} = {entry[3]}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))
    assert formats()[0]["cards"].about == "Cards with two sides"
    bank = Path(__file__).parents[2] / "roots" / "test-quiz-all" / "quizzes" / "all.yaml"
    out = tmp_path / "all.cards"
    done = CliRunner().invoke(main, ["items", str(bank), "--to", "cards", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert done.stderr.count("L040") == 9
    assert len(out.read_text(encoding="utf-8").splitlines()) == 1
    back = CliRunner().invoke(main, ["items", str(out), "--from", "cards", "--bank", "back"])
    assert back.exit_code == 0, back.output
