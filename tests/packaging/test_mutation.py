"""The script that plants faults plants real ones, in every module, and knows the tests of each."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks import faults, mutation
from tests.benchmarks.reached import Reached, read

if TYPE_CHECKING:
    import pytest

MODULES = sorted(
    path.relative_to(mutation.ROOT).as_posix()
    for subject in faults.SUBJECTS
    for path in (mutation.ROOT / subject).rglob("*.py")
    if "klonopin" not in path.parts
)


def test_each_module_has_tests() -> None:
    """A room that moves takes its line in the table along."""
    for path in MODULES:
        places = mutation.places_of(path)
        assert places, path
        assert [place for place in places if not (mutation.ROOT / place).exists()] == []
    assert all(mutation.ROOT.glob(pattern) for _, patterns in mutation.TESTS for pattern in patterns)


def test_what_is_planted_is_python_and_something_else() -> None:
    """Every fault of some modules compiles and changes the tree, and no annotation, assertion or docstring."""
    for path in ("quizzes/grade.py", "quizzes/lint/leaks.py", "course/checks/run.py", "course/outputs/leaks.py"):
        sound = ast.dump(ast.parse((mutation.ROOT / path).read_text(encoding="utf-8")))
        found = list(faults.faults(mutation.ROOT / path))
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


def test_the_kinds_of_faults(tmp_path: Path) -> None:
    """Conditions, comparisons, limits on both sides, flags, words, what is returned or raised."""
    (tmp_path / "m.py").write_text(SOURCE, encoding="utf-8")
    assert sorted((one.before, one.after) for one in faults.faults(tmp_path / "m.py", tmp_path)) == [
        ("3", "2"),
        ("3", "4"),
        ("4", "3"),
        ("4", "5"),
        ("True", "False"),
        ("any", "all"),
        ('f"{x + 1}"', "f'XX{x + 1}'"),
        ('f"{x + 1}"', "f'{x + 0}'"),
        ('f"{x + 1}"', "f'{x + 2}'"),
        ('f"{x + 1}"', "f'{x - 1}'"),
        ("not x", "(x)"),
        ("not x and x < 4", "(not x or x < 4)"),
        ('raise ValueError(f"{x + 1}")', "pass"),
        ("return any(x for x in [True]) if x else g(x)", "return None"),
        ("x", "(not x)"),
        ("x < 4", "(x <= 4)"),
    ]


def test_a_sample_is_the_same_for_the_same_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one machine measured another can measure again."""
    monkeypatch.setattr(faults, "SUBJECTS", ("course/checks", "quizzes/statistics"))
    assert mutation.sample(20, 7, "course/checks") == mutation.sample(20, 7, "course/checks")
    assert mutation.sample(20, 7, "course/checks") != mutation.sample(20, 8, "course/checks")
    assert all(one.path.startswith("course/checks") for one in mutation.sample(20, 7, "course/checks"))


KNOWN = Reached(
    {"quizzes/grade.py": {"7": ["t.py::slow", "t.py::quick"], "8": ["::<made>"]}},
    {"::<made>": ["t.py::other"]},
    {"t.py::slow": 9.0, "t.py::quick": 0.1, "t.py::other": 0.2},
)


def test_tests_are_those_that_reach_the_lines_and_the_quickest_come_first() -> None:
    """What a fixture runs counts for each test that asks for it."""
    assert KNOWN.tests("quizzes/grade.py", 7, 7) == ["t.py::quick", "t.py::slow"]
    assert KNOWN.tests("quizzes/grade.py", 8, 9) == ["t.py::other"]
    assert KNOWN.tests("quizzes/grade.py", 1, 6) == KNOWN.tests("quizzes/other.py", 7, 7) == []
    fault = faults.Fault("quizzes/grade.py", 0, 1, 7, "a\nb", "c")
    assert mutation.tests_at(fault, KNOWN, 60.0) == ["t.py::quick", "t.py::other", "t.py::slow"]
    assert mutation.tests_at(fault, KNOWN, 1.0) == ["t.py::quick", "t.py::other"]
    on_import = faults.Fault("quizzes/grade.py", 0, 1, 1, "a", "b")
    assert mutation.tests_at(on_import, KNOWN, 60.0) == ["t.py::quick", "t.py::other", "t.py::slow"]


MODULE = """def one(x):
    return x + 1


def two(x):
    return x + 2
"""
TESTS = """import pytest
from subject import one, two


@pytest.fixture(scope="module")
def made():
    return two(1)


def test_one():
    assert one(1) == 2


def test_made(made):
    assert made == 3


def test_made_too(made):
    assert made


def test_broken():
    assert one(1) == 3
"""


def test_what_is_recorded_is_lines_by_test(tmp_path: Path) -> None:
    """A fixture that is made once is looked at by all that ask for it; a test that fails finds nothing."""
    (tmp_path / "subject").mkdir()
    (tmp_path / "subject" / "__init__.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "test_it.py").write_text(TESTS, encoding="utf-8")
    code = f"import sys; sys.path.insert(0, {str(mutation.ROOT)!r}); " + RECORD
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True)
    found = read(tmp_path / "reached.json")
    assert found.tests("subject/__init__.py", 2, 2) == ["test_it.py::test_one"]
    assert set(found.tests("subject/__init__.py", 6, 6)) == {"test_it.py::test_made", "test_it.py::test_made_too"}


RECORD = """
from pathlib import Path
from tests.benchmarks.reached import record
record(Path.cwd(), ["subject"], ["test_it.py"], Path("reached.json"))
"""
