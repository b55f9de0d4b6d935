"""A process in which everything of ours is imported and every test collected: what a fault costs is its tests alone.

A fault inside a function is planted by giving the living function the code of the changed source, in a fork; whoever
has imported it by name has the fault as well. A constant of a module is made anew and put wherever the old one is
known.
What else runs on import (defaults, decorators, bodies of classes) cannot be planted this way: `Unplantable` says so.
"""

from __future__ import annotations

import ast
import functools
import gc
import inspect
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, TextIO

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OPTIONS = ("-q", "-n", "0", "-p", "no:randomly", "-p", "no:cacheprovider", "-m", "not browser")
TRIES = 8
"""How often a verdict is asked for anew without the tests that fail in such a process anyway."""
COMPREHENSIONS = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")


class Unplantable(Exception):  # noqa: N818 - no error, an answer
    """Raised for a fault that is outside the functions."""


@dataclass(eq=False)
class Bench:
    """The side of the one who asks: starts the process, sends faults, gets verdicts."""

    tree: Path
    places: Sequence[str]
    of_file: dict[str, list[str]] = field(default_factory=dict)
    """Every collected test by its file."""

    def __post_init__(self) -> None:
        asked, told = os.pipe(), os.pipe()
        if os.fork() == 0:
            os.chdir(self.tree)
            log = os.open(self.tree / "bench.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(log, 1)
            os.dup2(log, 2)
            with os.fdopen(asked[0]) as questions, os.fdopen(told[1], "w") as answers:
                os.close(asked[1])
                pytest.main([*OPTIONS, *self.places], plugins=[_Loop(questions, answers)])
            os._exit(0)
        self._questions, self._answers = os.fdopen(asked[1], "w"), os.fdopen(told[0])
        os.close(asked[0])
        os.close(told[1])
        for name in json.loads(self._answers.readline()):
            self.of_file.setdefault(name.partition("::")[0], []).append(name)

    def verdict(self, path: Path, before: str, after: str, names: Sequence[str], limit: int) -> str:
        """Return killed, survived, slow or unplantable for a changed source of a file."""
        print(json.dumps([str(path), before, after, list(names), limit]), file=self._questions, flush=True)
        return str(json.loads(self._answers.readline()))


@dataclass(eq=False)
class _Loop:
    """A plug-in of pytest that answers questions where the tests would run."""

    questions: TextIO
    answers: TextIO
    failed: str = ""
    sound: dict[str, bool] = field(default_factory=dict)
    """Which of the tests that have failed with a fault pass without one: the others would find everything."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed = self.failed or (report.nodeid if report.failed else "")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        print(json.dumps(list(items)), file=self.answers, flush=True)
        gc.collect()
        gc.freeze()
        for line in self.questions:
            path, before, after, names, limit = json.loads(line)
            chosen = [items[name] for name in names if name in items]
            print(json.dumps(self._judge(path, before, after, chosen, limit)), file=self.answers, flush=True)
        return True

    def _judge(self, path: str, before: str, after: str, chosen: list[pytest.Item], limit: int) -> str:
        """Return the verdict of those tests that pass without the fault."""
        for _ in range(TRIES):
            chosen = [item for item in chosen if self.sound.get(item.nodeid, True)]
            verdict, _, name = self._ask(path, before, after, chosen, limit).partition(" ")
            if name and name not in self.sound:
                alone = [item for item in chosen if item.nodeid == name]
                self.sound[name] = self._ask(path, before, before, alone, 10 * limit) == "survived"
            if self.sound.get(name, True):
                return verdict
        return "unsure"

    def _ask(self, path: str, before: str, after: str, chosen: list[pytest.Item], limit: int) -> str:
        base = Path(tempfile.mkdtemp(prefix="fault-"))
        child = os.fork()
        if child == 0:
            code = 3
            try:
                os.setsid()
                code = self._run(path, before, after, chosen, base)
            finally:
                os._exit(code)
        found = _wait(child, time.monotonic() + limit)
        if found == "killed" and (base / "failed").exists():
            found += f" {(base / 'failed').read_text(encoding='utf-8')}"
        shutil.rmtree(base, ignore_errors=True)
        return found

    def _run(self, path: str, before: str, after: str, chosen: list[pytest.Item], base: Path) -> int:
        try:
            sure = before == after or plant(path, before, after)
        except Unplantable:
            return 4
        for number, item in enumerate(chosen):
            item.config._tmp_path_factory._basetemp = base  # type: ignore[attr-defined]
            following = chosen[number + 1] if number + 1 < len(chosen) else None
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                (base / "failed").write_text(self.failed, encoding="utf-8")
                return 1
        return 0 if sure else 4


def _wait(child: int, end: float) -> str:
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return {0: "survived", 4: "unplantable"}.get(os.waitstatus_to_exitcode(status), "killed")
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "slow"


def plant(path: str, before: str, after: str) -> bool:
    """Give the functions of a module the code of a changed source, and forget what functions of ours remember.

    Says whether all who would see the fault do: what was made of a constant on import does not.
    """
    try:
        codes = [list(_functions(compile(text, path, "exec"))) for text in (before, after)]
        pairs = [(old, new) for old, new in zip(*codes, strict=True) if _bare(old) != _bare(new)]
        outside = [_bare(compile(text, path, "exec"), whole=False) for text in (before, after)]
    except (ValueError, SyntaxError) as error:
        raise Unplantable from error
    if outside[0] != outside[1] or not pairs:
        plant_constant(path, before, after)
        return False
    living: dict[CodeType, list[FunctionType]] = {}
    gc.unfreeze()
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == path:
            living.setdefault(one.__code__, []).append(one)
        elif isinstance(one, functools._lru_cache_wrapper) and one.__module__.split(".")[0] in ("quizzes", "course"):
            one.cache_clear()
    for old, new in pairs:
        for one in living.get(old, ()):
            try:
                one.__code__ = new
            except ValueError as error:
                raise Unplantable from error
    return True


def plant_constant(path: str, before: str, after: str) -> None:
    """Make one name of a module anew and give it to all modules of ours that know the old value."""
    trees = [ast.parse(text).body for text in (before, after)]
    changed = [new for old, new in zip(*trees, strict=True) if ast.dump(old) != ast.dump(new)]
    module = next(one for one in sys.modules.values() if getattr(one, "__file__", "") == path)
    match changed:
        case [ast.Assign(targets=[ast.Name(id=name)])] | [ast.AnnAssign(target=ast.Name(id=name))]:
            old = vars(module)[name]
            exec(compile(ast.Module(changed, []), path, "exec"), vars(module))  # noqa: S102 - a fault of our own
        case _:
            raise Unplantable
    new = vars(module)[name]
    for one in [one for key, one in sys.modules.items() if key.split(".")[0] in ("quizzes", "course", "tests")]:
        for key, value in list(vars(one).items()):
            if value is old and key == name:
                setattr(one, key, new)


def _functions(code: CodeType) -> Iterator[CodeType]:
    """Yield the code of each function that no other function holds."""
    for one in code.co_consts:
        if isinstance(one, CodeType) and one.co_name not in COMPREHENSIONS:
            if one.co_flags & inspect.CO_OPTIMIZED:
                yield one
            else:
                yield from _functions(one)


def _bare(code: CodeType, *, whole: bool = True) -> tuple[Any, ...]:
    """Return what code does without its lines; not `whole`: without the functions in it."""
    parts = tuple(
        (
            _bare(one, whole=whole)
            if whole or one.co_name in COMPREHENSIONS or not one.co_flags & inspect.CO_OPTIMIZED
            else None
        )
        if isinstance(one, CodeType)
        else (type(one), one)
        for one in code.co_consts
    )
    return code.co_code, parts, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars
