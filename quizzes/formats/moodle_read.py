"""Read Moodle XML, of any version that is still in use; what a bank cannot hold is told, and no key is guessed."""

from __future__ import annotations

import base64
import binascii
import html
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from quizzes.finding import FindingsError
from quizzes.formats.building import Builder, NotTakenError, choices_of, number, one_key, without_empty
from quizzes.formats.cloze_code import read_cloze
from quizzes.formats.essays import essay_of
from quizzes.formats.foreign_xml import local, parse, read_bytes
from quizzes.formats.format import Html, Read
from quizzes.formats.loss import FormatCode, unreadable
from quizzes.formats.moodle_tags import fields_of
from quizzes.formats.plain_text import to_markdown
from quizzes.formats.shares import scoring_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.etree import _Element as Element

_WHOLE, _NEAR = 100.0, 0.5
_EDITION = re.compile(r" \([0-9a-f]{8}\)$")
_ESCAPED_STAR = re.compile(r"\\\*")
_STAR = re.compile(r"(?<!\\)\*")


def read(path: Path) -> Read:
    """Return the questions of an export of Moodle's question bank.

    Raises FindingsError for what is no XML of Moodle, and for a file of which nothing can be taken.
    """
    root = parse(path, read_bytes(path))
    if local(root) != "quiz":
        raise FindingsError(unreadable(path, 1, f"the root is <{local(root)}>; that of Moodle XML is <quiz>"))
    builder = Builder(path)
    for place, element in enumerate(root.iterchildren("question"), 1):
        question = _Question(element, builder, f"q{place}")
        if question.kind == "category":
            builder.title = builder.title or question.category()
            continue
        try:
            question.take()
        except NotTakenError as error:
            builder.refuse(question.line, str(error), question.name[:60])
    return builder.done()


class _Question:
    def __init__(self, element: Element, builder: Builder, mark: str) -> None:
        self.element, self.builder, self.mark = element, builder, mark
        self.kind = element.get("type", "")
        self.line = element.sourceline or 1
        self.name = self.words("name/text")
        self.later: list[tuple[str, FormatCode]] = []

    def words(self, way: str) -> str:
        return " ".join((self.element.findtext(way) or "").split())

    def category(self) -> str:
        """Return the last name of a category."""
        names = re.split(r"(?<!/)/(?!/)", self.words("category/text"))
        return _EDITION.sub("", names[-1].replace("//", "/")).strip()

    def flag(self, way: str) -> bool:
        return self.words(way).lower() in ("1", "true")

    def text(self, element: Element | None) -> str:
        """Return the text of an element: HTML as such, Markdown as it is, plain words escaped."""
        written = (element.findtext("text") or "").strip() if element is not None else ""
        if element is None or not written:
            return ""
        form = element.get("format", self.element.find("questiontext").get("format", "html"))  # type: ignore[union-attr]
        if form == "markdown":
            return written
        if form == "plain_text":
            return to_markdown(written)
        for file in element.iterchildren("file"):
            self._picture(file)
        if form == "moodle_auto_format" and "<" not in written:
            written = html.escape(html.unescape(written), quote=False).replace("\n", "<br/>")
        return Html(written.replace("@@PLUGINFILE@@/", f"{self.mark}/"))

    def _picture(self, file: Element) -> None:
        try:
            content = base64.b64decode("".join((file.text or "").split()), validate=True)
        except (binascii.Error, ValueError):
            self.later.append((f"the file {file.get('name', '')[:80]} is damaged", FormatCode.MARKUP))
            return
        folder = file.get("path", "/").strip("/")
        name = "/".join(filter(None, (self.mark, folder, unquote(file.get("name", "")))))
        self.builder.pictures |= {name: content, quote(name): content}

    def take(self) -> None:
        """Add the item of the question; raises NotTakenError for one that no bank can hold."""
        made = _READERS.get(self.kind)
        if made is None:
            raise NotTakenError(f"a bank has no question of Moodle's type '{self.kind}'")
        if self.element.find("questiontext") is None:
            raise NotTakenError("it has no text")
        values = made(self)
        if not values.get("stem"):
            raise NotTakenError("its text is empty")
        wished = self.words("idnumber") or ""
        known = self.name.partition(": ")
        title = known[2] if known[0] == wished else "" if self.name == wished else self.name
        rest = without_empty({
            "title": title,
            "rationale": self.text(self.element.find("generalfeedback")),
            "hints": [text for one in self.element.iterchildren("hint") if (text := self.text(one))],
            **self._points(),
            **fields_of(one.findtext("text") or "" for one in self.element.iterfind("tags/tag")),
        })  # fmt: skip
        name = self.builder.add(self.line, {**values, **rest}, wished, self.name)
        for message, code in self.later:
            self.builder.tell(self.line, message, name, code)

    def _points(self) -> dict[str, Any]:
        written = self.words("defaultgrade") or "1"
        points = number(written)
        if not 0 < points <= _WHOLE:
            self.later.append((f"{written} points become 1", FormatCode.CHANGED))
            points = 1.0
        return {} if points == 1 else {"points": points}

    def answers(self) -> list[tuple[Element, float]]:
        return [(one, number(one.get("fraction", "0"))) for one in self.element.iterchildren("answer")]

    @property
    def stem(self) -> str:
        return self.text(self.element.find("questiontext"))

    def shuffled(self) -> dict[str, Any]:
        return {} if self.flag("shuffleanswers") or self.element.find("shuffleanswers") is None else {"shuffle": False}


