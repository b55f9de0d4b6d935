"""Read GIFT: blocks between blank lines, `::title::text{answers}`, with the codes of Moodle.

Source: `question/format/gift/format.php` of Moodle 4.5. What stands in braces decides the type: `#` first is a number,
T or F a judgment, a `~` choices, `=` with `->` pairs, `=` alone words.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quizzes.formats.building import Builder, NotTakenError, choices_of, number, one_key, without_empty
from quizzes.formats.essays import essay_of
from quizzes.formats.foreign_text import foreign_text
from quizzes.formats.format import Html, Read
from quizzes.formats.loss import FormatCode
from quizzes.formats.moodle_tags import fields_of
from quizzes.formats.plain_text import formulas_to_markdown, to_markdown
from quizzes.formats.shares import scoring_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEAD = re.compile(r"::((?:\\.|(?!::).)*)::", re.DOTALL)
_FORM = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_ESCAPED = re.compile(r"\\([~=#{}:])")
_REMARK = re.compile(r"\[(id|tag):((?:\\.|[^\]])*)\]")
_ANSWER = re.compile(r"([=~])((?:\\.|[^\\=~])*)", re.DOTALL)
_SHARE = re.compile(r"\s*%(-?\d+(?:\.\d+)?)%(.*)", re.DOTALL)
_JUDGED = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#(.*))?", re.DOTALL | re.IGNORECASE)
_CATEGORY = "$CATEGORY:"
_WHOLE, _NEAR = 100.0, 0.5


@dataclass
class _Block:
    line: int
    text: str
    name: str
    tags: list[str]


def read(path: Path) -> Read:
    """Return the questions of a file; raises FindingsError where none can be taken."""
    text, told = foreign_text(path)
    builder = Builder(path, told=told)
    for block in _blocks(text, builder):
        title, rest = "", block.text
        try:
            if head := _HEAD.match(rest):
                title, rest = _plain(head[1]), rest[head.end() :]
            _Question(builder, block, title, rest).take()
        except NotTakenError as error:
            builder.refuse(block.line, str(error), (title or block.text)[:60])
    return builder.done()


def _blocks(text: str, builder: Builder) -> Iterator[_Block]:
    lines: list[str] = []
    first, name, tags = 1, "", list[str]()
    for at, line in enumerate([*text.splitlines(), ""], 1):
        said = line.strip()
        if said.startswith("//"):
            for kind, value in _REMARK.findall(said):
                name, tags = (_raw(value), tags) if kind == "id" else (name, [*tags, _raw(value)])
        elif said.startswith(_CATEGORY):
            builder.title = builder.title or said.removeprefix(_CATEGORY).strip().rpartition("/")[2]
        elif said:
            first = first if lines else at
            lines.append(line)
        elif lines:
            yield _Block(first, "\n".join(lines).strip(), name, tags)
            lines, name, tags = [], "", []


def _raw(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text).strip()


def _plain(text: str) -> str:
    return " ".join(_ESCAPED.sub(r"\1", text).replace(r"\n", "\n").replace(r"\\", "\\").split())


class _Question:
    def __init__(self, builder: Builder, block: _Block, title: str, rest: str) -> None:
        self.builder, self.block, self.title = builder, block, title
        self.later: list[tuple[str, FormatCode]] = []
        self.form = "moodle"
        if found := _FORM.match(rest):
            self.form, rest = found[1], rest[found.end() :]
        opened, closed = _braces(rest)
        self.before, self.inner, self.after = rest[:opened], rest[opened + 1 : closed].strip(), rest[closed + 1 :]

    def text(self, code: str, form: str = "") -> str:
        """Return a text by its own form or that of the question."""
        form = form or self.form
        if found := _FORM.match(code):
            form, code = found[1], code[found.end() :]
        words = re.sub(r"\\([~=#{}:\\])|\\n", lambda one: one[1] or "\n", code).strip()
        if not words:
            return ""
        if form == "markdown":
            return words
        if form == "html" or (form == "moodle" and re.search(r"</?[a-zA-Z]", words)):
            return Html(words)
        return to_markdown(words) if form == "plain" else formulas_to_markdown(html.unescape(words))

    def take(self) -> None:
        """Add the item; raises NotTakenError for what no bank can hold."""
        inner, rationale = _parted(self.inner, "####")
        gap = bool(self.after.strip())
        values = self._values(inner)
        stem = f"{self.before.strip()} _____ {self.after.strip()}" if gap else self.before
        known, _, rest = self.title.partition(": ")
        own = {"title": rest if known == self.block.name else "" if self.title == self.block.name else self.title}
        said = {**own, "rationale": self.text(rationale), **fields_of(self.block.tags)}
        own = {key: value for key, value in values.items() if key not in ("type", "stem")}
        made = {"type": values["type"], "stem": self.text(stem), **own, **without_empty(said)}
        if not made["stem"]:
            raise NotTakenError("its text is empty")
        name = self.builder.add(self.block.line, made, self.block.name, self.title)
        for message, code in self.later:
            self.builder.tell(self.block.line, message, name, code)

    def _values(self, inner: str) -> dict[str, Any]:
        if not inner.strip():
            return essay_of("")
        if inner.startswith("#"):
            return self._number(inner[1:])
        if found := _JUDGED.fullmatch(inner):
            return self._judgment(found)
        rows = _ANSWER.findall(inner)
        if not rows or _ANSWER.sub("", inner).strip():
            raise NotTakenError("what stands in its braces is no answer of GIFT")
        if any(sign == "~" for sign, _ in rows):
            return self._choices(rows)
        if any("->" in text for _, text in rows):
            return self._pairs(rows)
        return self._words(rows)

    def _rows(self, rows: list[tuple[str, str]]) -> Iterator[tuple[float, str, str]]:
        """Yield share in percent, code of the text, code of the feedback."""
        for sign, text in rows:
            found = _SHARE.fullmatch(text)
            share = float(found[1]) if found else _WHOLE if sign == "=" else 0.0
            yield share, *_parted(found[2] if found else text, "#")

    def _choices(self, rows: list[tuple[str, str]]) -> dict[str, Any]:
        found = list(self._rows(rows))
        several = not any(sign == "=" for sign, _ in rows)
        made = [
            (self.text(text), share > 0 if several else share >= _WHOLE - _NEAR, self.text(said))
            for share, text, said in found
        ]
        if any(not text for text, _, _ in made):
            raise NotTakenError("a choice is empty")
        whole = sum(share for share, _, _ in found if share > 0)
        if not several:
            one_key(made)
        elif abs(whole - _WHOLE) > _NEAR:
            raise NotTakenError(f"its right choices give {whole:g} % together; a key is never guessed")
        shares, right = [share / _WHOLE for share, _, _ in found], [key for _, key, _ in made]
        scoring, weights = scoring_of(shares, right, single=not several)
        return {"type": "multiple" if several else "single", **scoring, "choices": choices_of(made, weights)}

    def _judgment(self, found: re.Match[str]) -> dict[str, Any]:
        """Return a judgment; the text for those who are wrong stands first."""
        answer = found[1].upper().startswith("T")
        wrong, right = _parted(found[2] or "", "#")
        said = {"true": right, "false": wrong} if answer else {"true": wrong, "false": right}
        feedback = without_empty({key: self.text(code) for key, code in said.items()})
        return {"type": "truefalse", "answer": answer, "feedback": feedback}

    def _pairs(self, rows: list[tuple[str, str]]) -> dict[str, Any]:
        pairs: list[dict[str, str]] = []
        distractors: list[str] = []
        for _, row in rows:
            premise, arrow, response = row.partition("->")  # the first, as Moodle does
            text = to_markdown(html.unescape(_plain(response)))
            if not arrow or not text:
                raise NotTakenError("a pair has no `->` or no response")
            if premise.strip():
                pairs.append({"id": chr(ord("a") + len(pairs) % 26), "premise": self.text(premise), "response": text})
            else:
                distractors.append(text)
        return {"type": "match", "scoring": "partial", "pairs": pairs, **without_empty({"distractors": distractors})}

    def _number(self, code: str) -> dict[str, Any]:
        rows = _ANSWER.findall(code) if code.lstrip().startswith(("=", "~")) else [("=", code)]
        right = [(text, said) for share, text, said in self._rows(rows) if share >= _WHOLE - _NEAR and text.strip()]
        if len(right) != 1:
            raise NotTakenError(f"{len(right) or 'no'} right numbers, where one is needed")
        if len(rows) > 1:
            self.later.append(("other numbers with their share are left out", FormatCode.GRADED))
        text, said = right[0]
        return {"type": "numeric", "answer": _amount(text), **without_empty({"feedback": self.text(said)})}

    def _words(self, rows: list[tuple[str, str]]) -> dict[str, Any]:
        answers = []
        for share, code, said in self._rows(rows):
            text = _plain(code)
            if re.search(r"(?<!\\)\*", text) or share < _WHOLE - _NEAR:
                self.later.append((f"the answer '{text[:60]}' is left out: a pattern, or a part of the points",
                                   FormatCode.GRADED))  # fmt: skip
            else:
                answers.append({"text": text.replace(r"\*", "*"), **without_empty({"feedback": self.text(said)})})
        if not answers:
            raise NotTakenError("no answer without a pattern is right")
        return {"type": "short", "answers": answers}


def _braces(text: str) -> tuple[int, int]:
    """Return where the answers begin and end; raises NotTakenError for a text without, and for a second pair."""
    places = [found.start() for found in re.finditer(r"\\.|[{}]", text, re.DOTALL) if len(found[0]) == 1]
    if not places:
        raise NotTakenError("it is a text without answers")
    if len(places) != 2 or text[places[0]] != "{" or text[places[1]] != "}":  # noqa: PLR2004 - one pair
        raise NotTakenError("it has braces beside those of its answers; write \\{ and \\} for signs of a text")
    return places[0], places[1]


def _parted(code: str, sign: str) -> tuple[str, str]:
    """Return what stands before and behind the first `sign` that is not escaped."""
    for found in re.finditer(rf"\\.|{sign}", code, re.DOTALL):
        if found[0] == sign:
            return code[: found.start()], code[found.end() :]
    return code, ""


def _amount(code: str) -> dict[str, Any]:
    text = _plain(code)
    if ".." in text:
        low, _, high = text.partition("..")
        return {"range": [number(low), number(high)]}
    value, _, tolerance = text.partition(":")
    wide = number(tolerance) if tolerance.strip() else 0.0
    return {"value": number(value), **({"tolerance": abs(wide)} if wide else {})}
