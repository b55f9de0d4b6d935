"""`course build` as a user runs it: what it makes, what it says, and what it leaves alone when something is wrong."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from course.cli import main


def build(course: Path, out: Path, *options: str) -> Result:
    """Run `course build` in this process."""
    return CliRunner().invoke(main, ["build", str(course), "--out", str(out), *options])


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, the caches apart."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("edition", ["html", "pdf", "epub", "singlehtml", "text", "man", "latex", "gettext"])
def test_every_edition_is_made_without_a_warning(course: Path, tmp_path: Path, edition: str) -> None:
    """Each edition of a new course ends with exit status 0 and a file to open."""
    done = build(course, tmp_path / "out", "--to", edition)
    assert done.exit_code == 0, done.output
    foreign = [line for line in done.stderr.splitlines() if ": E010 " not in line and ": Q147 " not in line]
    assert [line for line in foreign if ".md:" in line or ".yaml:" in line or ".toml:" in line] == []
    assert list((tmp_path / "out" / edition).iterdir())


def test_it_says_what_it_made_and_where(course: Path, tmp_path: Path) -> None:
    """Edition, entry file, pages, lessons, questions and seconds are printed."""
    done = build(course, tmp_path / "out", "--to", "html")
    assert done.exit_code == 0, done.output
    assert "out/html/index.html" in done.stdout
    assert "2 lessons, 2 questions" in done.stdout
    assert " pages" in done.stdout


def test_progress_is_lines_in_a_log_and_nothing_when_quiet(course: Path, tmp_path: Path) -> None:
    """A log gets one line a piece of work; `-q` leaves errors only."""
    loud = build(course, tmp_path / "loud", "--to", "html")
    assert [line for line in loud.stderr.splitlines() if line.startswith(("reading", "writing"))] == [
        "reading (html): 6 pages",
        "writing (html): 6 pages",
    ]
    quiet = build(course, tmp_path / "quiet", "--to", "html", "-q")
    assert (quiet.stdout, quiet.stderr) == ("", "")


def test_many_warnings_of_one_kind_are_counted(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new course has an open statement in every row; a build shows five, as seen from here, and counts the rest."""
    monkeypatch.chdir(course.parent)
    lines = build(course, tmp_path / "out", "--to", "text").stderr.splitlines()
    shown = [line for line in lines if "E010 warning" in line]
    assert len(shown) == 5
    assert shown[0].startswith("sleep/evidence/claims.csv:3: E010 warning: S01: ")
    assert "… and 1 more: E010 (`course check` lists what is wrong in the course)" in lines


def test_an_unchanged_course_is_not_built_again(course: Path, tmp_path: Path) -> None:
    """The second build says so and touches nothing; an edit of a bank builds again."""
    assert build(course, tmp_path / "out", "--to", "html").exit_code == 0
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out" / "html").rglob("*")}
    again = build(course, tmp_path / "out", "--to", "html")
    assert ", unchanged)" in again.stdout
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out" / "html").rglob("*")} == before
    bank = next((course / "quizzes").glob("*.yaml"))
    bank.write_text(bank.read_text(encoding="utf-8") + "\n# a note\n", encoding="utf-8")
    assert ", unchanged)" not in build(course, tmp_path / "out", "--to", "html").stdout


def test_a_lesson_that_is_gone_leaves_the_site(course: Path, tmp_path: Path) -> None:
    """A removed page does not live on in the output."""
    assert build(course, tmp_path / "out", "--to", "html").exit_code == 0
    lesson = max((course / "lessons").glob("*.md"))
    extra = lesson.with_name("99-extra.md")
    extra.write_text("---\norphan: true\n---\n# An extra page\n\nText.\n", encoding="utf-8")
    assert build(course, tmp_path / "out", "--to", "html").exit_code == 0
    assert (tmp_path / "out/html/lessons/99-extra.html").exists()
    extra.unlink()
    assert build(course, tmp_path / "out", "--to", "html").exit_code == 0
    assert not (tmp_path / "out/html/lessons/99-extra.html").exists()


def test_the_pdf_has_the_same_bytes_twice(course: Path, tmp_path: Path) -> None:
    """Two builds into two folders give one file."""
    for name in ("one", "two"):
        assert build(course, tmp_path / name, "--to", "pdf").exit_code == 0
    assert files(tmp_path / "one" / "pdf") == files(tmp_path / "two" / "pdf")


def test_the_course_folder_is_not_written(course: Path, tmp_path: Path) -> None:
    """Building leaves the author's folder as it was."""
    before = files(course)
    assert build(course, tmp_path / "out").exit_code == 0
    assert files(course) == before