def _choice(question: _Question) -> dict[str, Any]:
    found = question.answers()
    single = question.flag("single") or question.element.find("single") is None
    rows = [
        (question.text(one), share >= _WHOLE - _NEAR if single else share > 0, question.text(one.find("feedback")))
        for one, share in found
    ]
    if any(not text for text, _, _ in rows):
        raise NotTakenError("a choice is empty")
    right = [key for _, key, _ in rows]
    if single:
        one_key(rows)
    elif abs(sum(share for _, share in found if share > 0) - _WHOLE) > _NEAR:
        whole = sum(share for _, share in found if share > 0)
        raise NotTakenError(f"its right choices give {whole:g} % together; a key is never guessed")
    scoring, weights = scoring_of([share / _WHOLE for _, share in found], right, single=single)
    kind = "single" if single else "multiple"
    return {"type": kind, "stem": question.stem, **scoring, "choices": choices_of(rows, weights), **question.shuffled()}


def _judgment(question: _Question) -> dict[str, Any]:
    found = {" ".join((one.findtext("text") or "").split()).lower(): (one, share) for one, share in question.answers()}
    right = [word for word, (_, share) in found.items() if share >= _WHOLE - _NEAR]
    if set(found) != {"true", "false"} or len(right) != 1:
        raise NotTakenError("its answers are not `true` and `false` with one of them right")
    said = {word: question.text(one.find("feedback")) for word, (one, _) in found.items()}
    return {"type": "truefalse", "stem": question.stem, "answer": right[0] == "true", "feedback": without_empty(said)}


def _match(question: _Question) -> dict[str, Any]:
    pairs: list[dict[str, str]] = []
    distractors: list[str] = []
    for one in question.element.iterchildren("subquestion"):
        premise, response = question.text(one), to_markdown(html.unescape(one.findtext("answer/text") or "").strip())
        if premise and response:
            pairs.append({"id": chr(ord("a") + len(pairs) % 26), "premise": premise, "response": response})
        elif response:
            distractors.append(response)
    return {"type": "match", "stem": question.stem, "scoring": "partial", "pairs": pairs,
            **without_empty({"distractors": distractors}), **question.shuffled()}  # fmt: skip


