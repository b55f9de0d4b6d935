"""Make every question of every bank a test item, `path::item-id`, and what concerns a bank as a whole `path::[bank]`.

Imports of this package stand inside functions: pytest loads the module in every run of the environment, also in
projects without banks, where it must cost nothing; and it is loaded before coverage starts.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from _pytest._code import ExceptionInfo
    from _pytest._code.code import TerminalRepr, TracebackStyle

    from quizzes.finding import Finding
    from quizzes.load import BankFile

WHOLE = "[bank]"
PROPERTY = "quiz-warning"


@dataclass
class Folder:
    """The banks of one folder: read once, linted once and only when the first of their items runs."""

    path: Path
    banks: dict[Path, BankFile] = field(default_factory=dict)
    broken: list[Finding] = field(default_factory=list)
    unchecked: list[Finding] = field(default_factory=list)
    told: str = ""
    """The question that has told why none can be checked."""

    @classmethod
    def read(cls, path: Path) -> Folder:
        """Read all banks of the folder; what is wrong with them becomes findings."""
        from quizzes.head import find_banks
        from quizzes.load import load_banks

        files, findings = load_banks(find_banks(path))
        return cls(path, {file.path: file for file in files}, findings)

    @cached_property
    def findings(self) -> list[Finding]:
        """Return everything that loader, settings and lint have to say about the folder."""
        from quizzes.finding import FindingsError
        from quizzes.lint import check, context_of
        from quizzes.settings import load_settings

        try:
            context = context_of(load_settings(self.path))
        except FindingsError as error:
            self.unchecked += error.findings
            return self.broken
        return [*self.broken, *check(list(self.banks.values()), context)]

    def about(self, bank: Path, subject: str) -> list[Finding]:
        """Return the findings of one item of a bank, or with `[bank]` those of no item.

        What concerns no bank (settings, objectives) is told by the first bank of the folder, so that nothing is lost.
        """
        file = self.banks.get(bank)
        ids = {item.id for item in file.bank.items} if file else set()
        here = [found for found in self.findings if found.path == bank]
        if self.unchecked:
            self.told = self.told or f"{bank.name}::{subject}"
            return [*self.unchecked, *here] if self.told == f"{bank.name}::{subject}" else here
        if subject != WHOLE:
            return [found for found in here if found.subject == subject]
        rest = [found for found in here if found.subject not in ids]
        if bank == next(iter(sorted(self.banks)), None):
            known = {*self.banks, *(found.path for found in self.broken)}
            rest += [found for found in self.findings if found.path not in known]
        return rest


_FOLDERS: pytest.StashKey[dict[Path, Folder]] = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker by which questions are selected."""
    config.addinivalue_line("markers", "quiz: a question of an item bank")


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
            folder = folders[self.path.parent] = Folder.read(self.path.parent)
        file = folder.banks.get(self.path)
        yield Question.from_parent(self, name=WHOLE, folder=folder, line=1)
        for place, item in enumerate(file.bank.items if file else ()):
            line = file.line("items", place) if file else 1
            yield Question.from_parent(self, name=item.id, folder=folder, line=line)


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
