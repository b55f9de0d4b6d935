"""Loading banks: YAML 1.2 scalars, the line of everything, and one clear finding for every kind of mistake."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

from quizzes.codes import LoadCode
from quizzes.explain import explain
from quizzes.finding import FindingsError, Level
from quizzes.lint import Context, check, context_of
from quizzes.load import BankFile, check_shared_ids, find_banks, is_bank, load_bank, load_banks
from quizzes.model.choices import MultipleItem, SingleItem
from quizzes.model.objective import Bloom
from quizzes.schema import PATH
from quizzes.settings import Settings, load_settings
from quizzes.text_file import MAX_BYTES
from quizzes.yaml12 import LOADERS, parse_document, plain_value

HEAD = "schema: quizbank/1\nid: bank\ntitle: A bank\n"
SINGLE = """\
  - id: q1
    type: single
    stem: Which one?
    choices:
      - id: a
        text: This one
        correct: true
        feedback: Yes, this one.
      - id: b
        text: That one
        feedback: No, the other one.
"""
GOOD = f"{HEAD}items:\n{SINGLE}"
POOL = f"""\
{HEAD}use: pool
items:
  - id: q1
    type: multiple
    stem: Select all that apply. Which ones?
    choices:
      - {{text: P, correct: true}}
      - {{text: Q, correct: true}}
      - {{id: x, text: R, correct: false}}
    rationale: It is so.
"""
MODEL, RUBRIC = "    model_answer: So.\n", "    rubric: [{id: c, text: x}]\n"
OTHER = HEAD + "items:\n  - id: q1\n    type: {}\n    stem: So.\n    {}: [a]\n"
DOCS = Path(__file__).parents[2] / "docs"


def write(folder: Path, text: str | bytes = GOOD, name: str = "bank.yaml") -> Path:
    """Write a bank and return its path."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def with_item(item: str) -> str:
    """Return a bank with the one item that is written, unindented, in `item`; it begins on line 5."""
    lines = item.strip("\n").splitlines()
    return f"{HEAD}items:\n  - {lines[0]}\n" + "".join(f"    {line}\n" for line in lines[1:])


def refusals(folder: Path, text: str | bytes) -> list[tuple[str, int, str]]:
    """Return code, line and message of everything that is wrong with a bank."""
    with pytest.raises(FindingsError) as caught:
        load_bank(write(folder, text))
    assert all(finding.path.name == "bank.yaml" for finding in caught.value.findings)
    return [(str(finding.code), finding.line, finding.message) for finding in caught.value.findings]


def test_a_sound_bank_is_loaded_with_its_lines(tmp_path: Path) -> None:
    """The typed bank and the line of each place come from one reading."""
    file = load_bank(write(tmp_path))
    assert isinstance(file, BankFile)
    assert isinstance(file.bank.items[0], SingleItem)
    assert file.bank.items[0].key == ("a",)
    assert file.line("items", 0) == 5
    assert file.line("items", 0, "choices", 1, "text") == 14
    assert file.line("items", 0, "choices", 1, "misconception") == 13
    assert file.line("items", 7, "stem") == 4
    assert file.line() == 1
    assert file.item_line("q1") == 5


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path: Path) -> None:
    """What Windows editors add does no harm, and lines are counted right."""
    file = load_bank(write(tmp_path, b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()))
    assert file.line("items", 0, "choices", 1, "text") == 14


@pytest.mark.parametrize("word", ["No", "yes", "on", "off", "True", "010", "1:30", "1_000", "2026-11-01", "0x1F", "<<"])
def test_a_choice_keeps_the_word_that_was_written(tmp_path: Path, word: str) -> None:
    """YAML 1.1 would make a boolean, a number or a date of these."""
    file = load_bank(write(tmp_path, GOOD.replace("That one", word)))
    item = file.bank.items[0]
    assert isinstance(item, SingleItem)
    assert item.choices[1].text == word


@pytest.mark.parametrize(
    ("text", "value"),
    [("true", True), ("false", False), ("null", None), ("~", None), ("", None), ("0", 0), ("-7", -7), ("+3", 3)]
    + [("1.10", 1.1), ("1e3", 1000.0), (".5", 0.5), ("5.", 5.0), ("-.5e-1", -0.05)]
    + [(text, text) for text in ("-", "+", ".", "1e", "1.2.3", "00", "0o7", ".inf", ".nan", "Null", "1" * 50)],
)
def test_only_plain_decimal_numbers_and_lower_case_words_change_type(text: str, value: object) -> None:
    """Everything else that stands without quotes is text."""
    got = plain_value(text)
    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