def _order(question: _Question) -> dict[str, Any]:
    steps = [
        {"id": chr(ord("a") + n % 26), "text": question.text(one)} for n, (one, _) in enumerate(question.answers())
    ]
    grading = question.words("gradingtype")
    scoring = {} if grading in ("ALL_OR_NOTHING", "-1") else {"scoring": "partial"}
    if scoring and grading not in ("RELATIVE_ALL_PREVIOUS_AND_NEXT", "4"):
        question.later.append((f"grading '{grading}' becomes partial", FormatCode.GRADED))
    return {"type": "order", "stem": question.stem, **scoring, "sequence": steps}


def _numeric(question: _Question) -> dict[str, Any]:
    found = question.answers()
    right = [one for one, share in found if share >= _WHOLE - _NEAR]
    if len(right) != 1:
        raise NotTakenError(f"{len(right) or 'no'} right numbers, where one is needed")
    if any(0 < share < _WHOLE - _NEAR for _, share in found):
        question.later.append(("numbers for partial credit are left out", FormatCode.GRADED))
    one = right[0]
    answer: dict[str, Any] = {"value": number(one.findtext("text") or "")}
    if tolerance := number(one.findtext("tolerance") or "0"):
        answer["tolerance"] = abs(tolerance)
    units = [
        ((unit.findtext("unit_name") or "").strip(), number(unit.findtext("multiplier") or "1"))
        for unit in question.element.iterfind("units/unit")
    ]
    if base := next((name for name, factor in units if factor == 1 and name), ""):
        answer["unit"] = base
        others = {name: float(f"{1 / factor:.12g}") for name, factor in units if name != base and name and factor}
        answer |= {"units": others} if others else {}
    said = without_empty({"feedback": question.text(one.find("feedback"))})
    return {"type": "numeric", "stem": question.stem, "answer": answer, **said}


def _short(question: _Question) -> dict[str, Any]:
    answers: list[dict[str, Any]] = []
    exact = {"match": "exact"} if question.flag("usecase") else {}
    for one, share in question.answers():
        text = (one.findtext("text") or "").strip()
        if _STAR.search(text) and share > 0:
            question.later.append(
                (f"the pattern '{text[:60]}' is left out: * stands for anything there", FormatCode.LOST)
            )
        elif share >= _WHOLE - _NEAR:
            said = without_empty({"feedback": question.text(one.find("feedback"))})
            answers.append({"text": _ESCAPED_STAR.sub("*", text), **exact, **said})
        elif text != "*" or question.text(one.find("feedback")):
            question.later.append((f"the answer '{text[:60]}' ({share:g} %) is left out", FormatCode.LOST))
    if not answers:
        raise NotTakenError("no answer without a pattern is right")
    return {"type": "short", "stem": question.stem, "answers": answers}


def _cloze(question: _Question) -> dict[str, Any]:
    stem, gaps = read_cloze(str(question.stem))
    if not gaps:
        raise NotTakenError("its text has no gap")
    whole = [gap.pop("weight") for gap in gaps]
    mixed = [gap.pop("mixed") for gap in gaps if "mixed" in gap]
    if len(set(whole)) > 1:
        question.later.append(("the gaps count alike here", FormatCode.GRADED))
    return {"type": "cloze", "stem": Html(stem), "scoring": "partial", "points": float(sum(whole)), "gaps": gaps,
            **({} if all(mixed) else {"shuffle": False})}  # fmt: skip


def _essay(question: _Question) -> dict[str, Any]:
    notes = question.text(question.element.find("graderinfo"))
    return essay_of(question.stem, number(question.words("defaultgrade") or "1"), notes)


_READERS: dict[str, Callable[[_Question], dict[str, Any]]] = {
    "essay": _essay,
    "multichoice": _choice,
    "truefalse": _judgment,
    "matching": _match,
    "ordering": _order,
    "numerical": _numeric,
    "shortanswer": _short,
    "cloze": _cloze,
}
