"""The pytest plugin: a question is a test item, a finding its failure."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

import quizzes.lint
import quizzes.settings  # here, because an inner run forgets the modules that it was the first to import
from quizzes.finding import Finding, FindingsError, Level
from quizzes.lint import check, context_of
from quizzes.load import find_banks, load_banks
from quizzes.pytest_plugin import made_once

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quizzes.load import BankFile

pytest_plugins = ["pytester"]

CHOICES = """\
    choices:
      - {id: a, text: This, correct: true, feedback: Right.}
      - {id: b, text: That, feedback: Wrong.}
"""


def bank(name: str, *ids: str) -> str:
    """Return a sound bank with a single item for each id; the first item begins on line 5."""
    items = "".join(f"  - id: {item}\n    type: single\n    stem: Which?\n{CHOICES}" for item in ids)
    return f"schema: quizbank/1\nid: {name}\ntitle: T\nitems:\n{items}"


class Lint:
    """Stands for the lint: says what it was told to say, and counts how often it was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[list[str]] = []
        self.only: list[set[str] | None] = []
        self.says: list[tuple[str, int, str, str, Level]] = []
        monkeypatch.setattr(quizzes.lint, "check", self.check, raising=False)
        monkeypatch.setattr(quizzes.lint, "context_of", lambda settings: settings, raising=False)

    def check(
        self, files: Sequence[BankFile], context: quizzes.settings.Settings, only: set[str] | None = None
    ) -> list[Finding]:
        """Return the findings that were ordered, about files beside the settings."""
        self.asked.append([file.path.name for file in files])
        self.only.append(only)
        return [
            Finding(context.path.parent / name, line, code, "was found", level, about)
            for name, line, code, about, level in self.says
        ]


@pytest.fixture
def lint(monkeypatch: pytest.MonkeyPatch) -> Lint:
    """Put the stand-in into the place of the lint."""
    return Lint(monkeypatch)


@pytest.fixture(autouse=True)
def _in_order(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the banks of a test in their own order, whatever the tests around it do."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:randomly")


def write(pytester: pytest.Pytester, **banks: str) -> None:
    """Write banks by the name of their file."""
    for name, text in banks.items():
        (pytester.path / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_every_question_is_an_item(pytester: pytest.Pytester, lint: Lint) -> None:
    """The node id is the file and the id of the item; other YAML files are left alone."""
    write(pytester, one=bank("one", "q1", "q2"), two=bank("two", "q3"), notes="- a list\n")
    result = pytester.runpytest_inprocess("-v")
    result.assert_outcomes(passed=5)
    result.stdout.fnmatch_lines(["one.yaml::?bank? PASSED*", "one.yaml::q1 PASSED*", "one.yaml::q2 PASSED*"])
    assert pytester.runpytest_inprocess("two.yaml::q3").parseoutcomes() == {"passed": 1}
    assert pytester.runpytest_inprocess("-m", "not quiz").parseoutcomes() == {"deselected": 5}


def test_the_banks_of_a_folder_are_linted_once_and_together(pytester: pytest.Pytester, lint: Lint) -> None:
    """Rules about banks need all of them, also when only one is run."""
    write(pytester, one=bank("one", "q1", "q2"), two=bank("two", "q3"))
    pytester.runpytest_inprocess("two.yaml")
    assert lint.asked == [["one.yaml", "two.yaml"]]
    pytester.runpytest_inprocess("--collect-only")
    assert len(lint.asked) == 1


def test_of_a_few_selected_questions_only_these_are_linted(pytester: pytest.Pytester, lint: Lint) -> None:
    """A whole bank asks all rules, a question those about itself and those between banks."""
    write(pytester, one=bank("one", "q1", "q2"), two=bank("two", "q3"))
    for arguments in (["two.yaml::q3"], ["-k", "q1 or q3"], ["one.yaml"], []):
        pytester.runpytest_inprocess(*arguments)
    assert lint.only == [{"q3"}, {"q1", "q3"}, None, None]


def test_a_selected_question_has_the_findings_that_it_has_in_the_whole(tmp_path: Path) -> None:
    """Rules about one item, between items and about waivers say the same, whoever else is asked."""
    twin = bank("one", "q1", "q2").replace("stem: Which?", "stem: Which of these is the answer to this question here?")
    (tmp_path / "one.yaml").write_text(twin, encoding="utf-8")
    (tmp_path / "two.yaml").write_text(twin.replace("id: one", "id: two").replace("id: q", "id: p"), encoding="utf-8")
    files, _ = load_banks(find_banks(tmp_path))
    context = context_of(quizzes.settings.load_settings(tmp_path))
    whole, one = check(files, context), check(files, context, {"q2"})
    about = [found for found in whole if found.subject == "q2"]
    assert {"B206r", "Q101"} <= {found.code for found in about}
    assert [found for found in one if found.subject == "q2"] == about
    assert len(one) < len(whole)


def test_processes_of_a_run_share_what_the_first_one_made(tmp_path: Path) -> None:
    """Whoever comes later waits and reads; nobody makes it twice."""
    made: list[int] = []

    def make() -> list[int]:
        time.sleep(0.2)
        made.append(1)
        return [7]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: made_once(tmp_path / "findings-x", make), range(4)))
    assert (found, made) == ([[7]] * 4, [1])


