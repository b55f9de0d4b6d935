"""Plant one small fault after another and see whether the tests find it: `python -m tests.benchmarks.mutation`.

A script of its own, since cosmic-ray begins a new Python, with Sphinx in it, for each fault, and mutmut calls every
function through a wrapper, which the decorated rules, frozen models and nodes of this project do not stand. Here each
fault is a change of one node of the syntax tree (`faults.py`) in a copy of the tracked files. A process that has
collected all tests plants it in a living function (`bench.py`); what runs on import is planted in a process that has
imported the libraries only. Both are forked for the tests that reach its line, as one run under coverage has shown
(`--map`, made when it is missing), the quickest first, until one fails.

    python -m tests.benchmarks.mutation --count 300 --seed 1      # the whole measurement, about an hour
    python -m tests.benchmarks.mutation --count 80 --only quizzes/lint

Each line of the report (also in `--out`, a CSV that a later run goes on with) says killed, survived, slow (its tests
did not end within `--limit` seconds) or unmapped. `tests/benchmarks/survivors.md` tells of each survivor what it means.
"""

from __future__ import annotations

import argparse
import compileall
import csv
import os
import shutil
import signal
import subprocess
import sys
import time
import traceback
from dataclasses import dataclass
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from py_compile import PycInvalidationMode
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.bench import Bench
from tests.benchmarks.faults import ROOT, Fault, planted, sample
from tests.benchmarks.reached import Only, Reached, read

if TYPE_CHECKING:
    from collections.abc import Sequence

LIBRARIES = (
    "pytest", "pydantic", "yaml", "click.testing", "docutils.core", "bs4",
    "sphinx.application", "sphinx.testing.util", "myst_parser.parsers.sphinx_", "sphinx_design", "pikepdf", "typst",
    "sphinxcontrib.bibtex", "sphinx_book_theme", "pybtex.database",
)  # fmt: skip
ROOMS = ("audit", "epub", "onefile", "pdf", "platforms", "pptx", "print_pack", "provider", "release", "review")
TESTS = (
    ("quizzes/lint/leaks.py", ("tests/course/outputs/exam/test_private_pool.py", "tests/quizzes/lint")),
    ("quizzes/lint/", ("tests/quizzes/lint", "tests/quizzes/test_review.py")),
    ("quizzes/formats/", ("tests/quizzes/formats",)),
    ("quizzes/statistics/", ("tests/quizzes/statistics", "tests/course/cli/test_stats_command.py")),
    ("quizzes/responses", ("tests/quizzes/responses", "tests/course/responses")),
    ("quizzes/stats_command.py", ("tests/quizzes/statistics", "tests/course/cli/test_stats_command.py")),
    ("quizzes/sphinxext/", ("tests/quizzes/sphinxext", "tests/quizzes/test_types.py")),
    ("quizzes/overlay.py", ("tests/course/outputs/exam/test_private_pool.py", "tests/course/outputs/exam")),
    ("quizzes/inline_export.py", ("tests/course/cli/test_items_command.py",)),
    ("quizzes/draft.py", ("tests/course/cli/test_items_command.py", "tests/quizzes/sphinxext")),
    ("quizzes/reference.py", ("tests/quizzes/test_settings.py", "tests/course/project")),
    ("quizzes/pytest_plugin.py", ("tests/quizzes/test_pytest_plugin.py",)),
    ("quizzes/dump.py", ("tests/quizzes/formats", "tests/course/cli/test_items_command.py")),
    ("quizzes/", ("tests/quizzes/test_[!fp]*.py",)),
    ("course/checks/record/", ("tests/course/checks", "tests/course/material")),
    ("course/checks/private.py", ("tests/course/outputs/exam/test_private_rules.py",)),
    ("course/checks/se", ("tests/course/instructor/test_plan_checks.py", "tests/course/checks")),
    ("course/checks/slides.py", ("tests/course/instructor", "tests/course/checks")),
    ("course/checks/", ("tests/course/checks", "tests/course/material", "tests/course/cli/test_check_command.py")),
    ("course/outputs/leaks.py", ("tests/course/outputs/exam/test_private_pool.py",)),
    ("course/outputs/exam/", ("tests/course/outputs/exam",)),
    ("course/outputs/marking/", ("tests/course/outputs/exam/test_mark.py", "tests/course/outputs/exam")),
    *((f"course/outputs/{room}/", (f"tests/course/outputs/{room}",)) for room in ROOMS),
    ("course/outputs/instructor/", ("tests/course/outputs/instructor", "tests/course/instructor")),
    ("course/outputs/", ("tests/course/cli/test_build_command.py", "tests/course/outputs/test_*.py")),
)
"""Where the tests of a module are, the first prefix that fits; tests with the name of the module come first."""
HANDFUL, ENOUGH, LONGEST = 25, 60.0, 1_000
"""How many tests come before those that no map knows, how many seconds they may take together; lines of a module."""
OPTIONS = ("-x", "-q", "-n", "0", "-p", "no:randomly", "-p", "no:cacheprovider")


def places_of(path: str) -> tuple[str, ...]:
    """Return the files and folders of the tests of a module."""
    patterns = next(patterns for prefix, patterns in TESTS if path.startswith(prefix))
    return tuple(one.relative_to(ROOT).as_posix() for pattern in patterns for one in sorted(ROOT.glob(pattern)))


def new_tests(path: str, reached: Reached) -> list[str]:
    """Return the files of tests of a module that the map does not know: they were written after it."""
    known = {name.partition("::")[0] for name in reached.seconds}
    return [one for one in _files_of(path) if one not in known]


