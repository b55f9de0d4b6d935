"""What a command says when the machine or the input lets it down: one line, no traceback, everything as it was."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from sphinx.util.matching import Matcher

from course.cli import VERBS
from course.cli.last_words import last_words
from course.project import load_project
from course.project.files import files_below
from course.project.trouble import finding_of
from course.sphinxext.settings import EXCLUDED
from quizzes.finding import FindingsError
from quizzes.interrupt import LAST_LINE
from tests.conftest import run


def links_to_nowhere(path: Path) -> None:
    """Make a link whose target is gone."""
    path.symlink_to("/nowhere/at/all")


def links_to_itself(path: Path) -> None:
    """Make a link to itself."""
    path.symlink_to(path.name)


ODD = {
    "a pipe": (os.mkfifo, "is a pipe, a socket or a device, and no file"),
    "a link to nowhere": (links_to_nowhere, "cannot be read: No such file or directory"),
    "a link to itself": (links_to_itself, "cannot be read: Too many levels of symbolic links"),
}
ODD_PAGES = {**ODD, "a folder": (os.mkdir, "is a folder, and no page")}
PLACES = ("lessons/01-what-is-sleep.md", "quizzes/01-what-is-sleep.yaml", "figures/new.yaml", "deep/er/page.md")


@pytest.mark.parametrize(
    ("kind", "place"), [(kind, place) for kind in ODD_PAGES for place in PLACES if kind in ODD or place.endswith(".md")]
)
def test_what_is_no_file_is_refused_by_name(course: Path, kind: str, place: str) -> None:
    """A build would wait for a pipe without end, and stumble over a link; it stops before it begins."""
    make, message = ODD_PAGES[kind]
    path = course / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    make(path)
    with pytest.raises(FindingsError) as caught:
        load_project(course)
    assert [(one.path, one.code, one.message) for one in caught.value.findings] == [(path, "C006", message)]


NAMES = {
    "a line break": ("a\nb.md", "has a name with a line break or another control character"),
    "no UTF-8": ("a\udcffb.yaml", "has a name that is no UTF-8"),
    "letters in two parts": (
        "cafe\u0301.md",
        "has a name whose letters are in two parts, as an old Mac writes them; Sphinx finds only 'caf\u00e9.md'",
    ),
    "capitals": (
        "INDEX.md",
        "has a name that differs from 'index.md' by capitals alone; on many disks they are one file",
    ),
}


@pytest.mark.parametrize("kind", NAMES)
def test_a_name_that_would_lose_its_page_is_refused(course: Path, kind: str) -> None:
    """Sphinx passes over some of them without a word; others end in a traceback."""
    name, message = NAMES[kind]
    (course / name).write_text("# A page\n", encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        load_project(course)
    assert [(one.code, one.message, one.hint) for one in caught.value.findings] == [("C006", message, "rename it")]
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("name", ["caf\u00e9.md", "a b.md", "it's.md", "\u5e83\u544a\u3000\u8336.md", "cafe\u0301.png"])
def test_a_name_in_any_script_is_a_name(course: Path, name: str) -> None:
    """Blanks and quotation marks too."""
    (course / name).write_text("# A page\n", encoding="utf-8")
    assert load_project(course).root == course


def test_the_command_stops_at_a_pipe(course: Path, tmp_path: Path) -> None:
    """One line with the place, exit status 1, no output."""
    (course / "lessons" / "extra.md").unlink(missing_ok=True)
    os.mkfifo(course / "lessons" / "extra.md")
    done = run("build", course, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[0].endswith(
        "lessons/extra.md:1: C006 is a pipe, a socket or a device, and no file (remove it)"
    )
    assert not (tmp_path / "out").exists()


def test_a_file_that_may_not_be_read_is_named(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For every account: the test asks the system's answer away."""
    page = course / "lessons" / "01-what-is-sleep.md"
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != page and real(path, mode))
    with pytest.raises(FindingsError, match=r"01-what-is-sleep\.md:1: C006 cannot be read: Permission denied"):
        load_project(course)


