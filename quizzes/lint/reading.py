"""One item as the rules read it: plain texts, options, lead-in and words, each worked out once when first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, singledispatch
from typing import TYPE_CHECKING, NamedTuple

from quizzes.lint import patterns
from quizzes.lint.prose import CODE, prose, without_quotations
from quizzes.lint.text_measures import (
    bold_words,
    content_tokens,
    norm,
    plain,
    sentences,
    without_speech,
)
from quizzes.model.arranging import MatchItem, OrderItem
from quizzes.model.choices import MultipleItem, SingleItem, TrueFalseItem
from quizzes.model.essay import EssayItem
from quizzes.model.numeric import NumericItem
from quizzes.model.survey import LikertItem
from quizzes.model.use import Use
from quizzes.model.words import ClozeItem, ShortItem

if TYPE_CHECKING:
    from quizzes.lint.context import Context
    from quizzes.load import BankFile
    from quizzes.model.bank import Bank
    from quizzes.model.types import Item

Loc = tuple[str | int, ...]
INSTRUCTION = re.compile(
    r"^\W*(?:please )?(?:select|choose|pick|mark|tick|check) (?:all|one|two|three|four|five|six|the|every|\d)\b[^?]*$",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W_]")
_QUOTATION = re.compile(r"^[\"“«‘'](.+)[\"”»’'][.!?]?$", re.DOTALL)
_LIST = re.compile(r":\s*\n\s*(?:[-*+|]|\d+[.)]|[IVX]+[.)])")


class Part(NamedTuple):
    """A text of the item: where it is, what it is for, as written, and as prose (code and formulas are none)."""

    kind: str
    at: Loc
    raw: str
    text: str

    @property
    def shown(self) -> str:
        """Return what is read on the page, code and formulas too: for messages."""
        return plain(self.raw)

    @property
    def said(self) -> str:
        """Return the author's own words: the prose without quoted speech and block quotes."""
        text = prose(without_quotations(self.raw)) if ">" in self.raw else self.text
        return without_speech(text)