def _files_of(path: str) -> list[str]:
    files = (
        one
        for place in places_of(path)
        for one in ((ROOT / place).rglob("test_*.py") if "." not in place else [ROOT / place])
    )
    return sorted(one.relative_to(ROOT).as_posix() for one in files)


@dataclass
class Judge:
    """Runs the tests that reach a fault on a tree that has it, for at most so many seconds."""

    tree: Path
    limit: int
    reached: Reached
    bench: Bench
    enough: float = ENOUGH

    def verdict(self, fault: Fault) -> str:
        """Return killed, survived, slow, or unmapped for a module that was written after the map."""
        known = tests_at(fault, self.reached, self.enough)
        new = [one for place in new_tests(fault.path, self.reached) for one in self.bench.of_file.get(place, ())]
        names = [*known[:HANDFUL], *new, *known[HANDFUL:]]
        if not names:
            return "unmapped"
        target = self.tree / fault.path
        sound = target.read_bytes()
        target.write_bytes(planted(fault, self.tree))  # also for tests that begin a process of their own
        try:
            found = self.bench.verdict(target, sound.decode(), target.read_text(encoding="utf-8"), names, self.limit)
            return found if found != "unplantable" else run_tests(names, self.tree, self.limit)
        finally:
            target.write_bytes(sound)


def tests_at(fault: Fault, reached: Reached, enough: float) -> list[str]:
    """Return the tests that reach a fault, the quickest first, as many as take so many seconds together.

    Of a line that runs on import nobody knows who reaches it: those that reach any line of its module.
    """
    known = reached.tests(fault.path, fault.line, fault.line + fault.before.count("\n"))
    known = known or reached.tests(fault.path, 1, LONGEST)
    taken = accumulate(reached.seconds[name] for name in known)
    return [name for name, seconds in zip(known, taken, strict=True) if seconds <= enough] or known[:1]


def run_tests(names: Sequence[str], tree: Path, limit: int) -> str:
    """Run tests, files or folders in a forked process that has imported nothing of ours."""
    if not names:
        return "survived"
    places = list(dict.fromkeys(name.partition("::")[0] for name in names))
    child = os.fork()
    if child == 0:
        code = 70
        try:
            os.setsid()
            os.chdir(tree)
            log = os.open(tree / "last.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(log, 1)
            os.dup2(log, 2)
            chosen = [Only(names)] if "::" in names[0] else []
            code = int(pytest.main([*OPTIONS, *places], plugins=chosen))
        except BaseException:  # noqa: BLE001 - whatever it is, the parent's clean-up must not run here
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    return _wait(child, time.monotonic() + limit)


def _wait(child: int, end: float) -> str:
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return (
                "survived" if os.waitstatus_to_exitcode(status) in (0, pytest.ExitCode.NO_TESTS_COLLECTED) else "killed"
            )
        time.sleep(0.1)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "slow"


def copied(tree: Path) -> None:
    """Copy what git tracks, so that no fault ever stands in the work tree."""
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    for name in names:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, tree / name)
    for package in ("quizzes", "course"):
        compileall.compile_dir(tree / package, quiet=1, invalidation_mode=PycInvalidationMode.CHECKED_HASH)


def main() -> None:
    """Plant, run, print; the last line counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="how the path begins, as quizzes/lint or quizzes/[^/]*$")
    parser.add_argument("--limit", type=int, default=200, help="seconds for one group of tests of one fault")
    parser.add_argument("--out", type=Path, default=Path("mutations.csv"))
    parser.add_argument("--map", type=Path, default=Path("reached.json"), help="which tests reach which line")
    parser.add_argument(
        "--tests", nargs="*", default=["tests/quizzes", "tests/course"], help="where tests are collected"
    )
    parser.add_argument("--enough", type=float, default=ENOUGH, help="seconds that the tests of a fault may take")
    options = parser.parse_args()
    out, where = options.out.absolute(), options.map.absolute()
    for library in LIBRARIES:
        import_module(library)
    with TemporaryDirectory() as work:
        tree = Path(work)
        copied(tree)
        sys.path.insert(0, work)
        os.environ |= {"PYTHONPATH": work, "PYTHONDONTWRITEBYTECODE": "1"}
        sys.dont_write_bytecode = True
        if not where.exists():
            subprocess.run([sys.executable, "-c", _RECORD, str(where), *options.tests], cwd=work, check=True)
        assert not {"quizzes", "course"} & sys.modules.keys(), "ours must be imported with the fault in it"
        counts: dict[str, int] = {}
        known, judge = (
            _known(out),
            Judge(tree, options.limit, read(where), Bench(tree, options.tests), options.enough),
        )
        for fault in sample(options.count, options.seed, options.only, tree):
            row = (fault.path, str(fault.line), fault.before, fault.after)
            verdict = known.get(row) or judge.verdict(fault)
            counts[verdict] = counts.get(verdict, 0) + 1
            print(verdict, f"{fault.path}:{fault.line}", fault.before, "->", fault.after, flush=True)
            if row not in known:
                with out.open("a", encoding="utf-8", newline="") as stream:
                    csv.writer(stream).writerow((verdict, *row))
    print(", ".join(f"{number} {name}" for name, number in sorted(counts.items())))


def _known(out: Path) -> dict[tuple[str, ...], str]:
    """Return the verdicts of an earlier run."""
    if not out.exists():
        return {}
    with out.open(encoding="utf-8", newline="") as stream:
        return {tuple(row[1:]): row[0] for row in csv.reader(stream)}


_RECORD = """
import sys
from pathlib import Path
from tests.benchmarks.faults import SUBJECTS
from tests.benchmarks.reached import record
record(Path.cwd(), SUBJECTS, sys.argv[2:], Path(sys.argv[1]))
"""


if __name__ == "__main__":
    main()