def test_a_link_into_a_folder_around_is_refused(course: Path) -> None:
    """Its pages would repeat themselves without end."""
    (course / "lessons" / "again").symlink_to(course)
    with pytest.raises(FindingsError, match="again:1: C006 is a link into a folder around it"):
        load_project(course)


def test_a_linked_folder_belongs_to_the_course(course: Path, tmp_path: Path) -> None:
    """Pages and files behind a link are found under the name of the link; what editors leave is passed over."""
    shared = course / "_kept"
    shared.mkdir()
    (shared / "one.md").write_text("# One\n", encoding="utf-8")
    (shared / ".#one.md").symlink_to("somebody@somewhere.1234")
    (shared / "one.md~").write_text("", encoding="utf-8")
    (course / "shared").symlink_to(shared)
    assert [path.relative_to(course).as_posix() for path in files_below(course / "shared")] == ["shared/one.md"]
    assert course / "shared" / "one.md" in load_project(course).pages()
    done = run("build", course, "--to", "text", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out" / "text" / "shared" / "one.txt").is_file()


PASSED_OVER = (".#one.md", "lessons/.#one.md", "deep/er/.git/x.md", "_piece.md", "lessons/_piece.md", ".venv/x.md")
READ = ("index.md", "lessons/01-one.md", "a.b/c_d.md", "../client/x.js", "../../.venv/lib/course/client/x.js")


def test_only_pages_are_pages() -> None:
    """What editors leave and what pages include is passed over; files of an engine elsewhere are not."""
    excluded = Matcher(EXCLUDED)
    assert [path for path in PASSED_OVER if not excluded(path)] == []
    assert [path for path in READ if excluded(path)] == []


# MyST's own `include` asks Sphinx in a way that Sphinx 11 will drop.
@pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app' is deprecated")
def test_a_piece_that_pages_include_is_no_page_but_is_checked(tea: Path, tmp_path: Path) -> None:
    """Its words stand where it is included and nowhere else; the checks of words read it, those of lessons do not."""
    (tea / "lessons" / "_piece.md").write_text("Words that two pages share.\n", encoding="utf-8")
    lesson = tea / "lessons" / "01-leaf.md"
    lesson.write_text(lesson.read_text(encoding="utf-8") + "\n```{include} _piece.md\n```\n", encoding="utf-8")
    done = run("build", tea, "--to", "text", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "out/text/lessons").iterdir()}
    assert sorted(pages) == ["01-leaf", "02-kinds"]
    assert ["Words that two pages share." in pages[name] for name in sorted(pages)] == [True, False]
    project = load_project(tea)
    assert tea / "lessons" / "_piece.md" in project.pages()
    assert [path.stem for path in project.lessons()] == ["01-leaf", "02-kinds"]


DEEP = {
    "boxes": "".join(f"{':' * (160 - level)}{{note}}\n" for level in range(150)) + "deep\n",
    "quotes": "> " * 3000 + "deep\n",
    "lists": "".join(f"{'  ' * level}- step\n" for level in range(30)),
    "one line of lists": "1. " * 300 + "deep\n",
}
DEEP_LINES = {"boxes": 21, "lists": 10}
"""Where it becomes too much, from the first line on: the twentieth level."""


@pytest.mark.parametrize("kind", DEEP)
@pytest.mark.parametrize("verb", ["build", "check"])
def test_what_is_nested_too_deeply_is_named_by_page_and_line(
    course: Path, tmp_path: Path, kind: str, verb: str
) -> None:
    """The place is the author's, not one of the parser's."""
    page = course / "lessons" / "01-what-is-sleep.md"
    text = page.read_text(encoding="utf-8") + "\n"
    page.write_text(text + DEEP[kind], encoding="utf-8")
    options = ("--to", "text", "--out", tmp_path / "out") if verb == "build" else ("--no-build",)
    done = run(verb, course, *options)
    assert done.exit_code == 1, done.output
    line = text.count("\n") + DEEP_LINES.get(kind, 1)
    assert re.search(rf"lessons/01-what-is-sleep\.md:{line}: (?:C081|T\d+) .*nested too deeply", done.output)
    assert "Traceback" not in done.output


LONG = "x" * 5000