def test_a_process_that_fails_leaves_nobody_waiting(tmp_path: Path) -> None:
    """Its error is its own; the next one tries again."""
    with pytest.raises(ZeroDivisionError):
        made_once(tmp_path / "findings-x", lambda: 1 // 0)
    assert made_once(tmp_path / "findings-x", lambda: 7) == 7


def test_an_error_fails_its_question_with_a_line(pytester: pytest.Pytester, lint: Lint) -> None:
    """The report is the finding as a line, without a traceback."""
    write(pytester, one=bank("one", "q1", "q2"))
    lint.says = [("one.yaml", 7, "Q120", "q1", Level.ERROR)]
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["one.yaml:7: Q120 q1: was found"])
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_a_finding_about_no_question_fails_the_bank(pytester: pytest.Pytester, lint: Lint) -> None:
    """Findings of the bank, and those of files beside it, are told once and never lost."""
    write(pytester, one=bank("one", "q1"), two=bank("two", "q2"))
    lint.says = [("two.yaml", 1, "B201", "", Level.ERROR), ("objectives.yaml", 4, "O101", "LO1", Level.ERROR)]
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines(["objectives.yaml:4: O101 LO1: was found", "two.yaml:1: B201 was found"])


def test_a_warning_is_shown_and_does_not_fail(pytester: pytest.Pytester, lint: Lint) -> None:
    """Warnings stand in a summary, once each; information is left out."""
    write(pytester, one=bank("one", "q1"))
    lint.says = [("one.yaml", 8, "Q146", "q1", Level.WARNING), ("one.yaml", 9, "Q110", "q1", Level.INFO)]
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["*1 warning about questions*", "one.yaml:8: Q146 q1: was found"])
    result.stdout.no_fnmatch_line("*Q110*")


def test_a_parallel_run_lints_once_and_shows_the_warnings(pytester: pytest.Pytester) -> None:
    """Whichever process asks first lints for all, and what it finds travels with the reports."""
    write(pytester, one=bank("one", "q1", "q2"), two=bank("two", "q3", "q4"))
    pytester.makeconftest(
        "import quizzes.lint\nfrom quizzes.finding import Finding, Level\n"
        "def check(files, context, only):\n"
        "    with open('asked', 'a') as asked:\n"
        "        asked.write('once\\n')\n"
        "    return [Finding(files[0].path, 8, 'Q146', 'was found', Level.WARNING, 'q1')]\n"
        "quizzes.lint.check, quizzes.lint.context_of = check, lambda settings: settings\n"
    )
    result = pytester.runpytest_subprocess("-n", "2")
    result.assert_outcomes(passed=6)
    result.stdout.fnmatch_lines(["one.yaml:8: Q146 q1: was found"])
    assert (pytester.path / "asked").read_text(encoding="utf-8") == "once\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (bank("one", "q1").replace("    type", "\t type"), "one.yaml:6: L005 a tab in the indentation*"),
        (bank("one", "q1").replace(", correct: true", ""), "one.yaml:8: Q102 q1: no key*"),
        ("schema: quizbank/1\nitems: [", "one.yaml:*: L006 not YAML*"),
    ],
)
def test_a_broken_bank_is_one_failing_item(pytester: pytest.Pytester, lint: Lint, text: str, line: str) -> None:
    """The collection goes on: the other banks are still tested."""
    write(pytester, one=text, two=bank("two", "q2"))
    result = pytester.runpytest_inprocess("-v")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["one.yaml::?bank? FAILED*", "*_ ?bank? in one.yaml _*", line])


def test_an_id_used_twice_fails_the_second_question(pytester: pytest.Pytester, lint: Lint) -> None:
    """The finding stands at the second use."""
    write(pytester, one=bank("one", "q1"), two=bank("two", "q1"))
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["two.yaml:5: L024 q1: the item id 'q1' is already used in one.yaml, line 5"])


def test_broken_settings_fail_once_and_nothing_passes(pytester: pytest.Pytester, lint: Lint) -> None:
    """Without settings nothing can be checked: one question says why, the others are not called sound."""
    write(pytester, one=bank("one", "q1"), two=bank("two", "q2"))
    (pytester.path / "quizzes.toml").write_text("drow = 3\n", encoding="utf-8")
    result = pytester.runpytest_inprocess("-rs")
    result.assert_outcomes(failed=1, skipped=3)
    result.stdout.fnmatch_lines(["quizzes.toml:1: L014 unknown key 'drow'"])
    result.stdout.fnmatch_lines(["*not checked: quizzes.toml is broken, as one.yaml::?bank? says"])


def test_one_question_alone_fails_under_broken_settings(pytester: pytest.Pytester, lint: Lint) -> None:
    """Whoever picks a question is told as well."""
    write(pytester, one=bank("one", "q1"), two=bank("two", "q2"))
    (pytester.path / "quizzes.toml").write_text("drow = 3\n", encoding="utf-8")
    pytester.runpytest_inprocess("two.yaml::q2").assert_outcomes(failed=1)


def test_a_fault_of_the_lint_is_shown_whole(
    pytester: pytest.Pytester, lint: Lint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not a finding is a mistake of the program and keeps its traceback."""
    write(pytester, one=bank("one", "q1"))
    monkeypatch.setattr(lint, "says", None)
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["*TypeError*"])


def test_findings_travel_in_one_exception(tmp_path: Path) -> None:
    """The text of the exception is one line a finding, which is what the report shows."""
    error = FindingsError(Finding(tmp_path, 1, "L001", "one"), Finding(tmp_path, 2, "L002", "two", hint="do"))
    assert str(error).splitlines() == [f"{tmp_path}:1: L001 one", f"{tmp_path}:2: L002 two (do)"]