def test_both_readers_of_pyyaml_give_the_same(loader: type) -> None:
    """A machine without the C reader reads the same data and the same lines."""
    text = GOOD + "stimuli: [{id: s, text: 'x'}, ]\n"
    read = parse_document(text, Path("bank.yaml"), loader=loader)
    assert read == parse_document(text, Path("bank.yaml"), loader=yaml.SafeLoader)
    assert read.lines["items", 0, "choices", 1, "text"] == 14


def test_a_text_may_have_several_lines(tmp_path: Path) -> None:
    """A block text keeps its lines, and what follows it keeps its line number."""
    file = load_bank(write(tmp_path, GOOD.replace("stem: Which one?", "stem: |\n      One.\n\n      Two?")))
    assert file.bank.items[0].stem == "One.\n\nTwo?"
    assert file.line("items", 0, "choices") == 11


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
BROKEN: list[tuple[str, str | bytes, str, int, str]] = [
    ("not UTF-8", GOOD.encode().replace(b"Which", b"Wh\xefch"), "L003", 7, "not UTF-8: byte 89 is 0xef"),
    ("UTF-16", GOOD.encode("utf-16"), "L003", 1, "not UTF-8: byte 0 is 0xff"),
    ("null byte", GOOD.replace("Which", "Wh\x00ch"), "L004", 7, "control character U+0000"),
    ("line separator", GOOD.replace("Which", "Wh\u2028ch"), "L004", 7, "control character U+2028"),
    ("escaped null", GOOD.replace("Which one?", '"Wh\\0ch"'), "L004", 7, "an escape makes a control character"),
    ("tab", GOOD.replace("    stem", "\t  stem"), "L005", 7, "a tab in the indentation"),
    ("bad indent", GOOD.replace("    stem", "   stem"), "L006", 7, "not YAML: "),
    ("open bracket", GOOD + "stimuli: [", "L006", 16, "not YAML: "),
    ("two documents", GOOD + "---\nx: 1\n", "L007", 16, "a second document begins"),
    ("empty", "", "L008", 1, "the file is empty"),
    ("only a comment", "# soon\n", "L008", 1, "the file is empty"),
    ("alias bomb", BOMB, "L009", 1, "the anchor &a"),
    ("alias", "a: x\nb: *a\n", "L009", 2, "the alias *a"),
    ("anchor", GOOD.replace("stem: ", "stem: &x "), "L009", 7, "the anchor &x"),
    ("python tag", GOOD.replace("stem: ", "stem: !!python/name:os.system "), "L010", 7, "the tag tag:yaml.org"),
    ("own tag", GOOD.replace("choices:", "choices: !list"), "L010", 8, "the tag !list"),
    ("duplicate key", GOOD + "    stem: Again?\n", "L011", 16, "the key 'stem' is given twice (first on line 7)"),
    ("deep", GOOD + "stimuli: " + "[" * 30 + "]" * 30, "L012", 16, "nested deeper than 20 levels"),
    ("deep list", GOOD.replace("Which one?", f"'{'- ' * 10}x'"), "L012", 7, "the text is nested too deeply"),
    ("deep quotes", GOOD.replace("Which one?", f"'{'> ' * 20}x'"), "L012", 7, "the text is nested too deeply"),
    ("very deep", "[" * 1_000_000, "L012", 1, "nested deeper than 20 levels"),
    ("deep blocks", "- " * 1_000_000, "L012", 1, "nested deeper than 20 levels"),
    ("list as key", "? [a]\n: b\n", "L006", 1, "a list or mapping cannot be a key"),
    ("no schema", GOOD.replace("schema: quizbank/1\n", ""), "L013", 1, "not an item bank"),
    ("other schema", GOOD.replace("bank/1", "bank/9"), "L013", 1, "the key 'schema' is not 'quizbank/1'"),
    ("misspelt schema", GOOD.replace("schema", "shema"), "L013", 1, "(the key 'shema', did you mean 'schema'?)"),
    ("a list", "- a\n- b\n", "L013", 1, "not an item bank"),
    ("a text", "hello\n", "L013", 1, "not an item bank"),
    ("unknown key", GOOD.replace("feedback: No", "feedbak: No"), "L014", 15, "'feedbak', did you mean 'feedback'?"),
    ("unknown item key", GOOD.replace("stem:", "steam:"), "L014", 7, "unknown key 'steam', did you mean 'stem'?"),
    ("unknown bank key", GOOD + "licence: MIT\n", "L014", 16, "unknown key 'licence', did you mean 'license'?"),
    ("missing stem", GOOD.replace("    stem: Which one?\n", ""), "L015", 5, "stem is missing"),
    ("number as text", GOOD.replace("That one", "20"), "L016", 14, "must be text, not 20; put it in quotes"),
    ("boolean as text", GOOD.replace("That one", "true"), "L016", 14, "must be text, not true; put it in quotes"),
    ("null as text", GOOD.replace(" That one", ""), "L016", 14, "must be text, not empty"),
    ("list as text", GOOD.replace("That one", "[a]"), "L016", 14, "must be text, not a list"),
    ("word as flag", GOOD.replace("correct: true", "correct: yes"), "L016", 11, "must be true or false, not 'yes'"),
    ("text as number", GOOD + '    points: "2"\n', "L016", 16, "points must be a number, not '2'"),
    ("item is text", HEAD + "items:\n  - hello\n", "L016", 5, "items[1] must be a mapping"),
    ("items is a mapping", HEAD + "items: {a: 1}\n", "L016", 4, "items must be a list, not a mapping"),
    ("empty text", GOOD.replace("That one", "''"), "L017", 14, "choices[2].text is empty"),
    ("blank text", GOOD.replace("That one", "'  '"), "L017", 14, "choices[2].text is empty"),
    ("bad id", GOOD.replace("id: q1", "id: q 1"), "L017", 5, "id is 'q 1': an id has letters"),
    ("bloom", GOOD + "    bloom: rember\n", "L017", 16, "did you mean 'remember'?"),
    ("points", GOOD + "    points: 0\n", "L017", 16, "points is 0: it must be greater than 0"),
    ("no items", HEAD + "items: []\n", "L017", 4, "items has 0 entries; it needs at least 1"),
    ("too few choices", GOOD[: GOOD.index("      - id: b")], "L017", 8, "choices has 1 entry; it needs at least 2"),
    ("a key of another tool", GOOD.replace("stem:", "question:"), "L014", 7, "'question', did you mean 'stem'?"),
    ("a type of another tool", GOOD.replace("single", "MCQ"), "L018", 6, "unknown type 'MCQ', did you mean 'single'?"),
    ("unknown type", GOOD.replace("single", "sinlge"), "L018", 6, "unknown type 'sinlge', did you mean 'single'?"),
    ("no type", GOOD.replace("    type: single\n", ""), "L018", 5, "type is missing"),
    ("same item id", GOOD + SINGLE, "L019", 16, "the item id 'q1' is used twice"),
    ("same choice id", GOOD.replace("- id: b", "- id: a"), "L019", 13, "the choice id 'a' is used twice"),
    ("unknown stimulus", GOOD + "    stimulus: case\n", "L020", 16, "this bank has no stimulus 'case'"),
    ("no key", GOOD.replace("        correct: true\n", ""), "Q102", 8, "no key: mark the correct choice"),
    ("two keys", GOOD + "        correct: true\n", "Q102", 8, "two keys (a, b): a single item has exactly one"),
    (
        "no feedback in practice",
        GOOD.replace("        feedback: No, the other one.\n", ""),
        "L015",
        13,
        "feedback is missing at choice 2:",
    ),
    (
        "a pool without why",
        POOL.replace("    rationale: It is so.\n", ""),
        "L015",
        10,
        "or give the item a `rationale`",
    ),
    ("steps under items", OTHER.format("order", "items"), "L014", 8, "unknown key 'items', did you mean 'sequence'?"),
    ("answer of a short item", OTHER.format("short", "answer"), "L014", 8, "'answer', did you mean 'answers'?"),
    ("gaps under blanks", OTHER.format("cloze", "blanks"), "L014", 8, "'blanks', did you mean 'gaps'?"),
    ("points under options", OTHER.format("likert", "options"), "L014", 8, "'options', did you mean 'scale'?"),
    (
        "rubric under criteria",
        OTHER.format("essay", "criteria") + MODEL,
        "L014",
        8,
        "'criteria', did you mean 'rubric'?",
    ),
    ("model under answer", OTHER.format("essay", "answer") + RUBRIC, "L014", 8, "did you mean 'model_answer'?"),
    ("pairs under matches", OTHER.format("match", "matches"), "L014", 8, "'matches', did you mean 'pairs'?"),
    ("several right", OTHER.format("multiple_choice", "x"), "L018", 6, "'multiple_choice', did you mean 'multiple'?"),
    ("one right", GOOD.replace("single", "multiple_choice"), "L018", 6, "'multiple_choice', did you mean 'single'?"),
]


