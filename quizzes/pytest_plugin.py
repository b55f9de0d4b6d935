"""Make every question of every bank a test item, `path::item-id`, and what concerns a bank as a whole `path::[bank]`.

A folder is read once and linted once in a run, with pytest-xdist by the process that asks first; of a few selected
questions only these are linted.

Imports of this package stand inside functions: pytest loads the module in every run of the environment, also in
projects without banks, where it must cost nothing; and it is loaded before coverage starts.
"""

from __future__ import annotations

import hashlib
import pickle
import tempfile
import time
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from _pytest._code import ExceptionInfo
    from _pytest._code.code import TerminalRepr, TracebackStyle

    from quizzes.finding import Finding
    from quizzes.load import BankFile

T = TypeVar("T")
WHOLE = "[bank]"
PROPERTY = "quiz-warning"
SHARED = "quizzes_shared"
"""The folder in which the processes of one run leave what they found out."""
PATIENCE = 120
"""Seconds to wait for another process of the run before the work is done again."""


@dataclass
class Folder:
    """The banks of one folder: read once, linted once and only when the first of their items runs."""

    path: Path
    shared: Path | None = None
    asked: set[str] | None = None
    """The questions that run, where these are few; None for all."""
    told: str = ""
    """The question that has told why none can be checked."""

    @cached_property
    def _read(self) -> tuple[list[BankFile], list[Finding]]:
        from quizzes.head import find_banks
        from quizzes.load import load_banks

        return load_banks(find_banks(self.path))

    @cached_property
    def questions(self) -> dict[Path, list[tuple[str, int]]]:
        """Return the ids of the items of each sound bank, each with its line."""
        return self._once("questions", lambda: {file.path: _questions(file) for file in self._read[0]})

    @cached_property
    def _found(self) -> tuple[list[Finding], list[Finding]]:
        return self._once("findings", self._lint)

    @property
    def findings(self) -> list[Finding]:
        """Return everything that loader, settings and lint have to say about the folder."""
        return self._found[0]

    @property
    def unchecked(self) -> list[Finding]:
        """Return what is wrong with the settings, so that nothing can be checked."""
        return self._found[1]

    def _lint(self) -> tuple[list[Finding], list[Finding]]:
        from quizzes.finding import FindingsError
        from quizzes.lint import check, context_of
        from quizzes.settings import load_settings

        files, broken = self._read
        try:
            context = context_of(load_settings(self.path))
        except FindingsError as error:
            return broken, list(error.findings)
        return [*broken, *check(files, context, self.asked)], []

    def _once(self, what: str, make: Callable[[], T]) -> T:
        """Return what `make` returns, made by one process of the run for all."""
        if self.shared is None:
            return make()
        name = hashlib.sha256(str(self.path).encode()).hexdigest()[:16]
        return made_once(self.shared / f"{what}-{name}", make)

    def about(self, bank: Path, subject: str) -> list[Finding]:
        """Return the findings of one item of a bank, or with `[bank]` those of no item.

        What concerns no bank (settings, objectives) is told by the first bank of the folder, so that nothing is lost.
        """
        ids = {name for name, _ in self.questions.get(bank, ())}
        here = [found for found in self.findings if found.path == bank]
        if self.unchecked:
            self.told = self.told or f"{bank.name}::{subject}"
            return [*self.unchecked, *here] if self.told == f"{bank.name}::{subject}" else here
        if subject != WHOLE:
            return [found for found in here if found.subject == subject]
        rest = [found for found in here if found.subject not in ids]
        if bank == next(iter(sorted(self.questions)), None):
            from quizzes.head import find_banks

            known = set(find_banks(self.path))
            rest += [found for found in self.findings if found.path not in known]
        return rest


def _questions(file: BankFile) -> list[tuple[str, int]]:
    return [(item.id, file.line("items", place)) for place, item in enumerate(file.bank.items)]


def made_once(path: Path, make: Callable[[], T]) -> T:
    """Return what `make` returns: the first process that asks makes it and leaves it at `path`, others wait for it.

    Where that process fails or dies, each of the others makes it.
    """
    lock = path.with_suffix(".lock")
    try:
        lock.touch(exist_ok=False)
    except FileExistsError:
        end = time.monotonic() + PATIENCE
        while lock.exists() and not path.exists() and time.monotonic() < end:
            time.sleep(0.02)
        if not path.exists():
            return make()
        left: T = pickle.loads(path.read_bytes())  # noqa: S301 - written by this run into a folder of its own
        return left
    try:
        made = make()
    except BaseException:
        lock.unlink()
        raise
    whole = path.with_suffix(".whole")
    whole.write_bytes(pickle.dumps(made))
    whole.replace(path)
    return made


