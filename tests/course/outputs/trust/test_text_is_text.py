"""No text of any file of a course is alive in any edition: not as an element, an address, a command or code.

Every field of every file of a small course gets a hostile value, found by walking the files; a field that a model has
and the small course does not use fails the second test.
"""

from __future__ import annotations

import re
import shutil
import types
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

import pytest
from click.testing import CliRunner
from pydantic import StringConstraints

from course.charts import load_figure
from course.charts.model import FIGURES
from course.cli import main
from course.outputs.edition import EDITIONS
from course.project.load import load_project
from course.project.tables import Tables
from course.sessions.load import load_plan
from course.sessions.plan import Plan
from quizzes.load import load_bank
from quizzes.model.bank import Bank
from quizzes.model.objective import Objective
from quizzes.settings import Settings, load_objectives, load_settings
from tests.course.outputs.trust.corpus import FOLDER, MARK, make_course, poison, settle
from tests.course.outputs.trust.live import alive

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.xdist_group("hostile-course")

PARTS = frozenset({"pdf", "book", "handouts", "job-aids", "large-print", "instructor-book", "gettext"})
"""Editions that are parts of `print` or its pages with other tags, and the catalogues, which nobody opens to read."""
WHOLE = [name for name in EDITIONS if name not in PARTS]


def build(course: Path, out: Path, editions: list[str] | tuple[str, ...]) -> None:
    """Build, and fail with what the command says."""
    done = CliRunner().invoke(main, ["build", str(course), "--to", ",".join(editions), "--out", str(out), "--quiet"])
    assert done.exit_code == 0, done.output[-3000:]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[int, str]]:
    """Make the small course with a hostile end of every text."""
    course = make_course(tmp_path_factory.mktemp("hostile") / FOLDER)
    fields = poison(course)
    settle(course)
    return course, fields


def told(out: Path, fields: dict[int, str]) -> list[str]:
    """Return what is alive below a folder, with the field that it comes from."""
    found = []
    for path in sorted(path for path in out.rglob("*") if path.is_file() and "doctrees" not in path.as_posix()):
        for one in alive(path.name, path.read_bytes()):
            number = re.search(rf"{MARK}(\d+)", one)
            found.append(f"{path.relative_to(out)}: {one} ({fields.get(int(number[1]) if number else 0, 'a name')})")
    return found


