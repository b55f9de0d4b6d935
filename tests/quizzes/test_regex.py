"""Regular expressions: one subset, the same in Python and in the browser, in linear time."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from quizzes.finding import FindingsError
from quizzes.load import LoadCode, load_bank
from quizzes.regex import RegexError
from quizzes.regex_match import compile_regex, full_match

CLIENT = Path(__file__).parents[2] / "quizzes" / "client"
RUN = """
const {readFileSync} = require("node:fs");
const vm = require("node:vm");
for (const name of ["quiz-regex.js", "quiz-match.js"]) {
  vm.runInThisContext(readFileSync(process.argv[1] + "/" + name, "utf8"));
}
const cases = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map(([pattern, text]) => Quizzes.fullMatch(pattern, text))));
"""


def in_browser(cases: list[tuple[str, str]]) -> list[bool]:
    """Return what the scripts of the client say about pairs of pattern and text."""
    node = shutil.which("node")
    assert node, "node is not installed (tests/run.sh installs it)"
    done = subprocess.run(
        [node, "-e", RUN, str(CLIENT)], input=json.dumps(cases), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answers: list[bool] = json.loads(done.stdout)
    return answers


SAME = [
    ("[a-]+", "a-a", True),
    ("[a-]", "b", False),
    ("[-a]", "-", True),
    ("[a-c-]+", "b-", True),
    ("[^a-]", "-", False),
    (r"seizures?", "seizure", True),
    (r"(?:alpha|beta)-[0-9]+", "beta-12", True),
    (r"(?:alpha|beta)-[0-9]+", "beta-", False),
    (r"a{2,3}", "aaaa", False),
    (r"a{2}", "aa", True),
    (r"a{2,}", "aaaaaa", True),
    (r"[^\]a]", "]", False),
    (r"[\]a]", "]", True),
    (r"[a\-z]", "-", True),
    (r"[-az]", "-", True),
    (r"[^\d]+", "٣", True),
    (r"\w+", "é", False),
    (r"(?i)straße|É+", "STRAßE", True),
    (r"(?i)straße|É+", "éÉ", True),
    (r"(?i)[a-c]+", "AbC", True),
    (r".", "\N{GRINNING FACE}", True),
    (r".", "\n", False),
    (r"^a$", "a", True),
    (r"a^b", "ab", False),
    (r"\bone\b \btwo\b", "one two", True),
    (r"one\btwo", "onetwo", False),
    (r"\Bx", "x", False),
    (r"a*?b??", "aab", True),
    (r"", "", True),
    (r"()", "", True),
    (r"a||b", "", True),
    (r"\$\(2\+2\)", "$(2+2)", True),
    (r"50 ?%", "50%", True),
]


@pytest.mark.parametrize(("pattern", "text", "matches"), SAME)
def test_an_expression_means_what_it_means_elsewhere(pattern: str, text: str, matches: bool) -> None:  # noqa: FBT001
    """What is in the subset matches as in Python's own engine."""
    assert full_match(pattern, text) is matches
    assert bool(re.fullmatch(pattern, text, re.ASCII | (re.IGNORECASE if "(?i)" in pattern else 0))) is matches or (
        "É" in pattern
    )


def test_the_browser_says_the_same() -> None:
    """The scripts give each of these answers too."""
    assert in_browser([(pattern, text) for pattern, text, _ in SAME]) == [matches for *_, matches in SAME]


REFUSED = [
    (r"a{,2}", "no count"),
    (r"a{x}", "no count"),
    (r"a{3,2}", "no count"),
    (r"a{1000}", "no count"),
    (r"[]a]", "an empty class"),
    (r"[^]a]", "an empty class"),
    (r"[a", "a class `[` that nothing closes"),
    (r"(a)?b\1", "`\\1`"),
    (r"\a", "`\\a`"),
    (r"\N{DIGIT ONE}", "`\\N`"),
    (r"\x41", "`\\x`"),
    (r"\Z", "`\\Z`"),
    (r"a**", "two repeats"),
    (r"a*+", "two repeats"),
    (r"*a", "`*` without anything before it"),
    (r"^*", "a repeat behind a place"),
    (r"(?=a)b", "`(?` with anything but `:`"),
    (r"(?P<n>a)", "`(?` with anything but `:`"),
    (r"a(?i)", "`(?` with anything but `:`"),
    (r"(a", "a bracket `(` that nothing closes"),
    (r"a)", "a bracket `)` that nothing opens"),
    (r"a]", "`]` without anything before it"),
    (r"a\}" + "}", "`}` without anything before it"),
    (r"[z-a]", "a range"),
    (r"[a-\d]", "a range"),
    (r"[[:alpha:]]", "`[` inside a class"),
    (r"[a&&b]", "`&` inside a class"),
    ("a\\", "a `\\` at the end"),
    (r"(a{50}){50}", "more than 2000 steps"),
    (r"(((){99}){99}){99}", "more than 20000 parts"),
    ("(" * 60 + "a" + ")" * 60, "more than 50 groups"),
]