@pytest.mark.parametrize(
    "arguments",
    [
        *((verb, LONG) for verb in ("build", "check", "exam", "serve")),
        ("build", "COURSE", "--out", LONG),
        ("new", LONG, "there"),
        ("new", "DOCUMENT", LONG),
    ],
    ids=lambda arguments: "-".join(one[:8] for one in arguments),
)
def test_a_name_that_is_too_long_is_one_line(course: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Whatever is named: a course, a folder to write to, a document."""
    document = tmp_path / "document.txt"
    document.write_text("What is sleep?\n\nSleep is rest.\n", encoding="utf-8")
    given = {"COURSE": str(course), "DOCUMENT": str(document)}
    done = run(*(given.get(one, one) for one in arguments))
    assert (done.exit_code, "Traceback" in done.output) == (1, False), done.output
    assert "too long" in done.stderr.replace("\n", " ")


@pytest.mark.parametrize("verb", ["build", "check", "exam", "serve"])
def test_a_working_folder_that_is_gone_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    """Somebody else has removed it, or a disk was taken out."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    here.rmdir()
    done = run(verb)
    assert done.exit_code == 1
    assert "the folder you stand in is gone" in done.output
    assert "Traceback" not in done.output


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has this device")
def test_a_full_disk_behind_the_pipe_is_one_line() -> None:
    """What cannot be printed is told on the other stream, once."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "course", "build", "--list"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "stopped: what this command has to say cannot be written: No space left on device\n"


def test_what_nobody_expected_is_one_line_and_says_where_to_report(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault and its place in the program; with `--debug` the traceback before it."""

    def broken(*_: object, **__: object) -> None:
        raise TypeError("seven\nis no\tcourse")

    monkeypatch.setattr("course.outputs.found.find_all", broken)
    done = run("check", course)
    lines = done.stderr.splitlines()
    assert (done.exit_code, len(lines)) == (1, 1)
    assert lines[0].startswith("stopped: TypeError in course/cli/check.py:")
    assert ": seven is no course; nothing was changed. This is a fault of coursewright: please report" in lines[0]
    debugged = run("--debug", "check", course).stderr.splitlines()
    assert debugged[0] == "Traceback (most recent call last):"
    assert debugged[-1] == lines[0]


def test_errors_of_the_command_line_stay_those_of_click() -> None:
    """A reader that closes its pipe early is no fault."""
    with pytest.raises(BrokenPipeError):
        list(last_words(BrokenPipeError(32, "Broken pipe")))


@pytest.mark.parametrize("said", ["yesterday", "-5", "1.5", "99999999999999"])
def test_a_day_that_is_none_is_a_wrong_use(course: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    """Whatever bears a date would bear it; it is refused before anything is read."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    done = run("check", course)
    assert done.exit_code == 2
    assert f"SOURCE_DATE_EPOCH={said}: seconds since 1970 are wanted, a whole number" in done.stderr
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "253402300799")
    assert run("check", "--help").exit_code == 0


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_stream_that_is_closed_is_no_fault(closed: int) -> None:
    """A job without a terminal closes what it does not read; the files of a build must not take its place."""
    command = [sys.executable, "-m", "course", "build", "--list"]
    code = f"import os; os.close({closed}); os.execv({sys.executable!r}, {command})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("html ") is (closed != 1)


def test_a_file_that_cannot_be_written_is_named_as_its_author_knows_it() -> None:
    """What is written beside it first has a name that nobody has seen."""
    found = finding_of(OSError(errno.EROFS, "Read-only file system", "a/.index.md.new"), Path("course.toml"))
    assert str(found) == "a/index.md:1: C080 the disk can only be read"
    assert finding_of(OSError(errno.EROFS, "", "a/.new"), Path("course.toml")).path == Path("a/.new")


@pytest.mark.parametrize("where", ["make_context", "invoke"])
@pytest.mark.parametrize("verb", VERBS)
def test_ctrl_c_is_one_line_and_130_for_every_verb(verb: str, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a verb is loaded, while its line is read, while it runs."""

    def pressed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(click.Command, where, pressed)
    done = run(verb)
    assert (done.exit_code, done.stdout, done.stderr) == (130, "", f"{LAST_LINE}\n")
