"""What the tests of every room begin with: where things lie, courses to read and to break, one way to build."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_colors

from course.cli import main
from course.outputs.sphinx_run import words_of_its_own
from course.sphinxext.learner.scripts import BESIDE, beside
from tests.shared import Shared

# Speed is measured in tests/benchmarks: a busy machine is no fault of a test.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("house"), max_examples=300)  # --hypothesis-profile=thorough
settings.load_profile("house")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Edition = Callable[[str], Path]

REPOSITORY = Path(__file__).parents[1]
ROOTS = Path(__file__).parent / "roots"
DOCS = REPOSITORY / "docs"
DOCUMENT = """What is sleep?

Sleep is a state of rest. Most adults need it daily.

Why sleep matters

Sleep helps memory. People who sleep badly may:

  • forget names
  • fall more often
"""


@cache
def _shares(path: Path) -> bool:
    """Say whether a file of tests makes something for all of them."""
    return path.suffix == ".py" and 'scope="module"' in path.read_text(encoding="utf-8")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes of a whole file by their argument: archives hold the time they were made, and no two workers agree."""
    return argname if isinstance(val, bytes) and len(val) > 40 else None


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist asks for the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file that share something in one process, which makes it once; a group of its own wins."""
    for item in items:
        if _shares(item.path) and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


def copy_tea(folder: Path, name: str = "tea") -> Path:
    """Copy the whole small course on tea, in which nothing is wrong, into a folder."""
    return Path(shutil.copytree(ROOTS / "test-course", folder / name))


def copy_klonopin(folder: Path) -> Path:
    """Copy the shipped course and its banks into a folder, and return the course."""
    for package in ("course", "quizzes"):
        source, target = REPOSITORY / package / "klonopin", folder / package / "klonopin"
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("_build", "__pycache__"))
    return folder / "course" / "klonopin"


def run(*arguments: str | Path) -> Result:
    """Run `course` in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    """Give a copy of the course on tea that a test may break."""
    return copy_tea(tmp_path)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Shared]:
    """Give the folders that are made once for all processes of this run; at the end nobody may have written there."""
    base = tmp_path_factory.getbasetemp()
    found = Shared((base if worker_id == "master" else base.parent) / "shared")
    yield found
    assert found.changed() == [], "a test changed what all tests share; it needs a copy"


@pytest.fixture(scope="session")
def klonopin_edition(shared: Shared) -> Edition:
    """Return a function that builds an edition of the shipped course without a warning, once in a run.

    All editions lie beside each other, so that the pages are read once; the website stays as it is when it is alone.
    """

    def build(folder: Path) -> None:
        listed, alone = folder.parent / "html" / "_static" / BESIDE, folder.parent.parent / BESIDE
        if listed.is_file():
            shutil.copy2(listed, alone)
        done = run("build", "klonopin", "--to", folder.name, "--out", folder.parent, "--strict")
        assert done.exit_code == 0, done.output
        if alone.is_file():
            shutil.copy2(alone, listed)
        elif listed.is_file():
            listed.write_text(beside(()), encoding="utf-8")

    return lambda edition: shared(f"klonopin/out/{edition}", build)


@pytest.fixture(scope="session")
def small_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Divide a document of two headings into a course, once for all tests that only read it."""
    folder = tmp_path_factory.mktemp("small")
    document = folder / "sleep.txt"
    document.write_text(DOCUMENT, encoding="utf-8")
    done = run("new", document, folder / "sleep")
    assert done.exit_code == 0, done.output
    return folder / "sleep"


@pytest.fixture
def course(small_course: Path, tmp_path: Path) -> Path:
    """Give a copy of the small course that a test may break."""
    return Path(shutil.copytree(small_course, tmp_path / "sleep"))


@dataclass
class Site:
    """A project that was built: `warnings` is what the build said, `read(name)` the text of an output file."""

    app: SphinxTestApp
    warnings: str

    def read(self, name: str = "index.html") -> str:
        """Return an output file."""
        return (Path(self.app.outdir) / name).read_text(encoding="utf-8")


class Build(Protocol):
    """Builds the project in `source` with one builder."""

    def __call__(
        self, source: Path, builder: str = "html", *, parallel: int = 1, freshenv: bool = False, **config: Any
    ) -> Site:
        """Build, and return what came out."""
        ...


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    """Return a function that builds a project as `sphinx-build -n` does and gives the warnings back."""
    apps: list[SphinxTestApp] = []

    def built(source: Path, builder: str = "html", *, parallel: int = 1, freshenv: bool = False, **config: Any) -> Site:
        for app in apps:
            app.cleanup()
        with words_of_its_own():
            app = SphinxTestApp(
                builder,
                srcdir=source,
                builddir=tmp_path / "build",
                confoverrides={"nitpicky": True, **config},
                parallel=parallel,
                freshenv=freshenv,
            )
            apps.append(app)
            app.build()
        return Site(app, strip_colors(app.warning.getvalue()))

    yield built
    for app in apps:
        app.cleanup()
