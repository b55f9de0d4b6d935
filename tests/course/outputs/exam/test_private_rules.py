"""The rules of good questions hold for the private pool: `course check` lists what breaks them, `course exam` stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.checks import check_private
from course.project import load_project
from tests.conftest import run

from .conftest import bank, make_overlay, make_tea, pool

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("exam")
NEGATIVE = "Which of these leaves is NOT to be warmed before the guest comes in?"


def planted(folder: Path, *, waived: bool = False) -> int:
    """Put a question that breaks rules into the private pool, a warning among them; return the line of its stem."""
    items = pool("secret")
    items[0] |= {"stem": NEGATIVE} if waived else {"stem": NEGATIVE, "allow": {}}
    (folder / "more.yaml").write_text(bank("more", items), encoding="utf-8")
    lines = (folder / "more.yaml").read_text(encoding="utf-8").splitlines()
    return 1 + next(number for number, line in enumerate(lines) if NEGATIVE[:30] in line)


@pytest.mark.parametrize("way", ["option", "variable", "settings"])
def test_check_lists_the_private_pool_with_file_and_line(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However the folder is named, its findings stand among those of the course; without it there are none."""
    course, overlay = make_tea(tmp_path), make_overlay(tmp_path)
    line = planted(overlay)
    arguments: list[str | Path] = ["check", course, "--no-build"]
    assert "secret-one" not in run(*arguments).output
    if way == "option":
        arguments += ["--overlay", overlay]
    elif way == "variable":
        monkeypatch.setenv("COURSE_OVERLAY", str(overlay))
    else:
        with (course / "course.toml").open("a", encoding="utf-8") as settings:
            settings.write('\n[quizzes]\noverlay = "../private"\n')
    done = run(*arguments)
    assert done.exit_code == 1
    assert f"more.yaml:{line}: Q111W warning: secret-one:" in done.output


def test_an_exam_stops_at_an_error_of_the_private_pool(tmp_path: Path) -> None:
    """The finding has file and line, nothing is printed; with a waiver the exam is printed and the rest is told."""
    course, overlay = make_tea(tmp_path), make_overlay(tmp_path)
    planted(overlay)
    options = ["--overlay", overlay, "--to", "text", "--versions", "1", "--out", tmp_path / "out"]
    done = run("exam", course, *options)
    assert done.exit_code == 1
    assert "more.yaml:" in done.output
    assert "secret-one: no objective" in done.output
    assert not (tmp_path / "out").exists()
    planted(overlay, waived=True)
    done = run("exam", course, *options)
    assert done.exit_code == 0, done.output
    assert "Q111W secret-one:" in done.output


def test_the_private_pool_meets_the_public_one(tmp_path: Path) -> None:
    """A private question that asks the same as a public one is found; what public banks have is left to `check`."""
    course, overlay = make_tea(tmp_path), make_overlay(tmp_path)
    items = pool("secret")
    items[8]["allow"] = {}
    (overlay / "more.yaml").write_text(bank("more", items), encoding="utf-8")
    found = check_private(load_project(course), overlay)
    assert {one.path.name for one in found} == {"more.yaml"}
    assert any(one.subject == "secret-case1" and "public-case1" in one.message for one in found)


def test_a_broken_private_bank_is_listed(tmp_path: Path) -> None:
    """What cannot be read is a finding of `check` too, and no end of it."""
    course, overlay = make_tea(tmp_path), make_overlay(tmp_path)
    text = (overlay / "more.yaml").read_text(encoding="utf-8")
    (overlay / "more.yaml").write_text(text.replace("  stem:", "  stam:", 1), encoding="utf-8")
    done = run("check", course, "--no-build", "--overlay", overlay)
    assert done.exit_code == 1
    assert "more.yaml:" in done.output
    assert "stam" in done.output
    assert "Traceback" not in done.output