@dataclass(frozen=True)
class Option:
    """A choice as the rules read it; `text` is its prose, `tokens` are its content tokens."""

    id: str
    at: Loc
    raw: str
    text: str
    correct: bool
    feedback: str
    misconception: str | None

    @cached_property
    def shown(self) -> str:
        """Return what is read on the page, code and formulas too."""
        return plain(self.raw)

    @cached_property
    def wordless(self) -> bool:
        """Say whether the option is a piece of code, a formula or a picture, and no words."""
        return not _LETTERS.search(self.text.replace(CODE, "")) or self.raw.startswith("![")

    @cached_property
    def said(self) -> str:
        """Return the text without quoted speech; an option that is a quotation as a whole says what it quotes."""
        whole = _QUOTATION.match(self.text)
        return whole[1] if whole else without_speech(self.text)

    @cached_property
    def norm(self) -> str:
        """Return the text in lower case without punctuation."""
        return norm(self.text)

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Return the content tokens."""
        return content_tokens(self.text)


class Reading:
    """An item of a bank, with everything that rules measure about it."""

    def __init__(
        self,
        file: BankFile,
        place: int,
        context: Context,
        case: str = "",
        case_at: Loc = (),
        *,
        opens_case: bool = False,
    ) -> None:
        self.file = file
        self.bank: Bank = file.bank
        self.place = place
        self.context = context
        self.item: Item = file.bank.items[place]
        self.item_case = case
        self.case = prose(case)
        self._case_part = Part("case", case_at, case, self.case) if opens_case and case else None

    def forget(self) -> None:
        """Give back the memory of what only the rules about one item ask; it is worked out anew when asked again."""
        for name in ("parts", "choosable", "whole", "sequence", "words", "full", "lead_in"):
            vars(self).pop(name, None)

    @property
    def strict(self) -> bool:
        """Say whether the item can be in the post-test."""
        return self.bank.use is Use.POOL

    @property
    def unit(self) -> str:
        """Return what a test asks at most one item of: the group of the item, or itself."""
        return f"group {self.bank.id}/{self.item.group}" if self.item.group else f"item {self.item.id}"

    @property
    def asked(self) -> bool:
        """Say whether the item has a right answer and is used to ask for it."""
        return self.item.judged and self.bank.use is not Use.SURVEY

    @cached_property
    def stem(self) -> str:
        """Return the stem as prose."""
        return prose(self.item.stem)

    @property
    def english(self) -> bool:
        """Say whether the bank is English: what is counted in words is certain in no other language."""
        return self.bank.lang[:2] == "en"

    @cached_property
    def full(self) -> str:
        """Return the case and the stem."""
        return f"{self.case}\n{self.stem}" if self.case else self.stem

    @property
    def full_said(self) -> str:
        """Return the case and the stem in the author's own words, without quotations."""
        return "\n".join(Part("stem", (), raw, prose(raw)).said for raw in (self.item_case, self.item.stem) if raw)

    @cached_property
    def lead_in(self) -> str:
        """Return the question proper: the last sentence of the stem that is no instruction such as 'Select two.'.

        When the stem goes on after its question (a list, a table, a remark), it is the last sentence with a question
        mark.
        """
        raw = self.item.stem
        own = prose(without_quotations(raw)) if ">" in raw else self.stem
        parts = sentences(own) or sentences(self.stem)
        asked = [part for part in parts if not INSTRUCTION.match(part)] or parts or [""]
        if asked[-1].endswith((*patterns.ASKED, "_")):
            return asked[-1]
        opened = (
            part
            for part in reversed(asked)
            if part.endswith(patterns.ASKED[:-2]) or (part.endswith(":") and _LIST.search(raw))
        )
        return next(opened, asked[-1])

    @cached_property
    def negation(self) -> str | None:
        """Return the word that makes the question itself negative, or None; other clauses do not count."""
        if patterns.NEGATIVE_WORDS.isdisjoint(self.words) and "n't" not in self.lead_in and "n’t" not in self.lead_in:
            return None
        question = patterns.RELATIVE.sub(" ", _main_clause(without_speech(self.lead_in)))
        found = patterns.NEGATION.search(question)
        return next(filter(None, found.groups())) if found else None

    @cached_property
    def bold(self) -> frozenset[str]:
        """Return the words of the stem in bold."""
        return bold_words(self.item.stem)

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Return the choices of `single`, `multiple` and `truefalse` items."""
        match self.item:
            case SingleItem() | MultipleItem() | TrueFalseItem() as item:
                key = "feedback" if isinstance(item, TrueFalseItem) else "choices"
                return tuple(
                    Option(
                        choice.id,
                        (key, choice.id) if key == "feedback" else (key, place),
                        choice.text,
                        prose(choice.text),
                        choice.correct,
                        plain(choice.feedback or ""),
                        choice.misconception,
                    )
                    for place, choice in enumerate(item.choices)
                )
        return ()

    @cached_property
    def keys(self) -> tuple[Option, ...]:
        """Return the correct options."""
        return tuple(option for option in self.options if option.correct)

    @cached_property
    def distractors(self) -> tuple[Option, ...]:
        """Return the options that are not correct."""
        return tuple(option for option in self.options if not option.correct)

    @cached_property
    def choosable(self) -> tuple[Part, ...]:
        """Return everything a learner may choose or move: choices, premises, responses, steps, choices of gaps."""
        return tuple(part for part in self.parts if part.kind == "option")

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Return every text of the item; the case only with the first item that uses it."""
        item = self.item
        parts = [Part("stem", ("stem",), item.stem, self.stem)]
        if self._case_part:
            parts.insert(0, self._case_part)
        parts += [Part(kind, at, raw, prose(raw)) for kind, at, raw in _texts_of(item)]
        parts += [Part("hint", ("hints", place), hint, prose(hint)) for place, hint in enumerate(item.hints)]
        if item.rationale:
            parts.append(Part("rationale", ("rationale",), item.rationale, prose(item.rationale)))
        return tuple(parts)

    @cached_property
    def whole(self) -> str:
        """Return every text of the item, one a paragraph."""
        return "\n\n".join(part.text for part in self.parts)

    @cached_property
    def sequence(self) -> list[str]:
        """Return the lower-case words of every text, one after the other."""
        return _WORDS.findall(self.whole.lower())

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the lower-case words of every text: the cheap question before an expensive one."""
        return frozenset(self.sequence)

    def search(
        self, pattern: re.Pattern[str], *kinds: str, speech: bool = True
    ) -> Iterator[tuple[Part, re.Match[str]]]:
        """Yield the first match of `pattern` in each part of these kinds (all kinds when none is named)."""
        for part in self.parts:
            if kinds and part.kind not in kinds:
                continue
            found = pattern.search(part.text if speech else part.said)
            if found:
                yield part, found


def _main_clause(question: str) -> str:
    """Return a question without its other clauses; 'When' at its beginning opens one only before a comma."""
    opening = patterns.OTHER_CLAUSE.match(question)
    if opening and not question[opening.end() :].startswith(","):
        first, _, rest = question.partition(" ")
        return f"{first} {patterns.OTHER_CLAUSE.sub(' ', rest)}"
    return patterns.OTHER_CLAUSE.sub(" ", question)


@singledispatch
def _texts_of(item: object) -> Iterator[tuple[str, Loc, str]]:
    """Yield kind, place and text of what a type of item has beside its stem; one implementation a type."""
    raise TypeError(f"no texts known for {type(item).__name__}")


@_texts_of.register(SingleItem)
@_texts_of.register(MultipleItem)
def _choice_texts(item: SingleItem | MultipleItem) -> Iterator[tuple[str, Loc, str]]:
    for place, choice in enumerate(item.choices):
        yield "option", ("choices", place, "text"), choice.text
        yield from _said("choices", place, choice.feedback)


@_texts_of.register
def _judgment_texts(item: TrueFalseItem) -> Iterator[tuple[str, Loc, str]]:
    if item.feedback:
        yield "feedback", ("feedback", "true"), item.feedback.true
        yield "feedback", ("feedback", "false"), item.feedback.false


@_texts_of.register
def _pair_texts(item: MatchItem) -> Iterator[tuple[str, Loc, str]]:
    for place, pair in enumerate(item.pairs):
        yield "option", ("pairs", place, "premise"), pair.premise
        yield "option", ("pairs", place, "response"), pair.response
        yield from _said("pairs", place, pair.feedback)
    for place, text in enumerate(item.distractors):
        yield "option", ("distractors", place), text


@_texts_of.register
def _step_texts(item: OrderItem) -> Iterator[tuple[str, Loc, str]]:
    for place, step in enumerate(item.sequence):
        yield "option", ("sequence", place, "text"), step.text
        yield from _said("sequence", place, step.feedback)


@_texts_of.register
def _number_texts(item: NumericItem) -> Iterator[tuple[str, Loc, str]]:
    if item.feedback:
        yield "feedback", ("feedback",), item.feedback


@_texts_of.register
def _phrase_texts(item: ShortItem) -> Iterator[tuple[str, Loc, str]]:
    for place, answer in enumerate(item.answers):
        yield from _said("answers", place, answer.feedback)


@_texts_of.register
def _gap_texts(item: ClozeItem) -> Iterator[tuple[str, Loc, str]]:
    for place, gap in enumerate(item.gaps):
        for number, text in enumerate(gap.choices):
            yield "option", ("gaps", place, "choices", number), text
        yield from _said("gaps", place, gap.feedback)


@_texts_of.register
def _point_texts(item: LikertItem) -> Iterator[tuple[str, Loc, str]]:
    for place, point in enumerate(item.scale):
        yield "option", ("scale", place, "text"), point.text


@_texts_of.register
def _essay_texts(item: EssayItem) -> Iterator[tuple[str, Loc, str]]:
    yield "feedback", ("model_answer",), item.model_answer
    for place, criterion in enumerate(item.rubric):
        yield "feedback", ("rubric", place, "text"), criterion.text


def _said(key: str, place: int, feedback: str | None) -> Iterator[tuple[str, Loc, str]]:
    if feedback:
        yield "feedback", (key, place, "feedback"), feedback