@pytest.mark.parametrize(("pattern", "said"), REFUSED)
def test_what_is_not_in_the_subset_is_refused_with_its_reason(pattern: str, said: str) -> None:
    """The author reads what is wrong; nobody's answer meets such an expression."""
    with pytest.raises(RegexError, match=re.escape(said)):
        compile_regex(pattern)
    assert not full_match(pattern, "a")


def test_the_browser_refuses_the_same() -> None:
    """An expression that is not in the subset accepts nothing there either."""
    cases = [(pattern, text) for pattern, _ in REFUSED for text in ("a", "", "aa", "ab", "b")]
    assert not any(in_browser(cases))


SLOW = [r"([a-z]+ ?)+tremor", r"(a|a)*b", r"(a+)+b", r"(\w+\s?)*!", r"(a|aa)+$b", r"(.*)*(.*)*(.*)*x"]


def test_no_expression_makes_anybody_wait() -> None:
    """Thousands of letters that almost match take a moment here and in the browser; backtracking would never end."""
    cases = [(pattern, "a" * 2000) for pattern in SLOW]
    assert [full_match(*case) for case in cases] == [False] * len(SLOW)
    assert in_browser(cases) == [False] * len(SLOW)


def test_a_bank_is_told_what_its_expression_may_not_say(tmp_path: Path) -> None:
    """The loader names the line and the letter."""
    bank = "schema: quizbank/1\nid: r\ntitle: R\nitems:\n  - id: one\n    type: short\n    stem: Why?\n    answers:\n"
    path = tmp_path / "r.yaml"
    path.write_text(bank + "      - {text: '(?<=a)b', match: regex}\n", encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        load_bank(path)
    assert [(one.line, one.code) for one in caught.value.findings] == [(9, LoadCode.REGEX)]
    assert "(at letter 3)" in caught.value.findings[0].message


PIECES = [
    "a",
    "b",
    "é",
    ".",
    r"\d",
    r"\W",
    "[ab]",
    "[^a-c]",
    r"[\w-]",
    r"\.",
    " ",
    r"\b",
    "^",
    "$",
    "(a|b)",
    "(?:ab|)",
    "x",
]
REPEATS = ["", "", "", "*", "+", "?", "{2}", "{1,3}", "{0,}", "*?", "??"]


def random_pattern(chance: random.Random, depth: int = 0) -> str:
    made = ""
    for _ in range(chance.randint(0, 4)):
        piece = chance.choice(PIECES)
        if depth < 3 and chance.random() < 0.3:
            piece = f"({random_pattern(chance, depth + 1)})"
        made += piece + (chance.choice(REPEATS) if piece not in ("^", "$", r"\b") else "")
    return made + (f"|{random_pattern(chance, depth + 1)}" if depth < 3 and chance.random() < 0.2 else "")


def test_three_engines_agree_on_random_expressions() -> None:
    """Ours, the browser's and Python's own say the same about each of 1,500 pairs; a third of them match."""
    chance = random.Random(20261130)  # noqa: S311 - nothing secret
    cases = [
        (random_pattern(chance), "".join(chance.choice("aabcé.1 -x") for _ in range(chance.randint(0, 7))))
        for _ in range(1500)
    ]
    ours = [full_match(pattern, text) for pattern, text in cases]
    theirs = [re.fullmatch(pattern, text, re.ASCII) is not None for pattern, text in cases]
    assert [case for case, one, other in zip(cases, ours, theirs, strict=True) if one is not other] == []
    assert ours == in_browser(cases)
    assert 100 < sum(ours) < 1400
