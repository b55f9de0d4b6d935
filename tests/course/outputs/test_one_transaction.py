"""Several editions are put in place together or not at all, by one build at a time."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from course.cli import main
from course.outputs import plug_in
from course.outputs.build import PartlyError, build
from course.outputs.edition import EDITIONS, Edition
from course.outputs.order import Order
from course.outputs.progress import Silent
from course.outputs.staging import Staging, staging
from course.project import load_project
from quizzes.finding import Finding, FindingsError

NAMES = ("one", "two", "three")


def written(text: str) -> Edition:
    """Return an edition of one small file; without a text it cannot be made."""

    def write(order: Order, folder: Path, cache: Path) -> list[Finding]:
        if not text:
            raise FindingsError(Finding(order.project.settings, 1, "X001", "cannot be made"))
        (folder / "a.txt").write_text(text, encoding="utf-8")
        return []

    return Edition(write, "a.txt", "", lambda _order: text)


def texts(out: Path) -> dict[str, str]:
    """Return the text of each edition that is there, and whatever else lies in the folder."""
    return {
        path.name: (path / "a.txt").read_text(encoding="utf-8")
        for path in sorted(out.iterdir())
        if path.name != ".cache"
    }


def made(course: Path, texts: dict[str, str], *, keep_going: bool = False) -> None:
    """Build editions of these texts."""
    order = Order(load_project(course), course.parent / "out", Silent(), keep_going=keep_going)
    build(order, {name: written(text) for name, text in texts.items()})


@pytest.mark.parametrize("fails", NAMES)
def test_one_that_cannot_be_made_keeps_all_as_they_were(course: Path, fails: str) -> None:
    """Whichever fails, first or last: every earlier edition stays, and nothing lies about."""
    made(course, dict.fromkeys(NAMES, "old"))
    with pytest.raises(FindingsError):
        made(course, {name: "" if name == fails else "new" for name in NAMES})
    assert texts(course.parent / "out") == dict.fromkeys(NAMES, "old")


@pytest.mark.parametrize("fails", NAMES)
def test_going_on_makes_the_others_and_says_which(course: Path, fails: str) -> None:
    """With `keep_going` the others are in place, and the error names both sides."""
    made(course, dict.fromkeys(NAMES, "old"))
    with pytest.raises(PartlyError) as caught:
        made(course, {name: "" if name == fails else "new" for name in NAMES}, keep_going=True)
    others = [name for name in NAMES if name != fails]
    assert caught.value.left == f"not made: {fails}; made: {', '.join(others)}"
    assert texts(course.parent / "out") == {name: "old" if name == fails else "new" for name in NAMES}


def test_the_command_says_what_was_left(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`nothing was changed` stands there when nothing was, and else which edition is new."""
    for name, text in {"good": "new", "bad": ""}.items():
        monkeypatch.setitem(EDITIONS, name, written(text))
    monkeypatch.setattr(plug_in, "plug_ins", dict)

    def run(*options: str) -> Result:
        out = str(course.parent / "out")
        return CliRunner().invoke(main, ["build", str(course), "--out", out, "--to", "good,bad", *options])

    stopped = run()
    assert (stopped.exit_code, "stopped: 1 error; nothing was changed\n" in stopped.stderr) == (1, True), stopped.output
    assert texts(course.parent / "out") == {}
    stopped = run("--keep-going")
    assert (stopped.exit_code, "stopped: 1 error; not made: bad; made: good\n" in stopped.stderr) == (1, True)
    assert texts(course.parent / "out") == {"good": "new"}


def test_a_key_that_cannot_be_made_keeps_the_pages_as_they_were(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key for the trainer belongs to the same transaction."""
    monkeypatch.setattr("course.outputs.exam.instructor._write_key", written("").write)
    options = ["build", str(course), "--out", str(tmp_path / "out"), "--to", "text", "--answers", "key"]
    assert CliRunner().invoke(main, options).exit_code == 1
    assert texts(tmp_path / "out") == {}


def fill(out: Path, text: str) -> None:
    """Put the editions in place by a plain transaction."""
    with staging(out) as stage:
        for name in NAMES:
            (stage.folder(name) / "a.txt").write_text(text, encoding="utf-8")


MOVES = len(NAMES) * 2 + 1
"""Two renames an edition, and the one that makes the journal."""


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give a list whose only number says how many renames succeed before one fails."""
    left: list[int] = []

    def failing(true_name: str) -> None:
        real = getattr(Path, true_name)

        def moved(path: Path, target: Path) -> Path:
            if left:
                left[0] -= 1
                if left[0] < 0:
                    left.clear()
                    raise OSError(28, "No space left on device", str(path))
            return Path(real(path, target))

        monkeypatch.setattr(Path, true_name, moved)

    failing("rename")
    failing("replace")
    return left


@pytest.mark.parametrize(
    ("before", "number"), [*(("old", number) for number in range(MOVES)), *(("", number) for number in range(4))]
)
def test_a_rename_that_fails_is_taken_back(tmp_path: Path, faults: list[int], number: int, before: str) -> None:
    """Whichever rename fails, the editions are the earlier ones, all of them, and nothing lies about."""
    if before:
        fill(tmp_path, before)
    faults.append(number)
    with pytest.raises(OSError, match="No space"):
        fill(tmp_path, "new")
    assert texts(tmp_path) == (dict.fromkeys(NAMES, "old") if before else {})
    fill(tmp_path, "new")
    assert texts(tmp_path) == dict.fromkeys(NAMES, "new")


@pytest.mark.parametrize("number", range(MOVES + 1))
def test_a_swap_that_is_killed_ends_with_the_next_build(tmp_path: Path, number: int) -> None:
    """Killed after any rename, the next transaction finds all editions of one build: the old ones or the new ones."""
    fill(tmp_path, "old")
    code = (
        "import os, sys\nfrom pathlib import Path\n"
        "left = [int(sys.argv[2])]\n"
        "def dying(real):\n"
        "    def moved(path, target):\n"
        "        if not left[0]: os._exit(9)\n"
        "        left[0] -= 1\n"
        "        return real(path, target)\n"
        "    return moved\n"
        "from course.outputs.staging import staging\n"
        "with staging(Path(sys.argv[1])) as stage:\n"
        f"    for name in {NAMES}: (stage.folder(name) / 'a.txt').write_text('new')\n"
        "    Path.rename, Path.replace = dying(Path.rename), dying(Path.replace)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path, str(number)], check=False)
    assert done.returncode == (9 if number < MOVES else 0)
    stage = Staging(tmp_path)
    stage.go_on()
    with staging(tmp_path) as stage:
        for name in NAMES:
            stage.folder(name)
            stage.drop(name)
    expected = "old" if number == 0 else "new"
    assert texts(tmp_path) == dict.fromkeys(NAMES, expected)


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_is_no_folder_of_ours_is_not_replaced(course: Path, tmp_path: Path, kind: str) -> None:
    """A file, or a link to where a server reads, in the place of an edition is refused by name."""
    place = tmp_path / "out" / "one"
    place.parent.mkdir()
    if kind == "file":
        place.write_text("mine", encoding="utf-8")
    else:
        (tmp_path / "www").mkdir()
        place.symlink_to(tmp_path / "www")
    with pytest.raises(FindingsError, match=f"C020 a {kind} stands where the folder belongs"):
        made(course, {"one": "new"})
    assert place.is_symlink() == (kind == "link")


def test_a_second_build_waits_for_the_first(course: Path, tmp_path: Path) -> None:
    """It says so, and goes on when the first has ended; the lock leaves no file."""
    out = tmp_path / "out"
    out.mkdir()
    handle = os.open(out, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    command = [sys.executable, "-m", "course", "build", str(course), "--out", str(out), "--to", "text"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stderr
        assert process.stderr.readline() == f"waiting for another build into {out} to end\n"
        assert list(out.iterdir()) == []
        os.close(handle)
        process.communicate()
    assert process.returncode == 0
    assert sorted(path.name for path in out.iterdir()) == [".cache", "text"]


def test_the_folder_of_a_killed_build_is_free(course: Path, tmp_path: Path) -> None:
    """The lock dies with its process: no file of it has to be removed by hand."""
    out = tmp_path / "out"
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom course.outputs.progress import Silent\n"
        "from course.outputs.staging import alone_in\n"
        "with alone_in(Path(sys.argv[1]), Silent()): os.kill(os.getpid(), 9)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, out], check=False).returncode == -9
    made(course, {"one": "new"})
    assert texts(out) == {"one": "new"}