def broken_bank(course: Path, old: str, new: str) -> Path:
    """Plant a fault into the first bank."""
    bank = min((course / "quizzes").glob("*.yaml"))
    text = bank.read_text(encoding="utf-8")
    assert old in text, text
    bank.write_text(text.replace(old, new, 1), encoding="utf-8")
    return bank


FAULTS = {
    "tab": ("items:", "items:\n\t- id: x"),
    "unknown key": ("stem:", "stemm:"),
    "unknown objective": ("objective: [", "objective: [LO99.9, "),
    "no key": ("correct: true", "correct: false"),
    "two keys": ("correct: true", "correct: true\n        misconception: x"),
    "aliases": ("title:", "title: &a x\nlicense: *a #"),
}


@pytest.mark.parametrize("fault", [name for name in FAULTS if name != "two keys"])
def test_a_broken_bank_stops_the_build_with_its_line(course: Path, tmp_path: Path, fault: str) -> None:
    """Exit status 1, a message with file and line, no traceback, and the earlier site untouched."""
    assert build(course, tmp_path / "out", "--to", "html").exit_code == 0
    before = files(tmp_path / "out")
    bank = broken_bank(course, *FAULTS[fault])
    done = build(course, tmp_path / "out", "--to", "html")
    assert done.exit_code == 1, done.output
    assert f"{bank.name}:" in done.stderr
    assert "Traceback" not in done.output
    assert files(tmp_path / "out") == before


def test_two_keys_and_a_duplicate_id_stop_the_build(course: Path, tmp_path: Path) -> None:
    """Every choice marked correct, and an item listed twice."""
    bank = min((course / "quizzes").glob("*.yaml"))
    text = bank.read_text(encoding="utf-8")
    head, _, items = text.partition("items:\n")
    bank.write_text(text + items, encoding="utf-8")
    done = build(course, tmp_path / "out", "--to", "html")
    assert (done.exit_code, "duplicate" in done.stderr) == (1, True), done.output
    marked = items.replace("    correct: true\n", "").replace(
        "\n        text:", "\n        correct: true\n        text:"
    )
    bank.write_text(head + "items:\n" + marked, encoding="utf-8")
    done = build(course, tmp_path / "out", "--to", "html")
    assert (done.exit_code, bank.name in done.stderr) == (1, True), done.output


def test_a_folder_without_course_toml_is_refused(tmp_path: Path) -> None:
    """The message says what is missing and how to make it."""
    done = build(tmp_path, tmp_path / "out")
    assert done.exit_code == 1
    assert "C002" in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_output_folder_that_cannot_be_written_is_refused(course: Path, tmp_path: Path) -> None:
    """A file in its place (true for every account) gives one message."""
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    done = build(course, tmp_path / "out")
    assert (done.exit_code, "C020" in done.stderr) == (1, True)
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_an_unknown_edition_is_wrong_use(course: Path, tmp_path: Path) -> None:
    """Exit status 2 and the list of editions."""
    done = build(course, tmp_path / "out", "--to", "papyrus")
    assert (done.exit_code, "epub" in done.output) == (2, True)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "killed"])
def test_an_interrupted_build_leaves_the_earlier_output_whole(course: Path, tmp_path: Path, how: int) -> None:
    """A build that is stopped half-way changes nothing, and the next one is right."""
    out = tmp_path / "out"
    assert build(course, out, "--to", "html").exit_code == 0
    before = files(out)
    for number in range(40):  # enough pages to be stopped in the middle
        text = "---\norphan: true\n---\n# Page\n\n" + "Words to read. " * 400
        (course / "lessons" / f"x{number:02}.md").write_text(text, encoding="utf-8")
    # A shell that runs tests in the background has them ignore Ctrl-C; a user's terminal does not.
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    heeds = f"{heed}; from course.cli import main; main()"
    command = [sys.executable, "-c", heeds, "build", str(course), "--out", str(out), "--to", "html"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        assert process.stderr
        for line in process.stderr:  # the first line is printed when reading begins
            if line.startswith("reading"):
                break
        while not (out / ".building-html").exists():
            time.sleep(0.01)
        os.kill(process.pid, how)
        process.communicate()
    assert process.returncode != 0
    assert {name: data for name, data in files(out).items() if not name.startswith(".building")} == before
    shutil.rmtree(course / "lessons" / "none", ignore_errors=True)
    assert build(course, out, "--to", "html").exit_code == 0
    assert (out / "html/lessons/x39.html").exists()
    assert not (out / ".building-html").exists()