def test_the_hint_of_an_answer_fits_the_type(tmp_path: Path) -> None:
    """`correct: true` is advice for items with choices alone."""
    short, single = (_findings(tmp_path, text) for text in (OTHER.format("short", "answer"), GOOD + "    answer: a\n"))
    assert ("correct: true" in short, "correct: true" in single) == (False, True)


def _findings(folder: Path, text: str) -> str:
    path = folder / "bank.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        load_bank(path)
    return str(caught.value)


@pytest.mark.parametrize("use", ["pool", "pretest", "survey"])
def test_one_rationale_does_in_a_test(tmp_path: Path, use: str) -> None:
    """Feedback for each choice is asked where people practise."""
    path = tmp_path / "bank.yaml"
    path.write_text(POOL.replace("use: pool", f"use: {use}"), encoding="utf-8")
    (item,) = load_bank(path).bank.items
    assert isinstance(item, MultipleItem)
    assert [(choice.id, choice.feedback) for choice in item.choices] == [("a", None), ("b", None), ("x", None)]


@pytest.mark.parametrize("right", ["[true, false, false]", "[true, true, true]"])
def test_one_or_all_right_is_left_to_the_lint(tmp_path: Path, right: str) -> None:
    """'Select all that apply' with one or all right is a question; the bank is linted, with a warning."""
    flags = right.strip("[]").split(", ")
    text = POOL
    for name, flag in zip("PQR", flags, strict=True):
        text = re.sub(rf"text: {name}, correct: \w+", f"text: {name}, correct: {flag}", text)
    path = tmp_path / "bank.yaml"
    path.write_text(text, encoding="utf-8")
    found = [(finding.code, finding.level) for finding in check([load_bank(path)], Context())]
    assert ("Q102m", "warning") in found


