"""Modules named in a text are imports too: they keep to the floors that import-linter holds, which reads no strings."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGES = ("course", "quizzes")
CONTRACTS: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]
DOTTED = re.compile(r"(?<![\w.])(?:course|quizzes)(?:\.[a-z_]\w*)+")


def floors() -> dict[str, tuple[int, str]]:
    """Return the floor of each room with its number from above."""
    found = {}
    for contract in CONTRACTS:
        for number, layer in enumerate(contract.get("layers", ())):
            for room in re.split(r"\s*[|:]\s*", layer):
                container = contract.get("containers", [""])[0]
                name = f"{container}.{room}" if container else room
                found[name] = (number, contract["name"])
    return found


def room_of(module: str, rooms: dict[str, tuple[int, str]]) -> str:
    """Return the room that a module stands in, empty for one that has no floor."""
    parts = module.split(".")
    names = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((name for name in names if name in rooms), "")


def docstrings(tree: ast.AST) -> set[int]:
    """Return the ids of the texts that are no data: docstrings of modules, classes, functions and values."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


def named_modules(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of every module of ours that a text names: whole, or the beginning of a name put together."""
    tree = ast.parse(source)
    silent = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield from ((node.lineno, name) for text in DOTTED.findall(node.value) if (name := existing(text)))


def existing(text: str) -> str:
    """Return the longest part of a dotted name that is a module, empty when none below the package is."""
    parts = text.split(".")
    for end in range(len(parts), 1, -1):
        path = ROOT.joinpath(*parts[:end])
        if path.with_suffix(".py").is_file() or (path / "__init__.py").is_file():
            return ".".join(parts[:end])
    return ""


def refused(module: str, source: str) -> list[str]:
    """Return what a module names and may not import: a room above it or beside it, and `course` from `quizzes`."""
    rooms = floors()
    here = room_of(module, rooms)
    wrong = []
    for line, name in named_modules(source):
        there = room_of(name, rooms)
        back = module.startswith("quizzes") and name.startswith("course")
        same = here and there and here != there and rooms[here][1] == rooms[there][1]
        if back or (same and rooms[there][0] <= rooms[here][0]):
            wrong.append(f"{module}:{line} names {name}")
    return wrong


def modules() -> Iterator[tuple[str, str]]:
    """Yield name and source of every module of both packages."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "klonopin" not in parts:
                name = ".".join(parts).removesuffix(".__init__")
                yield name, path.read_text(encoding="utf-8")


def test_no_module_is_imported_by_text_from_a_floor_above() -> None:
    """Whoever names a module for Sphinx or `import_module` stands above it."""
    named = [name for _module, source in modules() for _line, name in named_modules(source)]
    assert {"course.outputs.pdf", "course.outputs.instructor", "course.outputs.exam.extension"} <= set(named)
    assert [one for module, source in modules() for one in refused(module, source)] == []


PLANTED = {
    "setup_extension": ("course.sphinxext.notice", 'app.setup_extension("course.outputs.pdf")', True),
    "a list": ("course.checks.run", 'EXTENSIONS = ("quizzes", "course.sphinxext.chart")', True),
    "import_module": ("course.outputs.build", 'import_module(f"course.cli.{name}")', True),
    "a neighbour": ("course.reviews.hashes", 'NAME = "course.instructor.kits"', True),
    "the settings of a project": ("course.theme", "CONF = 'extensions = [\"course.outputs.pdf\"]'", True),
    "from quizzes": ("quizzes.lint.rule", 'import_module("course.project")', True),
    "of quizzes": ("quizzes.lint.rule", 'import_module("quizzes.sphinxext.domain")', True),
    "the wiring": ("course.outputs.exam.publish", 'import_module("course.extension")', True),
    "below": ("course.cli.build", 'import_module("course.outputs.build")', False),
    "the same room": ("course.checks.run", 'import_module(f"course.checks.{family}")', False),
    "a file": ("course.project", 'NAME = "course.toml"', False),
    "a docstring": ("course.project", '"""Read by `course.cli.build`."""', False),
}


@pytest.mark.parametrize(("module", "source", "wrong"), PLANTED.values(), ids=list(PLANTED))
def test_a_planted_import_is_found(module: str, source: str, wrong: bool) -> None:  # noqa: FBT001
    """Each way of naming a module is seen, and what may be named is let through."""
    assert bool(refused(module, source)) is wrong


def test_every_room_of_the_floors_is_there() -> None:
    """A floor that was renamed would hold nothing."""
    assert [name for name in floors() if find_spec(name) is None] == []
