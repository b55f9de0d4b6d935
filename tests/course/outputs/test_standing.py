"""A call that was answered before is answered at once while all that it was made of stands, and only then.

That a call is never answered with what is stale is held by the property test of `test_stale.py`, whose builds ask too.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from course.cli.build import Wish
from course.outputs.standing import NAME, answer
from tests.conftest import copy_tea, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("standing")
ASKED = """
import sys
from course.cli import main
try:
    main(sys.argv[1:])
finally:
    print(sorted({"sphinx", "docutils", "pydantic", "yaml"} & set(sys.modules)))
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the course on tea and its plain text, built once by the command."""
    folder = tmp_path_factory.mktemp("standing")
    made = run("build", copy_tea(folder), "--to", "text", "--out", folder / "out")
    assert made.exit_code == 0, made.output
    return folder


@pytest.fixture
def folder(kept: Path) -> Path:
    """Give it as it was built; what a test changes is put back in the same place."""
    before = kept.with_name("before")
    if not before.exists():
        shutil.copytree(kept, before, symlinks=True)
    shutil.rmtree(kept)
    shutil.copytree(before, kept, symlinks=True)
    return kept


def asked(folder: Path, *options: str) -> tuple[list[str], bool]:
    """Ask for the text in a process of its own; return what it says, and whether it loaded anything for it."""
    call = [sys.executable, "-c", ASKED, "build", str(folder / "tea"), "--to", "text", "--out", str(folder / "out")]
    done = subprocess.run([*call, *options], capture_output=True, text=True, check=False)
    *said, loaded = done.stdout.splitlines()
    return said, loaded != "[]"


def test_the_same_call_is_answered_without_loading_anything(folder: Path) -> None:
    """It says what the first one says when nothing has changed; a new date alone is no change."""
    first, loaded = asked(folder)
    assert loaded, "another process has other paths, so it is another call"
    os.utime(folder / "tea" / "index.md", (2**31, 2**31))
    second, loaded = asked(folder)
    assert not loaded
    assert second[:-1] == first[:-1] != []
    assert "unchanged" in second[0]
    assert second[-1].rpartition(";")[0] == first[-1].rpartition(";")[0]


def lesson(folder: Path) -> Path:
    """Return the file of the first lesson."""
    return next(iter(sorted((folder / "tea" / "lessons").glob("*.md"))))


def edited(folder: Path) -> None:
    """Change one letter and keep size and date."""
    path, status = lesson(folder), lesson(folder).stat()
    path.write_text(path.read_text(encoding="utf-8").replace("e", "a", 1), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a letter, with size and date kept": edited,
    "a file that comes": lambda folder: (folder / "tea" / "new.txt").write_text("", encoding="utf-8"),
    "a file that goes": lambda folder: next((folder / "tea").rglob("*.bib")).unlink(),
    "a pipe, which a build refuses": lambda folder: os.mkfifo(folder / "tea" / "pipe"),
    "an edition that is gone": lambda folder: shutil.rmtree(folder / "out" / "text"),
    "an edition that another call has made": lambda folder: (folder / "out" / ".cache" / "text.json").write_text("{}"),
    "a build that was cut off": lambda folder: (folder / "out" / ".cache" / "unfinished").touch(),
    "a note that is broken": lambda folder: (folder / "out" / ".cache" / NAME).write_text('{"a": [1]}'),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_not_as_it_was_is_done_again(folder: Path, change: str) -> None:
    """Whatever went into the edition, came, went, or was left half-done."""
    call = wish(folder).call
    assert call is not None
    assert answer(call) is not None
    CHANGES[change](folder)
    assert answer(call) is None


def wish(folder: Path, **given: Any) -> Wish:
    """Return what the fixture asked for, with other options."""
    usual = Wish(
        folder / "tea", "text", folder / "out", None, None, None, untrusted=False, strict=False, keep_going=False
    )
    return replace(usual, **given)


@pytest.mark.parametrize(
    "given", [{"strict": True}, {"answers": "none"}, {"language": "de"}, {"keep_going": True}, {"formats": "html"}]
)
def test_another_wish_is_another_call(folder: Path, given: dict[str, Any]) -> None:
    """It is not answered with what was said to the first."""
    call = wish(folder, **given).call
    assert call is not None
    assert answer(call) is None


def test_a_strangers_course_and_answers_of_learners_are_never_answered_from_a_note(folder: Path) -> None:
    """A note may lie beside a stranger's course, and what learners answered is no part of it."""
    assert wish(folder, untrusted=True).call is None
    assert wish(folder, responses=folder / "answers.csv").call is None


@pytest.mark.parametrize("named", ["course.toml", "the shell"])
def test_a_private_pool_is_looked_for_each_time(folder: Path, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have come to this machine since, and then what was published must be searched for it."""
    if named == "the shell":
        (folder / "private").mkdir()
        monkeypatch.setenv("COURSE_OVERLAY", str(folder / "private"))
    else:
        settings = folder / "tea" / "course.toml"
        with settings.open("a", encoding="utf-8") as file:
            file.write('\n[quizzes]\noverlay = "../private"\n')
    made = run("build", folder / "tea", "--to", "text", "--out", folder / "out")
    assert made.exit_code == 0, made.output
    call = wish(folder).call
    assert call is not None
    assert answer(call) is None


def test_what_a_day_turns_is_looked_at_on_that_day(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An activity that ended since the last build is refused, although no file has changed; what was made stays."""
    now = dt.datetime.now(tz=dt.UTC).date()
    dates = f"\n[activity]\nreviewed = {now}\nexpires = {now + dt.timedelta(200)}\n"
    with (folder / "tea" / "course.toml").open("a", encoding="utf-8") as file:
        file.write(dates)
    call = ("build", folder / "tea", "--to", "text", "--out", folder / "out")
    assert run(*call).exit_code == 0
    for days, told in ((1, "unchanged"), (150, "expires in 50 days"), (150, "unchanged"), (201, "expired 1 day ago")):
        monkeypatch.setattr("course.project.day.today", lambda days=days: now + dt.timedelta(days))
        done = run(*call)
        assert told in done.output, done.output
        assert done.exit_code == (days > 200)
    done = run(*call)
    assert (done.exit_code, "expired 1 day ago" in done.output) == (1, True)
    assert (folder / "out" / "text" / "index.txt").is_file()