_FOLDERS: pytest.StashKey[dict[Path, Folder]] = pytest.StashKey()
_SHARED: pytest.StashKey[tempfile.TemporaryDirectory[str]] = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker by which questions are selected."""
    config.addinivalue_line("markers", "quiz: a question of an item bank")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Give the processes of pytest-xdist a folder that they share and that ends with the run."""
    folder = node.config.stash.get(_SHARED, None)
    if folder is None:
        folder = node.config.stash[_SHARED] = tempfile.TemporaryDirectory(prefix="quizzes-")
        node.config.add_cleanup(folder.cleanup)
    node.workerinput[SHARED] = folder.name


def pytest_collection_finish(session: pytest.Session) -> None:
    """Note which questions run where some were selected: only these need the rules about one item."""
    chosen: dict[Path, set[str]] = {}
    for item in session.items:
        if isinstance(item, Question):
            chosen.setdefault(item.folder.path, set()).add(item.name)
    for path, folder in session.stash.get(_FOLDERS, {}).items():
        every = {name for ids in folder.questions.values() for name, _ in ids}
        asked = chosen.get(path, set())
        folder.asked = None if WHOLE in asked or every <= asked else asked


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> BankCollector | None:
    """Take every YAML file whose head says that it is a bank."""
    if not file_path.suffix.startswith(".y"):
        return None
    from quizzes.head import SUFFIXES, is_bank

    bank = file_path.suffix in SUFFIXES and is_bank(file_path)
    return BankCollector.from_parent(parent, path=file_path) if bank else None


class BankCollector(pytest.File):
    """A bank as a file of tests; a broken bank is one failing item and never an error of the collection."""

    def collect(self) -> Iterator[Question]:
        """Yield one item a question, and one for the bank as a whole."""
        folders = self.session.stash.setdefault(_FOLDERS, {})
        folder = folders.get(self.path.parent)
        if folder is None:
            shared = getattr(self.config, "workerinput", {}).get(SHARED)
            folder = folders[self.path.parent] = Folder(self.path.parent, Path(shared) if shared else None)
        yield Question.from_parent(self, name=WHOLE, folder=folder, line=1)
        for name, line in folder.questions.get(self.path, ()):
            yield Question.from_parent(self, name=name, folder=folder, line=line)


class Question(pytest.Item):
    """One question, or the bank as a whole: passes when loader and lint find no error about it."""

    def __init__(self, *, folder: Folder, line: int, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self.folder = folder
        self.line = line
        self.add_marker(pytest.mark.quiz)
        if self.config.pluginmanager.hasplugin("xdist"):  # `--dist loadgroup`: one process lints the folder, not each
            self.add_marker(pytest.mark.xdist_group(f"quizzes-{folder.path.name}"))

    def runtest(self) -> None:
        """Note the warnings and fail on the errors about this question."""
        from quizzes.finding import FindingsError, Level

        found = [self._nearby(finding) for finding in self.folder.about(self.path, self.name)]
        self.user_properties += [(PROPERTY, str(finding)) for finding in found if finding.level is Level.WARNING]
        wrong = [finding for finding in found if finding.level is Level.ERROR]
        if wrong:
            raise FindingsError(*wrong)
        if self.folder.unchecked:
            pytest.skip(f"not checked: {self.folder.unchecked[0].path.name} is broken, as {self.folder.told} says")

    def repr_failure(
        self, excinfo: ExceptionInfo[BaseException], style: TracebackStyle | None = None
    ) -> str | TerminalRepr:
        """Show findings as lines, without a traceback; anything else is a mistake of the program and is shown whole."""
        from quizzes.finding import FindingsError

        if isinstance(excinfo.value, FindingsError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return file, line from 0 and heading of the report."""
        return self.path, self.line - 1, f"{self.name} in {self.path.name}"

    def _nearby(self, finding: Finding) -> Finding:
        start = self.config.invocation_params.dir
        return replace(finding, path=finding.path.relative_to(start)) if finding.path.is_relative_to(start) else finding


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List the warnings of the lint once; they come by the reports, so that parallel runs show them too."""
    reports = (report for group in terminalreporter.stats.values() for report in group)
    lines = sorted(set(_warnings(reports)))
    if lines:
        terminalreporter.section(f"{len(lines)} warning{'s' * (len(lines) > 1)} about questions")
        for line in lines:
            terminalreporter.line(line)


def _warnings(reports: Iterable[object]) -> Iterator[str]:
    for report in reports:
        for name, value in getattr(report, "user_properties", ()):
            if name == PROPERTY:
                yield str(value)
