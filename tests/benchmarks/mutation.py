"""Plant one small fault after another and see whether the tests find it: `python -m tests.benchmarks.mutation`.

A script of its own, since cosmic-ray begins a new Python, with Sphinx in it, for each fault, and mutmut calls every
function through a wrapper, which the decorated rules, frozen models and nodes of this project do not stand. Here each
fault is a change of one node of the syntax tree in a copy of the tracked files, and a process that has imported the
libraries, but nothing of ours, is forked for its tests: those that reach its line, as one run under coverage has shown
(`--map`, made when it is missing), the quickest first, until one fails. The sample is drawn evenly from all faults
that can be planted, so a long module gets more of them.

    python -m tests.benchmarks.mutation --count 300 --seed 1      # the whole measurement, about an hour
    python -m tests.benchmarks.mutation --count 80 --only quizzes/lint

Each line of the report (also in `--out`, a CSV that a later run goes on with) says killed, survived or slow: its tests
did not end within `--limit` seconds. `tests/benchmarks/survivors.md` tells of each survivor what it means.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import copy
import csv
import os
import random
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

from tests.benchmarks.reached import Only, Reached, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[2]
SUBJECTS = ("quizzes", "course/checks", "course/outputs")
LIBRARIES = (
    "pytest", "pydantic", "yaml", "click.testing", "docutils.core", "bs4",
    "sphinx.application", "sphinx.testing.util", "myst_parser.parsers.sphinx_", "sphinx_design", "pikepdf", "typst",
    "sphinxcontrib.bibtex", "sphinx_book_theme", "pybtex.database",
)  # fmt: skip
TESTS = (
    ("quizzes/lint/leaks.py", ("tests/course/outputs/exam/test_private_pool.py", "tests/quizzes/lint")),
    ("quizzes/lint/", ("tests/quizzes/lint", "tests/quizzes/test_review.py")),
    ("quizzes/formats/", ("tests/quizzes/formats",)),
    ("quizzes/statistics/", ("tests/quizzes/statistics",)),
    ("quizzes/sphinxext/", ("tests/quizzes/sphinxext", "tests/quizzes/test_types.py")),
    ("quizzes/overlay.py", ("tests/course/outputs/exam/test_private_pool.py", "tests/course/outputs/exam")),
    ("quizzes/inline_export.py", ("tests/course/cli/test_items_command.py",)),
    ("quizzes/draft.py", ("tests/course/cli/test_items_command.py", "tests/quizzes/sphinxext")),
    ("quizzes/reference.py", ("tests/quizzes/test_settings.py", "tests/course/project")),
    ("quizzes/pytest_plugin.py", ("tests/quizzes/test_pytest_plugin.py",)),
    ("quizzes/dump.py", ("tests/quizzes/formats", "tests/course/cli/test_items_command.py")),
    ("quizzes/", ("tests/quizzes/test_[!fp]*.py",)),
    ("course/checks/private.py", ("tests/course/outputs/exam/test_private_rules.py",)),
    ("course/checks/se", ("tests/course/instructor/test_plan_checks.py", "tests/course/checks")),
    ("course/checks/slides.py", ("tests/course/instructor", "tests/course/checks")),
    ("course/checks/", ("tests/course/checks", "tests/course/material", "tests/course/cli/test_check_command.py")),
    ("course/outputs/leaks.py", ("tests/course/outputs/exam/test_private_pool.py",)),
    ("course/outputs/exam/", ("tests/course/outputs/exam",)),
    ("course/outputs/epub/", ("tests/course/outputs/epub",)),
    ("course/outputs/instructor/", ("tests/course/outputs/instructor", "tests/course/instructor")),
    ("course/outputs/pdf/", ("tests/course/outputs/pdf",)),
    ("course/outputs/", ("tests/course/cli/test_build_command.py", "tests/course/outputs/test_*.py")),
)
"""Where the tests of a module are, the first prefix that fits; tests with the name of the module come first."""
SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
}  # fmt: skip
HANDFUL, QUICK, ENOUGH = 25, 1.0, 60.0
"""How many tests of fewer than so many seconds come first, and how many seconds the others may take together."""
OPTIONS = ("-x", "-q", "-n", "0", "-p", "no:randomly", "-p", "no:cacheprovider")
RENAMED = {"any": "all", "all": "any", "min": "max", "max": "min"}


@dataclass(frozen=True)
class Fault:
    """One planted fault: where it stands, what is written there, and what is written instead."""

    path: str
    start: int
    end: int
    line: int
    before: str
    after: str


def faults(path: Path) -> Iterator[Fault]:
    """Yield every fault that can be planted into a module."""
    source = path.read_bytes()
    begins = [0]
    for row in source.splitlines(keepends=True):
        begins.append(begins[-1] + len(row))
    for node in _places(ast.parse(source)):
        start = begins[node.lineno - 1] + node.col_offset
        end = begins[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        before = source[start:end].decode()
        for after in _variants(node):
            yield Fault(path.relative_to(ROOT).as_posix(), start, end, node.lineno, before, after)


def _places(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Yield expressions and statements that run: no annotations, asserts, examples of rules or parts of f-strings."""
    waiting = list(ast.iter_child_nodes(tree))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Assert | ast.JoinedStr | ast.Import | ast.ImportFrom | ast.arg):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "__name__ == '__main__'"):
            continue
        if isinstance(node, ast.If | ast.While | ast.IfExp):
            node.test.decides = True  # type: ignore[attr-defined]
        if isinstance(node, ast.AnnAssign):
            waiting += [node.value] if node.value else []
            continue
        if isinstance(node, ast.FunctionDef):
            waiting += [*node.body, *node.args.defaults, *(one for one in node.args.kw_defaults if one)]
            continue
        if isinstance(node, ast.expr | ast.stmt):
            yield node
        waiting += ast.iter_child_nodes(node)