@pytest.mark.parametrize("edition", WHOLE)
def test_no_text_is_alive(
    edition: str, course: tuple[Path, dict[int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever stands in a field, a title, a name of a file or of the folder is words in every edition."""
    out = tmp_path_factory.getbasetemp() / "hostile-editions"
    build(course[0], out, [edition])
    assert any(holds(path) for path in (out / edition).rglob("*") if path.is_file())
    assert told(out, course[1]) == []


def holds(path: Path) -> bool:
    """Say whether the marked words are in a file, or in a member of an archive, which is packed."""
    if not zipfile.is_zipfile(path):
        return MARK.encode() in path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return any(MARK.encode() in archive.read(name) for name in archive.namelist())


def test_no_text_is_alive_in_an_exam(course: tuple[Path, dict[int, str]], tmp_path: Path) -> None:
    """The same of papers and keys, in every format; a link in a question, which leads nowhere on paper, is refused."""
    copy = Path(shutil.copytree(course[0], tmp_path / FOLDER))
    for bank in (copy / "quizzes").glob("*.yaml"):
        bank.write_text(bank.read_text(encoding="utf-8").replace("[l](", "l ("), encoding="utf-8")
    arguments = ["exam", str(copy), "--form", "pretest", "--versions", "1", "--to", "pdf,html,epub,text"]
    done = CliRunner().invoke(main, [*arguments, "--out", str(tmp_path / "exam"), "--quiet"])
    assert done.exit_code == 0, done.output[-3000:]
    assert told(tmp_path / "exam", course[1]) == []


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_no_text_steers_a_terminal(form: str, course: tuple[Path, dict[int, str]]) -> None:
    """A finding is one line, whatever the texts hold that it quotes."""
    done = CliRunner().invoke(main, ["check", str(course[0]), "--no-build", "--format", form])
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert not [line for line in lines if line.startswith((f".{MARK}", f"'{MARK}"))]


def test_addresses_are_among_the_fields(course: tuple[Path, dict[int, str]]) -> None:
    """The small course has addresses of each kind: of a work, of a picture, of a card."""
    fields = " ".join(course[1].values())
    assert all(name in fields for name in ("references.bib", "03-more.md body", "course.toml"))


def _fields(value: Any) -> dict[str, Any]:
    """Return the fields of a model or of a pydantic dataclass, class or value; none for anything else."""
    kind = value if isinstance(value, type) else type(value)
    return getattr(kind, "__pydantic_fields__", {})


def _models(kind: Any) -> Iterator[type]:
    """Yield the models that a type is made of."""
    if isinstance(kind, type) and _fields(kind):
        yield kind
        for field in _fields(kind).values():
            yield from _models(field.annotation)
    for part in get_args(kind):
        yield from _models(part)


def _holds_text(kind: Any, metadata: tuple[Any, ...] = ()) -> bool:
    """Say whether a field is a free text, or a list or table of texts: no name, no choice, no file, no checksum."""
    bounds = [one for one in (*metadata, *getattr(kind, "__metadata__", ())) if isinstance(one, StringConstraints)]
    if any(one.pattern is None for one in bounds):
        return True
    if get_origin(kind) in {Union, types.UnionType, tuple, dict, Annotated}:
        return any(_holds_text(part) for part in get_args(kind))
    return False


def _used(value: Any) -> Iterator[tuple[str, str]]:
    """Yield model and field of every hostile text in a value."""
    for name, field in _fields(value).items():
        inner = getattr(value, name)
        if _holds_text(field.annotation, tuple(field.metadata)) and MARK in str(inner):
            yield from ((one.__name__, name) for one in type(value).__mro__)
        yield from _used(inner)
    if isinstance(value, tuple | list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _used(inner)


CHECKED = frozenset({
    "CourseTable.document", "CourseTable.register", "CourseTable.quizzes", "CourseTable.facts",
    "CourseTable.bibliography", "CourseTable.objectives", "CourseTable.language", "QuizzesTable.overlay",
    "DocumentTable.sha256", "ContactTable.report_error", "SiteTable.url", "SiteTable.hosts",
    "SiteTable.report", "TrustTable.outside",
    "HtmlTable.favicon", "Logo.image_light", "Logo.image_dark", "Logo.link", "NamedLink.url", "NamedLink.icon",
    "ThemeOptions.repository_url", "ThemeOptions.github_url", "ThemeOptions.gitlab_url", "ThemeOptions.bitbucket_url",
    "ThemeOptions.twitter_url", "ThemeOptions.announcement", "ThemeOptions.extra_footer",
    "ThemeOptions.article_header_end", "ThemeOptions.article_footer_items", "ThemeOptions.content_footer_items",
    "ThemeOptions.primary_sidebar_end", "PlacesTable.here", "PrintTable.fonts",
    "PrintTable.logo", "SlidesTable.template", "Colors.brand", "PlatformTable.id", "Worked.value", "Variants.seed",
})  # fmt: skip
"""Texts whose values are looked at: they name a file, a language, a checksum or an address, are an expression, are
only hashed, or hold no HTML that is not on a list; icons are not shown."""


def test_the_small_course_uses_every_text_that_there_is(course: tuple[Path, dict[int, str]]) -> None:
    """A new field of course.toml, bank, objective, figure or session plan must have a value in the small course."""
    root = course[0]
    read: list[Any] = [load_bank(path).bank for path in sorted((root / "quizzes").glob("*.yaml"))]
    read += [load_figure(path).figure for path in sorted((root / "figures").glob("*.yaml"))]
    read += [load_plan(root / "instructor" / "sessions.yaml").plan, *load_objectives(root / "objectives.yaml").values()]
    read += [load_project(root).tables, load_settings(root / "quizzes")]
    used = {f"{model}.{name}" for model, name in _used(read)}
    models = {model for kind in (Bank, Objective, Plan, Tables, Settings, *FIGURES) for model in _models(kind)}
    known = {
        f"{model.__name__}.{name}"
        for model in models
        for name, field in _fields(model).items()
        if name in model.__annotations__ and _holds_text(field.annotation, tuple(field.metadata))
    }
    assert len(known) > 100
    assert "\n".join(sorted(known - used - CHECKED)) == ""
