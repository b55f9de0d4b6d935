"""Editions of other packages: installed, built through the command line, and broken in every way."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from course.cli import main
from course.outputs.edition import EDITIONS
from course.outputs.plug_in import edition_names

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "add-an-edition.md"


def build(course: Path, *options: str) -> Result:
    """Run `course build` in this process, into a folder beside the course."""
    return CliRunner().invoke(main, ["build", str(course), "--out", str(course.parent / "out"), *options])


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Give a function that puts a distribution with one module on the path, as pip leaves it."""

    def put(announced: str, code: str, module: str = "made_up", package: str = "made-up") -> Path:
        site = tmp_path / f"site-{package}"
        records = site / f"{package.replace('-', '_')}-1.0.dist-info"
        records.mkdir(parents=True)
        (site / f"{module}.py").write_text(code, encoding="utf-8")
        (records / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", encoding="utf-8")
        (records / "entry_points.txt").write_text(f"[course.editions]\n{announced}\n", encoding="utf-8")
        names = (
            f"{module}.py",
            f"{records.name}/METADATA",
            f"{records.name}/entry_points.txt",
            f"{records.name}/RECORD",
        )
        (records / "RECORD").write_text("".join(f"{name},,\n" for name in names), encoding="utf-8")
        monkeypatch.syspath_prepend(site)
        monkeypatch.delitem(sys.modules, module, raising=False)
        return site

    return put


HEAD = "from course.outputs.edition import EDITIONS, Edition, by_sphinx, packed\n"
WRITES = HEAD + (
    "def write(order, folder, cache):\n    (folder / 'a.txt').write_text(order.project.title)\n    return []\n"
)
EDITION = "EDITION = Edition(write, 'a.txt', 'the title')\n"
GOOD = WRITES + EDITION


def test_the_package_of_the_documentation_builds(course: Path, tmp_path: Path) -> None:
    """Made by its own pyproject.toml and unpacked as pip does, it brings two editions; packing twice gives one file."""
    blocks = dict(re.findall(r"```(toml|python)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))
    source, site = tmp_path / "source", tmp_path / "site"
    source.mkdir()
    (source / "pyproject.toml").write_text(blocks["toml"], encoding="utf-8")
    (source / "my_editions.py").write_text(blocks["python"], encoding="utf-8")
    wheel = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--skip-dependency-check", "-o", tmp_path]
    subprocess.run([*wheel, source], check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as archive:
        archive.extractall(site)

    def run(*options: str) -> str:
        code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from course.cli import main; main()"
        command = [sys.executable, "-c", code, site, "build", *options]
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path).stdout

    assert "site-zip         the website in one archive\n" in run("--list")
    assert "cmi5, outline, site-zip, platforms." in " ".join(run("--help").split())
    told = run(str(course), "--to", "outline,site-zip,html", "--out", "out")
    assert "outline out/outline/outline.txt  (1 page, " in told
    assert (tmp_path / "out/outline/outline.txt").read_text(encoding="utf-8") == (
        "What is sleep?\n\nWhat is sleep?\nWhy sleep matters\n"
    )
    with zipfile.ZipFile(tmp_path / "out/site-zip/sleep.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    html = tmp_path / "out/html"
    assert packed == {
        path.relative_to(html).as_posix(): path.read_bytes() for path in html.rglob("*") if path.is_file()
    }


def test_an_edition_follows_the_course_and_its_own_code(course: Path, install: Callable[..., Path]) -> None:
    """Nothing changed: unchanged. Other code: other bytes."""
    site = install("title = made_up:EDITION", GOOD)
    for state in (" s)", ", unchanged)"):
        assert state in build(course, "--to", "title").stdout
    (site / "made_up.py").write_text(GOOD.replace("order.project.title", "'other'"), encoding="utf-8")
    del sys.modules["made_up"]
    done = build(course, "--to", "title")
    assert (done.exit_code, "unchanged" in done.stdout) == (0, False), done.output
    assert (course.parent / "out/title/a.txt").read_text(encoding="utf-8") == "other"


def test_a_shared_base_is_written_once(course: Path, install: Callable[..., Path]) -> None:
    """Two packages of the website see the same folder; the second does not write it again."""
    code = HEAD + (
        "seen = []\n"
        "def pack(order, finished, folder):\n"
        "    page = finished / 'index.html'\n"
        "    seen.append((page, page.stat().st_mtime_ns))\n"
        "    (folder / 'a.zip').write_bytes(page.read_bytes())\n"
        "    return []\n"
        "ONE = packed('html', pack, 'a.zip', 'one')\n"
        "TWO = packed('html', pack, 'a.zip', 'two')\n"
    )
    install("one = made_up:ONE\ntwo = made_up:TWO", code)
    assert build(course, "--to", "one,two").exit_code == 0
    seen = sys.modules["made_up"].seen
    assert len(seen) == 2
    assert seen[0] == seen[1]
    page = course / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    assert build(course, "--to", "one,two").exit_code == 0
    assert b"One more sentence" in (course.parent / "out/two/a.zip").read_bytes()


BROKEN = {
    "an import that fails": ("import no_such_module_at_all\n", "cannot be loaded: ModuleNotFoundError", 1),
    "a name that is not there": ("x = 1\n", "cannot be loaded: AttributeError", 0),
    "a module that leaves": ("raise SystemExit(3)\n", "cannot be loaded: SystemExit: 3", 1),
    "broken code": ("def (:\n", "cannot be loaded: SyntaxError", 0),
    "another thing": ("EDITION = {'html': 1}\n", "brings no edition: it is {'html': 1}", 0),
    "the class": (HEAD + "EDITION = Edition\n", "brings no edition", 0),
    "a wrong field": (HEAD + "EDITION = Edition(3, '*.txt', 'x')\n", "its write cannot be that", 0),
    "an entry elsewhere": (WRITES + "EDITION = Edition(write, '../*.txt', 'x')\n", "its entry cannot be that", 0),
    "an unknown base": (HEAD + "EDITION = packed('papyrus', print, 'x', 'x')\n", "cannot be loaded: KeyError", 2),
    "a fault in writing": (
        WRITES.replace("[]", "1 / 0") + "EDITION = Edition(write, 'a.txt', 'x')\n",
        "failed: Zero",
        4,
    ),
    "leaving in writing": (
        WRITES.replace("[]", "exit(0)") + "EDITION = Edition(write, 'a.txt', 'x')\n",
        "failed: Sys",
        4,
    ),
    "no findings": (WRITES.replace("[]", "'fine'") + EDITION, "returned 'fine'", 0),
    "nothing written": (HEAD + "EDITION = Edition(lambda *_: [], 'a.txt', 'x')\n", "wrote nothing", 0),
    "no PDF": (WRITES.replace("a.txt", "a.pdf") + "EDITION = Edition(write, 'a.pdf', 'x')\n", "failed: PdfError", 0),
    "a fault in inputs": (WRITES + "EDITION = Edition(write, 'a', 'x', lambda order: 1 / 0)\n", "failed: Zero", 5),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_package_is_one_finding(course: Path, install: Callable[..., Path], fault: str) -> None:
    """The package, what it did and where; exit status 1, no traceback, and nothing published."""
    code, message, line = BROKEN[fault]
    site = install("title = made_up:EDITION", code)
    done = build(course, "--to", "title")
    assert done.exit_code == 1, done.output
    found = [one for one in done.stderr.splitlines() if "C022" in one]
    assert len(found) == 1
    assert found[0].startswith(f"{site}/made_up-1.0.dist-info/entry_points.txt:2: C022 title: made-up 1.0 ")
    assert message in found[0]
    assert (f"(at {site}/made_up.py:{line}; " in found[0]) == bool(line)
    assert "Traceback" not in done.output
    assert not (course.parent / "out" / "title").exists()


def test_a_broken_package_disturbs_no_other_edition(course: Path, install: Callable[..., Path]) -> None:
    """Its name is read for the help and the list of names; its code is not."""
    install("title = made_up:EDITION", "raise RuntimeError\n")
    assert "cmi5, title, platforms." in " ".join(CliRunner().invoke(main, ["build", "--help"]).output.split())
    assert build(course, "--to", "text").exit_code == 0
    assert "made_up" not in sys.modules
    listed = CliRunner().invoke(main, ["build", "--list"])
    assert (listed.exit_code, "\ntitle            made-up 1.0 cannot be loaded" in listed.output) == (0, True)


def test_a_record_that_nobody_can_read_announces_nothing(install: Callable[..., Path]) -> None:
    """Another installed package without a version, or with a line that is no entry point, stops no build."""
    site = install("this line is no entry point", GOOD)
    (site / "nameless-1.0.dist-info").mkdir()
    assert edition_names() == list(EDITIONS)


def test_a_name_of_ours_stays_ours(course: Path, install: Callable[..., Path]) -> None:
    """The page is written as ever; a warning says that the other edition is not used, and is fatal when asked."""
    install("text = made_up:EDITION", GOOD)
    done = build(course, "--to", "text")
    assert (done.exit_code, "C021 warning: text: made-up 1.0 announces" in done.stderr) == (0, True), done.output
    assert (course.parent / "out/text/index.txt").is_file()
    assert build(course, "--to", "text", "--strict").exit_code == 1


@pytest.mark.parametrize("name", ["key", "..", "Title", ".cache", "a b"])
def test_a_name_that_no_folder_can_have_is_refused(course: Path, install: Callable[..., Path], name: str) -> None:
    """Folders beside the editions are not taken."""
    install(f"{name} = made_up:EDITION", GOOD)
    done = build(course, "--to", name)
    assert (done.exit_code, "C021" in done.stderr) == (1, True), done.output


def test_two_packages_that_claim_a_name_are_both_named(course: Path, install: Callable[..., Path]) -> None:
    """Neither is chosen in silence."""
    for number in ("one", "two"):
        install("title = made_up:EDITION", GOOD, package=f"made-up-{number}")
    done = build(course, "--to", "title")
    assert done.exit_code == 1
    assert [line.partition("C021 ")[2].partition(" (")[0] for line in done.stderr.splitlines() if "C021" in line] == [
        "title: made-up-one 1.0 announces an edition that made-up-two 1.0 announces too",
        "title: made-up-two 1.0 announces an edition that made-up-one 1.0 announces too",
    ]


def test_what_an_edition_takes_is_asked_of_its_value(course: Path, install: Callable[..., Path]) -> None:
    """Answers of learners and translations are for the editions that say so, whatever they are called."""
    install(
        "plain = made_up:EDITION\nfixed = made_up:FIXED",
        GOOD + "FIXED = Edition(write, 'a.txt', 'x', translated=False, takes_responses=True)\n",
    )
    catalogue = course / "locales/de/LC_MESSAGES/index.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    answers = course.parent / "answers.csv"
    answers.write_text("person,item,response\n", encoding="utf-8")
    for options, code in (
        (("--to", "plain", "--language", "de"), 0),
        (("--to", "fixed", "--language", "de"), 2),
        (("--to", "plain", "--responses", str(answers)), 2),
        (("--to", "fixed", "--responses", str(answers)), 0),
    ):
        assert build(course, *options).exit_code == code, options