def _variants(node: ast.expr | ast.stmt) -> Iterator[str]:
    """Yield what may be written in the place of a node."""
    match node:
        case ast.Constant(value=bool()):
            yield str(not node.value)
        case ast.Constant(value=int()):
            yield str(node.value + 1)  # type: ignore[operator]
        case ast.Name(id=name) if name in RENAMED:
            yield RENAMED[name]
        case (
            ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.AugAssign() | ast.Continue() | ast.Raise()
        ):
            yield "pass"
        case ast.UnaryOp(op=ast.Not()):
            yield f"({ast.unparse(node.operand)})"
        case _:
            yield from _swapped(node)
            if getattr(node, "decides", False) and not isinstance(node, ast.Compare | ast.BoolOp):
                yield f"(not {ast.unparse(ast.Tuple([node], ast.Load()))[1:-2]})"


def _swapped(node: ast.expr | ast.stmt) -> Iterator[str]:
    """Yield a comparison, sum or condition with another operator."""
    other = copy.deepcopy(node)
    if isinstance(node, ast.Compare) and isinstance(other, ast.Compare):
        for place, operator in enumerate(node.ops):
            other.ops = [*node.ops[:place], SWAPPED[type(operator)](), *node.ops[place + 1 :]]  # type: ignore[list-item]
            yield f"({ast.unparse(other)})"
    elif isinstance(other, ast.BoolOp | ast.BinOp) and type(other.op) in SWAPPED:
        other.op = SWAPPED[type(other.op)]()  # type: ignore[assignment]
        yield f"({ast.unparse(other)})"


def planted(fault: Fault, tree: Path) -> bytes:
    """Return the source of a module with the fault in it."""
    source = (tree / fault.path).read_bytes()
    return source[: fault.start] + fault.after.encode() + source[fault.end :]


def places_of(path: str) -> tuple[str, ...]:
    """Return the files and folders of the tests of a module."""
    patterns = next(patterns for prefix, patterns in TESTS if path.startswith(prefix))
    return tuple(one.relative_to(ROOT).as_posix() for pattern in patterns for one in sorted(ROOT.glob(pattern)))


