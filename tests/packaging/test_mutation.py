"""The script that plants faults plants real ones, in every module, and knows the tests of each."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.benchmarks import mutation

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

MODULES = sorted(
    path.relative_to(mutation.ROOT).as_posix()
    for subject in mutation.SUBJECTS
    for path in (mutation.ROOT / subject).rglob("*.py")
    if "klonopin" not in path.parts
)


def test_each_module_has_tests() -> None:
    """A room that moves takes its line in the table along."""
    for path in MODULES:
        places = mutation.tests_of(path)
        assert places, path
        assert [place for place in places if not (mutation.ROOT / place).exists()] == []
    assert all(mutation.ROOT.glob(pattern) for _, patterns in mutation.TESTS for pattern in patterns)


def test_what_is_planted_is_python_and_something_else() -> None:
    """Every fault of some modules compiles and changes the tree, and no annotation, assertion or docstring."""
    for path in ("quizzes/grade.py", "quizzes/lint/leaks.py", "course/checks/run.py", "course/outputs/leaks.py"):
        sound = ast.dump(ast.parse((mutation.ROOT / path).read_text(encoding="utf-8")))
        found = list(mutation.faults(mutation.ROOT / path))
        assert len(found) > 5
        for one in found:
            assert ast.dump(ast.parse(mutation.planted(one, mutation.ROOT))) != sound, one


SOURCE = '''
"""No fault in 1 docstring."""
def f(x: "1 < 2" = 3) -> bool:
    assert x == 1
    if not x and x < 4:
        raise ValueError(f"{x + 1}")
    return any(x for x in [True]) if x else g(x)
'''


def test_the_kinds_of_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Conditions, comparisons, limits, flags, and an error that is not raised."""
    monkeypatch.setattr(mutation, "ROOT", tmp_path)
    (tmp_path / "m.py").write_text(SOURCE, encoding="utf-8")
    assert sorted((one.before, one.after) for one in mutation.faults(tmp_path / "m.py")) == [
        ("3", "4"),
        ("4", "5"),
        ("True", "False"),
        ("any", "all"),
        ("not x", "(x)"),
        ("not x and x < 4", "(not x or x < 4)"),
        ('raise ValueError(f"{x + 1}")', "pass"),
        ("x", "(not x)"),
        ("x < 4", "(x <= 4)"),
    ]


def test_a_sample_is_the_same_for_the_same_seed() -> None:
    """What one machine measured another can measure again."""
    assert mutation.sample(20, 7, "course/checks") == mutation.sample(20, 7, "course/checks")
    assert mutation.sample(20, 7, "course/checks") != mutation.sample(20, 8, "course/checks")
    assert all(one.path.startswith("course/checks") for one in mutation.sample(20, 7, "course/checks"))
