"""Write GIFT: one block a question, every sign of its code escaped, line ends as a code of their own."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import singledispatch
from typing import TYPE_CHECKING

from quizzes.formats.carry import carried, cells_of, findings_of
from quizzes.formats.format import Written
from quizzes.formats.gift_table import TABLE
from quizzes.formats.moodle_fractions import fractions_of
from quizzes.formats.moodle_tags import tags_of
from quizzes.formats.moodle_write import response_of
from quizzes.formats.rich_text import to_html
from quizzes.key import plain_number
from quizzes.model.arranging import MatchItem
from quizzes.model.choices import MultipleItem, SingleItem, TrueFalseItem
from quizzes.model.essay import EssayItem
from quizzes.model.numeric import NumericItem
from quizzes.model.words import ShortItem
from quizzes.number import tolerance_of

if TYPE_CHECKING:
    from quizzes.load import BankFile
    from quizzes.model.types import Item

_SIGNS = re.compile(r"([~=#{}:\\])")


def write(file: BankFile) -> Written:
    """Return a bank as questions with their ids and tags in remarks above them."""
    cells = cells_of(file, TABLE)
    cases = {one.id: one.text for one in file.bank.stimuli}
    blocks = [_block(item, cases.get(item.stimulus or "", "")) for item in carried(file, cells)]
    return Written("\n".join(blocks).encode(), tuple(findings_of(file, TABLE, cells)))


def _block(item: Item, case: str) -> str:
    stem = "\n\n".join(filter(None, (case, item.stem)))
    name = f"{item.id}: {' '.join(item.title.split())}" if item.title else item.id
    words = to_html(stem, lambda _: "")
    if isinstance(item, NumericItem) and item.answer.unit:
        unit = f"({html.escape(item.answer.unit, quote=False)})"
        words = f"{words[:-4]} {unit}</p>" if words.endswith("</p>") else f"{words}<p>{unit}</p>"
    remark = "".join(f" [tag:{tag}]" for tag in tags_of(item))
    said = f"####{_rich(item.rationale)}" if item.rationale else ""
    inner = "\n".join(filter(None, (*answers(item), said)))
    return f"// [id:{item.id}]{remark}\n::{_coded(name)}::[html]{_coded(words)}{{{inner}}}\n"


def _coded(text: str) -> str:
    """Return a text whose signs are no code; a blank line would end the question without a word."""
    return _SIGNS.sub(r"\\\1", text).replace("\n", r"\n")


def _rich(markdown: str) -> str:
    return _coded(to_html(markdown, lambda _: ""))


def _said(feedback: str | None) -> str:
    return f"#{_rich(feedback)}" if feedback else ""


@singledispatch
def answers(item: object) -> Iterator[str]:
    """Yield the lines between the braces."""
    raise TypeError(f"GIFT has no {type(item).__name__}")


@answers.register
def _single(item: SingleItem) -> Iterator[str]:
    yield ""
    shares = fractions_of(item)
    for choice in item.choices:
        share = "" if shares[choice.id] == "0" else f"%{shares[choice.id]}%"
        yield f"{'=' if choice.correct else f'~{share}'}{_rich(choice.text)}{_said(choice.feedback)}"


@answers.register
def _multiple(item: MultipleItem) -> Iterator[str]:
    shares = fractions_of(item)
    for choice in item.choices:
        yield f"~%{shares[choice.id]}%{_rich(choice.text)}{_said(choice.feedback)}"


@answers.register
def _judged(item: TrueFalseItem) -> Iterator[str]:
    """Yield T or F; the text for those who are wrong stands first."""
    right = next(choice for choice in item.choices if choice.correct)
    wrong = next(choice for choice in item.choices if not choice.correct)
    told = f"{_said(wrong.feedback) or '#'}{_said(right.feedback)}" if item.feedback else ""
    yield f"{'T' if item.answer else 'F'}{told}"


@answers.register
def _essay(_item: EssayItem) -> Iterator[str]:
    """Yield nothing: empty braces are an essay."""
    yield ""


@answers.register
def _pairs(item: MatchItem) -> Iterator[str]:
    for pair in item.pairs:
        yield f"={_rich(pair.premise)} -> {_coded(response_of(pair.response))}"
    for text in item.distractors:
        yield f"= -> {_coded(response_of(text))}"


@answers.register
def _number(item: NumericItem) -> Iterator[str]:
    answer = item.answer
    if answer.range is not None:
        low, high = map(plain_number, answer.range)
        yield f"#={low}..{high}{_said(item.feedback)}"
    else:
        yield f"#={plain_number(answer.value or 0.0)}:{plain_number(tolerance_of(answer))}{_said(item.feedback)}"


@answers.register
def _words(item: ShortItem) -> Iterator[str]:
    for answer in item.answers:
        if answer.match != "regex":
            text = " ".join(answer.text.split("\n")).replace("*", r"\*")
            whole = "%100%" if text.startswith("%") else ""  # which would be read as a share
            yield f"={whole}{_coded(text)}{_said(answer.feedback)}"
