"""The documentation: builds without a warning, names every command and option, and its commands run."""

from __future__ import annotations

import re
from pathlib import Path

import click
import grimp
import pytest
from click.testing import CliRunner
from PIL import Image

from course.cli import VERBS, main
from tests.conftest import run
from tests.docs import pictures
from tests.docs.architecture import PICTURE, draw, houses

ROOT = Path(__file__).parents[2]
PARTS = (
    "items page",
    "items export",
    "items import",
    "responses import",
    "review paper",
    "review status",
    "review sign-sheet",
    "review import",
)
PAGE = ROOT / "docs" / "reference" / "command-line.md"


def help_of(verb: str) -> str:
    """Return the help of a verb at a fixed width."""
    done = CliRunner().invoke(main, [*verb.split(), "--help"], prog_name="course", terminal_width=88)
    assert done.exit_code == 0, done.output
    return done.output.strip()


@pytest.mark.parametrize(
    "verb",
    [
        "",
        *VERBS,
        "items page",
        "items export",
        "items import",
        "responses import",
        "review paper",
        "review status",
        "review sign-sheet",
        "review import",
    ],
)
def test_the_reference_shows_the_help_of_each_command(verb: str) -> None:
    """The page holds the help text as the command prints it."""
    blocks = re.findall(r"```text\n(.*?)\n```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert help_of(verb) in blocks, f"copy this into {PAGE.name}:\n{help_of(verb)}"


def test_every_option_has_a_help_text() -> None:
    """No option is left to guesswork."""
    context = click.Context(main)
    for verb in VERBS:
        command = main.get_command(context, verb)
        assert command is not None
        silent = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
        assert silent == [], (verb, silent)


def test_the_documentation_builds_as_a_course_without_a_warning(tmp_path: Path) -> None:
    """The command that it describes publishes it: Sphinx with -n, and a warning is an error."""
    done = run("build", ROOT / "docs", "--strict", "--to", "html", "--out", tmp_path)
    assert done.exit_code == 0, done.output
    start = (tmp_path / "html" / "index.html").read_text(encoding="utf-8")
    assert "Where to begin" in start
    assert "Not yet reviewed" not in start


def test_the_picture_of_the_architecture_is_fresh() -> None:
    """It is drawn from the imports of today."""
    assert PICTURE.read_text(encoding="utf-8") == draw(), "run: python -m tests.docs.architecture"


def test_the_picture_shows_every_import_directly_or_by_a_way_down() -> None:
    """Leaving out lines leaves out no import, and no part imports one above itself."""
    graph = grimp.build_graph("course", "quizzes", cache_dir=None)
    for house in houses():
        assert set(house.imports) | {f"{house.name}.__main__"} >= graph.find_children(house.name)
        for part in house.imports:
            below, waiting = set(), [part]
            while waiting:
                waiting += house.imports[waiting.pop()] - below
                below.update(waiting)
            direct = {
                other
                for other in house.imports
                if other != part and graph.direct_import_exists(importer=part, imported=other, as_packages=True)
            }
            assert direct <= below
            assert all(house.floors[other] < house.floors[part] for other in direct), part


def test_the_pictures_of_the_readme_are_fresh_and_light() -> None:
    """They are made from the lesson and the sheets of today, weigh little, and are told to who does not see them."""
    assert pictures.RECORD.read_text(encoding="utf-8").strip() == pictures.made_from(), (
        "run: python -m tests.docs.pictures, and look at what it made"
    )
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first_screen = "\n".join(readme.splitlines()[:16])
    shown = dict(re.findall(r'<img src="([^"]+)" width="\d+%" alt="([^"]{60,})">', first_screen))
    assert [ROOT / name for name in shown] == [pictures.SCREEN, pictures.PAPER]
    for path in (pictures.SCREEN, pictures.PAPER):
        assert path.stat().st_size < 150_000
        with Image.open(path) as picture:
            assert picture.width >= 800


def test_every_page_is_reached_from_the_index() -> None:
    """Each page lies in one of the four rooms that the index lists."""
    rooms = {"tutorial", "how-to", "reference", "explanation"}
    pages = [path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md") if "_build" not in path.parts]
    assert {page.parts[0] for page in pages if len(page.parts) > 1} == rooms
    assert [page.name for page in pages if len(page.parts) == 1] == ["index.md"]


def test_the_readme_names_the_two_commands_exactly() -> None:
    """The first screen has the build line and the test line, and CI calls the test line."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pip install . && course build\n" in readme
    assert "\nbash tests/run.sh\n" in readme
    assert "bash tests/run.sh" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_commands_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`new`, `check` and `build` of the README work on a document, in its order."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"## Bring your own document\n+```sh\n(.*?)```", readme, re.DOTALL)
    assert block
    commands = [line.split("#")[0].split() for line in block[1].splitlines()]
    (tmp_path / "my-document.txt").write_text(
        "What is sleep?\n\nSleep is rest. Adults need it daily.\n\nWhy it matters\n\nIt helps memory.\n",
        encoding="utf-8",
    )
    assert [command[1] for command in commands] == ["new", "check", "build", "serve"]
    monkeypatch.chdir(tmp_path)
    for program, *arguments in commands[:3]:
        done = run(*arguments)
        assert (program, done.exit_code) == ("course", 0), (arguments, done.output)
    assert (tmp_path / "_build/my-course/html/index.html").is_file()
    assert list((tmp_path / "_build/my-course/pdf").glob("*.pdf"))