@pytest.mark.parametrize(("text", "code", "line", "words"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_mistake_is_told_with_its_code_and_line(
    tmp_path: Path, text: str | bytes, code: str, line: int, words: str
) -> None:
    """One mistake gives one finding: this code, on this line, with these words."""
    found = refusals(tmp_path, text)
    assert [(name, number) for name, number, _ in found] == [(code, line)], found
    assert words in found[0][2]


WORDED = [row for row in BROKEN if row[2] in ("L016", "L017", "L018")]


@pytest.mark.parametrize("row", WORDED, ids=[row[0] for row in WORDED])
def test_a_wrong_value_is_told_without_the_words_of_pydantic(
    row: tuple[str, str, str, int, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kinds, limits and allowed words come from the model; a release that words its errors anew changes nothing."""

    class Silent:
        def __init__(self, error: ValidationError) -> None:
            self._error = error

        def errors(self, **settings: bool) -> list[dict[str, Any]]:
            return [{**one, "msg": "no", "ctx": silenced(one.get("ctx", {}))} for one in self._error.errors(**settings)]

    def silenced(context: dict[str, Any]) -> dict[str, Any]:
        return {key: "" if isinstance(value, str) else value for key, value in context.items()}

    monkeypatch.setattr("quizzes.load.explain", lambda error, *rest: explain(Silent(error), *rest))
    test_a_mistake_is_told_with_its_code_and_line(tmp_path, *row[1:])


HINTS = [
    (GOOD.replace("correct: true", "correct: yes"), "write true, in small letters and without quotes"),
    (GOOD.replace("correct: true", "correct: False"), "write false, in small letters and without quotes"),
    (GOOD + '    points: "2"\n', "write it without quotes"),
    (GOOD + "    points: two\n", "write it in digits and without quotes"),
    (GOOD + "    points: 0,5\n", "decimals have a point, not a comma: 0.5"),
    (GOOD + "    points: −5\n", "write the minus as on a keyboard: -5"),
    (GOOD + "    points: 1/2\n", "write a decimal: 0.5"),
    (GOOD + "    points: 1/0\n", "nothing is divided by 0"),
    (GOOD + "    points: ½\n", "write a decimal: 0.5"),
    (GOOD + "    points: 5 %\n", "write the number alone: 5; a unit stands under `unit`"),
    (GOOD + "    points: 1 000\n", "nothing stands between thousands: 1000"),
    (GOOD + "    points: 1,000\n", "nothing stands between thousands: 1000, or 1.000 for a decimal"),
    (GOOD + "    points: 007\n", "no zeros stand before a number: 7"),
    (GOOD + "    points: '0.5'\n", "write it without quotes"),
    (GOOD.replace("correct: true", "correct: 'off'"), "write false, in small letters and without quotes"),
    (GOOD + "    correct: a\n", "mark the right choice with `correct: true`"),
    (GOOD + "    objective: LO1\n", "write [LO1]"),
    (GOOD + "    hints: {a: b}\n", "begin each entry with '- '"),
    (GOOD + "    allow: Q101\n", "write lines such as `text: …`"),
    (GOOD.replace("That one", "# one"), "quote a text that begins with a sign; behind # stands a comment"),
    (GOOD + "    answer: a\n", "mark the right choice with `correct: true`"),
    (GOOD.replace("schema: quizbank/1\n", ""), "begin the file with the line 'schema: quizbank/1'"),
    (GOOD.replace("      - id: b", "        id: b"), "a new entry of a list begins with '- '"),
    (f"{HEAD}items:\n  - {{id: q, type: numeric, stem: N?, answer: {{value: 4,5}}}}\n", "decimals have a point"),
]


@pytest.mark.parametrize(("text", "hint"), HINTS, ids=[row[1] for row in HINTS])
def test_a_usual_mistake_has_its_hint(tmp_path: Path, text: str, hint: str) -> None:
    """Who has never seen YAML is told what to write."""
    with pytest.raises(FindingsError) as caught:
        load_bank(write(tmp_path, text))
    assert any(hint in finding.hint for finding in caught.value.findings), caught.value


SAID = [
    (
        GOOD.replace("type:", "Type:"),
        "type is missing: it says what kind of question this is; the key 'Type' has to be",
    ),
    (GOOD.replace("    type: single", "    <<: {type: single}"), "the merge key <<; write the content out"),
    (GOOD.replace("text: This one", "text: 2.50"), "must be text, not 2.5; put it in quotes, as it is written"),
]


@pytest.mark.parametrize(("text", "words"), SAID, ids=[row[1] for row in SAID])
def test_a_message_names_what_was_written(tmp_path: Path, text: str, words: str) -> None:
    """Not what a reader of YAML makes of it."""
    with pytest.raises(FindingsError) as caught:
        load_bank(write(tmp_path, text))
    assert any(words in finding.message for finding in caught.value.findings), caught.value


PARTS = [
    ("id: q\ntype: match\nstem: M?\npairs:\n  - {id: p, premise: x, response: y}\n  - {id: p, premise: z, response: w}",
     "L019", 10, "the pair id 'p' is used twice"),
    ("id: q\ntype: order\nstem: O?\nsequence: [{id: s, text: x}, {id: s, text: y}]", "L019", 8, "the step id 's'"),
    ("id: q\ntype: likert\nstem: L?\nscale: [{id: s, text: x}, {id: s, text: y}]", "L019", 8, "the point id 's'"),
    ("id: q\ntype: essay\nstem: E?\nmodel_answer: Y\nrubric:\n  - {id: c, text: x}\n  - {id: c, text: y}",
     "L019", 11, "the criterion id 'c' is used twice"),
    ("id: q\ntype: cloze\nstem: '{{a}} {{b}}'\ngaps:\n  - {id: a, answer: x}", "L021", 7, "{{b}} has no entry in gaps"),
    ("id: q\ntype: cloze\nstem: '{{a}}'\ngaps: [{id: a, answer: x}, {id: c, answer: y}]", "L021", 8, "mark {{c}}"),
    ("id: q\ntype: cloze\nstem: '{{a}} {{a}}'\ngaps:\n  - {id: a, answer: x}", "L021", 7, "used more than once"),
    ("id: q\ntype: cloze\nstem: '{{a}}'\ngaps:\n  - {id: a, answer: x, choices: [y, z]}", "L022", 9, "'x' is not"),
    ("id: q\ntype: cloze\nstem: '{{a}}'\ngaps:\n  - {id: a, answer: '(x', match: regex}", "L023", 9, "broken regular"),
    ("id: q\ntype: cloze\nstem: '{{a}}'\ngaps: [{id: a, answer: x, also: ['('], match: regex}]", "L023", 8, "broken"),
    ("id: q\ntype: cloze\nstem: '{{a}}'\ngaps:\n  - {id: a, answer: x, also: [z], choices: [x]}", "L022", 9, "'z' is"),
    ("id: q\ntype: cloze\nstem: '{{a}}'\ngaps:\n  - {id: a, answer: x, also: [x]}", "L017", 9, "`also` repeats"),
    ("id: q\ntype: short\nstem: S?\nanswers:\n  - {text: 'x(?i)', match: regex}", "L023", 9, "anything but"),
    ("id: q\ntype: short\nstem: S?\nanswers:\n  - {text: '[[a]', match: regex}", "L023", 9, "broken regular"),
    ("id: q\ntype: numeric\nstem: N?\nanswer: {value: 1, range: [1, 2]}", "L017", 8, "give either `value`"),
    ("id: q\ntype: numeric\nstem: N?\nanswer: {range: [2, 1]}", "L017", 8, "the lower end of `range`"),
    ("id: q\ntype: numeric\nstem: N?\nanswer: {value: 1, tolerence: 2}", "L014", 8, "did you mean 'tolerance'?"),
    ("id: q\ntype: truefalse\nstem: So.\nanswer: no\nfeedback: {true: A, false: B}", "L016", 8, "must be true"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "code", "line", "words"), PARTS, ids=[f"{row[1]} {row[3]}" for row in PARTS])
def test_the_parts_of_each_type_are_checked(tmp_path: Path, item: str, code: str, line: int, words: str) -> None:
    """Ids, gaps, ranges and regular expressions are wrong in the place where they stand, under the item's id."""
    text = with_item(item)
    with pytest.raises(FindingsError) as caught:
        load_bank(write(tmp_path, text))
    (finding,) = caught.value.findings
    assert (finding.code, finding.line, finding.subject) == (code, line, "q")
    assert words in finding.message


def test_truefalse_may_name_its_feedback_without_quotes(tmp_path: Path) -> None:
    """The keys `true` and `false` are names, not booleans."""
    item = "id: q\ntype: truefalse\nstem: So.\nanswer: false\nfeedback:\n  true: A\n  'false': B"
    assert load_bank(write(tmp_path, with_item(item))).bank.items[0].key == ("false",)  # type: ignore[union-attr]


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    """An author repairs a bank in one round: the model's and the structure's findings come together, by line."""
    text = GOOD.replace("feedback: No", "feedbak: No") + SINGLE.replace("correct: true", "correct: false")
    text += SINGLE.replace("q1", "q3").replace("correct: true", "correct: false") + "id: again\n"
    codes = [(code, line) for code, line, _ in refusals(tmp_path, text)]
    assert codes == [("L014", 15), ("L019", 16), ("Q102", 19), ("Q102", 30), ("L011", 38)]


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    """The size is asked before the content."""
    path = write(tmp_path)
    with path.open("ab") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(FindingsError, match=r"bank.yaml:1: L002 5,000,001 bytes"):
        load_bank(path)


@pytest.mark.parametrize("name", ["none.yaml", ".", "a\0b.yaml"])
def test_a_path_that_is_no_file_is_a_finding(tmp_path: Path, name: str) -> None:
    """A missing file, a folder and an impossible name are refused alike."""
    with pytest.raises(FindingsError, match="L001 cannot be read"):
        load_bank(tmp_path / name)


def test_banks_are_found_by_their_head(tmp_path: Path) -> None:
    """YAML files that say so are banks, and those that have items with stems, in the order of their names."""
    write(tmp_path, GOOD, "b.yaml")
    write(tmp_path, "# a comment\nschema: 'quizbank/1'\n[", "a.yaml")
    write(tmp_path, "- id: LO1\n", "objectives.yaml")
    write(tmp_path, GOOD, "note.txt")
    write(tmp_path, GOOD, "c.yml")
    write(tmp_path, GOOD.replace("schema: quizbank/1\n", ""), "d.yaml")
    assert [path.name for path in find_banks(tmp_path)] == ["a.yaml", "b.yaml", "c.yml", "d.yaml"]
    assert not is_bank(tmp_path / "none.yaml")


def test_an_id_used_in_two_banks_is_told(tmp_path: Path) -> None:
    """Ids of banks and items are unique in a course; the second use is the finding."""
    paths = [write(tmp_path, GOOD, "a.yaml"), write(tmp_path, GOOD, "b.yaml"), write(tmp_path, "x: [", "c.yaml")]
    banks, findings = load_banks(paths)
    assert [file.path.name for file in banks] == ["a.yaml", "b.yaml"]
    assert [(finding.path.name, finding.line, finding.code) for finding in findings] == [
        ("b.yaml", 2, "L024"), ("b.yaml", 5, "L024"), ("c.yaml", 1, "L006"),
    ]  # fmt: skip
    assert findings[1].message == "the item id 'q1' is already used in a.yaml, line 5"
    assert check_shared_ids(banks[:1]) == []


def test_the_example_of_the_guide_loads(tmp_path: Path) -> None:
    """The bank printed in the guide for authors has no error, and shows every type."""
    page = (DOCS / "how-to" / "write-questions.md").read_text(encoding="utf-8")
    file = load_bank(write(tmp_path, page.split("```yaml\n")[1].split("```")[0]))
    found = check([file], context_of(load_settings(tmp_path)))
    assert [str(finding) for finding in found if finding.level is Level.ERROR] == []
    assert {item.type for item in file.bank.items} == {
        "single", "multiple", "truefalse", "match", "order", "numeric", "short", "cloze", "likert",
        "essay",
    }  # fmt: skip
    assert Bloom.REMEMBER.rank < Bloom.ANALYSE.rank


def test_every_code_has_its_line_in_the_reference() -> None:
    """A code that authors can meet is explained on the page of the bank."""
    page = (DOCS / "reference" / "bank.md").read_text(encoding="utf-8")
    assert [code.value for code in LoadCode if f"`{code.value}`" not in page] == []


def test_every_field_has_its_place_in_the_reference() -> None:
    """A field that authors can use is named on the page of the bank."""
    page = (DOCS / "reference" / "bank.md").read_text(encoding="utf-8")
    definitions = json.loads(PATH.read_text(encoding="utf-8"))
    settings = TypeAdapter(Settings).json_schema()
    parts = [definitions, *definitions["$defs"].values(), settings, *settings["$defs"].values()]
    fields = {name for part in parts for name in part.get("properties", {})} - {"path"}
    assert [name for name in sorted(fields) if f"`{name}`" not in page and f"`[{name}]`" not in page] == []


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ('"schema": quizbank/1\n', True),
        ("'schema' : 'quizbank/1'\n", True),
        ('{\n  "id": "a",\n  "schema": "quizbank/1"\n}\n', True),
        ("{id: a, schema: quizbank/1}\n", True),
        ("? schema\n: quizbank/1\n", True),
        ("schema:\n  quizbank/1\n", True),
        ("---\nschema: quizbank/1\n", True),
        ("\ufeff# a\nschema: quizbank/1\n", True),
        (f"# {'x' * 60}\n" * 100 + "schema: quizbank/1\n", True),
        ("id: a\n" * 400 + "schema: quizbank/1\n", False),
        ("schema: other/1\n", False),
        ("about: see schema quizbank/1\n", False),
        ("items:\n  - id: a\n    stem: Why?\n", True),
        ("items:\n  - id: a\n", False),
    ],
)
def test_a_bank_is_known_however_its_head_is_written(text: str, *, known: bool, tmp_path: Path) -> None:
    """Quotation marks, JSON, remarks of any length: a bank that is passed over is neither asked nor checked."""
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    assert is_bank(path) is known
    assert (path in find_banks(tmp_path)) is known


@pytest.mark.parametrize(
    ("count", "shown"), [(39, "x" * 39), (40, "x" * 40), (41, f"{'x' * 39}…"), (400, f"{'x' * 39}…")]
)
def test_a_value_is_quoted_to_forty_signs(count: int, shown: str, tmp_path: Path) -> None:
    """What is longer is cut, and says so."""
    (found,) = refusals(tmp_path, GOOD.replace("type: single", f"type: {'x' * count}"))
    assert found[2].startswith(f"unknown type '{shown}' (known: ")