def tests_of(path: str) -> list[str]:
    """Return what to run for a module, what is named like it first."""
    return [*dict.fromkeys((*own_tests(path), *places_of(path)))]


def own_tests(path: str) -> list[str]:
    """Return the files of tests that are named like a module."""
    name = f"test_{Path(path).stem}"
    files = [
        one
        for place in places_of(path)
        for one in ((ROOT / place).rglob("test_*.py") if "." not in place else [ROOT / place])
    ]
    return sorted(one.relative_to(ROOT).as_posix() for one in files if one.stem.startswith(name))


@dataclass
class Judge:
    """Runs tests on a tree, and remembers which pass without a fault: with others, every fault would look killed."""

    tree: Path
    limit: int
    reached: Reached
    passed: set[tuple[str, ...]]

    def verdict(self, fault: Fault) -> str:
        """Return killed, survived or slow; raises RuntimeError for tests that fail without the fault."""
        for names in stages(fault, self.reached):
            self._require(tuple(names))
            found = self._with(fault, names)
            if found != "survived":
                return found
        return "survived"

    def _with(self, fault: Fault, names: Sequence[str]) -> str:
        target = self.tree / fault.path
        sound = target.read_bytes()
        target.write_bytes(planted(fault, self.tree))
        try:
            return run_tests(names, self.tree, self.limit)
        finally:
            target.write_bytes(sound)

    def _require(self, names: tuple[str, ...]) -> None:
        """Run files of tests on the sound tree, once; single tests have passed when the map was made."""
        if names and "::" not in names[0] and names not in self.passed:
            if run_tests(names, self.tree, 3_600) != "survived":
                raise RuntimeError(f"fails without a fault: {names}\n{(self.tree / 'last.log').read_text()[-3000:]}")
            self.passed.add(names)


def stages(fault: Fault, reached: Reached) -> Iterator[list[str]]:
    """Yield tests to run one group after the other: what is named like the module, then those that reach the fault.

    Of a line that runs on import nobody knows who reaches it: all tests of its room.
    """
    last = fault.line + fault.before.count("\n")
    known = reached.tests(fault.path, fault.line, last)
    yield own_tests(fault.path)
    if not known:
        yield tests_of(fault.path)
        return
    quick = [name for name in known if reached.seconds[name] < QUICK][:HANDFUL]
    rest = [name for name in known if name not in quick]
    yield quick or rest[:1]
    taken = accumulate(reached.seconds[name] for name in rest)
    yield [name for name, seconds in zip(rest, taken, strict=True) if seconds <= ENOUGH]


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


def sample(count: int, seed: int, only: str) -> list[Fault]:
    """Return `count` faults of the subjects, the same for the same source and seed."""
    paths = sorted(path for subject in SUBJECTS for path in (ROOT / subject).rglob("*.py"))
    everything = [one for path in paths if "klonopin" not in path.parts for one in faults(path)]
    chosen = random.Random(seed).sample(everything, len(everything))  # noqa: S311 - no secret
    return [one for one in chosen if one.path.startswith(only)][:count]


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
    parser.add_argument("--only", default="", help="a beginning of the path, such as quizzes/lint")
    parser.add_argument("--limit", type=int, default=200, help="seconds for one group of tests of one fault")
    parser.add_argument("--out", type=Path, default=Path("mutations.csv"))
    parser.add_argument("--map", type=Path, default=Path("reached.json"), help="which tests reach which line")
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
            subprocess.run([sys.executable, "-c", _RECORD, str(where), *SUBJECTS], cwd=work, check=True)
        assert not {"quizzes", "course"} & sys.modules.keys(), "ours must be imported with the fault in it"
        counts: dict[str, int] = {}
        known, judge = _known(out), Judge(tree, options.limit, read(where), set())
        for fault in sample(options.count, options.seed, options.only):
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
from tests.benchmarks.reached import record
record(Path.cwd(), sys.argv[2:], ["tests/quizzes", "tests/course"], Path(sys.argv[1]))
"""


if __name__ == "__main__":
    main()
