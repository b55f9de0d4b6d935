"""Which tests reach which line: one run of the tests under coverage, kept as a file for the planting of faults.

Lines that run while a fixture is made count for every test that asks for the fixture, not for the first one alone: what
is built once for many is looked at by all of them.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import coverage
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

QUIET = ("-q", "-n", "0", "-p", "no:randomly", "-p", "no:cacheprovider", "-m", "not browser")


@dataclass(eq=False)
class Recorder:
    """A plug-in of pytest that tells coverage whose lines run, and keeps who asked for what and for how long."""

    measure: coverage.Coverage
    uses: dict[str, set[str]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    costs: dict[str, float] = field(default_factory=dict)
    """How long a fixture was in the making: alone, each test that asks for it waits for it."""
    running: list[str] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Note what a test runs, asks for and takes."""
        for definitions in getattr(item, "_fixtureinfo").name2fixturedefs.values():  # noqa: B009 - private, typed nowhere
            for one in definitions:
                self.uses.setdefault(f"{one.baseid}::<{one.argname}>", set()).add(item.nodeid)
        began = time.monotonic()
        self._enter(item.nodeid)
        try:
            return (yield)
        finally:
            self._leave()
            self.seconds[item.nodeid] = time.monotonic() - began - self._made
            self._made = 0.0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember a test that fails without a fault: it cannot find one."""
        if report.failed:
            self.failed.add(report.nodeid)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Iterator[object]:
        """Note what runs while a fixture is made, for one test or for all."""
        name, before, began = f"{fixturedef.baseid}::<{fixturedef.argname}>", self._made, time.monotonic()
        self._enter(name)
        try:
            return (yield)
        finally:
            self._leave()
            taken = time.monotonic() - began
            self.costs[name] = taken - (self._made - before)  # without the fixtures that it asked for itself
            self._made = before + taken

    _made: float = 0.0

    def alone(self) -> dict[str, float]:
        """Return the seconds of each test that passes, with all fixtures that it asks for."""
        found = {name: taken for name, taken in self.seconds.items() if name not in self.failed}
        for fixture, tests in self.uses.items():
            for name in tests & found.keys():
                found[name] += self.costs.get(fixture, 0.0)
        return {name: round(taken, 2) for name, taken in found.items()}

    def _enter(self, name: str) -> None:
        self.running.append(name)
        self.measure.switch_context(name)

    def _leave(self) -> None:
        self.running.pop()
        self.measure.switch_context(self.running[-1] if self.running else "")


@dataclass(frozen=True)
class Only:
    """A plug-in of pytest that leaves of what was collected the tests named, in their order."""

    names: Sequence[str]

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out everything else; a test that is no longer there is passed over."""
        place = {name: number for number, name in enumerate(self.names)}
        items[:] = sorted((one for one in items if one.nodeid in place), key=lambda one: place[one.nodeid])


@dataclass(frozen=True)
class Reached:
    """What one run saw: contexts by path and line, tests by context, seconds by test."""

    lines: dict[str, dict[str, list[str]]]
    uses: dict[str, list[str]]
    seconds: dict[str, float]

    def tests(self, path: str, first: int, last: int) -> list[str]:
        """Return the tests that reach one of some lines, the quickest first; none for lines that run on import."""
        seen = self.lines.get(path, {})
        names = {name for line in range(first, last + 1) for name in seen.get(str(line), ())}
        found = {test for name in names for test in self.uses.get(name, [name])}
        return sorted(found & self.seconds.keys(), key=lambda test: (self.seconds[test], test))


def record(tree: Path, sources: Sequence[str], places: Sequence[str], out: Path) -> None:
    """Run tests once and write what those that pass have reached."""
    measure = coverage.Coverage(data_file=None, source=[str(tree / one) for one in sources], config_file=False)
    recorder = Recorder(measure)
    measure.start()
    pytest.main([*QUIET, *places], plugins=[recorder])
    measure.stop()
    data = measure.get_data()
    lines = {}
    for name in data.measured_files():
        seen = {str(line): [one for one in found if one] for line, found in data.contexts_by_lineno(name).items()}
        lines[name.removeprefix(f"{tree}/")] = {line: found for line, found in seen.items() if found}
    uses = {name: sorted(tests) for name, tests in recorder.uses.items()}
    told = {"lines": lines, "uses": uses, "seconds": recorder.alone()}
    out.write_text(json.dumps(told), encoding="utf-8")


def read(path: Path) -> Reached:
    """Read what `record` wrote."""
    return Reached(**json.loads(path.read_text(encoding="utf-8")))
