"""Write QTI 1.2: an assessment of Canvas, or one of a Common Cartridge 1.1 that Canvas and Moodle read.

The order inside an item is one that both importers take: conditions of feedback first, then the one that scores; every
feedback is `itemfeedback/flow_mat/material/mattext`; choices have neutral codes, because an author's word such as
`incorrect` decides in Canvas whose feedback it is.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from functools import singledispatch
from typing import TYPE_CHECKING
from urllib.parse import quote

from quizzes.formats.carry import carried, cells_of, findings_of
from quizzes.formats.format import Written
from quizzes.formats.loss import missing_pictures
from quizzes.formats.moodle_write import NO_XML
from quizzes.formats.plain_text import to_plain
from quizzes.formats.qti12_package import PACKAGES
from quizzes.formats.qti12_table import CANVAS, CARTRIDGE
from quizzes.formats.rich_text import PictureFiles, to_html
from quizzes.formats.zip_file import packed
from quizzes.key import plain_number
from quizzes.model.arranging import MatchItem
from quizzes.model.choices import MultipleItem, SingleItem, TrueFalseItem
from quizzes.model.essay import EssayItem
from quizzes.model.numeric import NumericItem
from quizzes.model.words import ClozeItem, ShortItem
from quizzes.number import tolerance_of
from quizzes.structure import GAP_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizzes.formats.carry import Cell, Table
    from quizzes.load import BankFile
    from quizzes.model.types import Item

_TYPES = {
    "canvas": {
        "single": "multiple_choice_question",
        "multiple": "multiple_answers_question",
        "truefalse": "true_false_question",
        "match": "matching_question",
        "numeric": "numerical_question",
        "short": "short_answer_question",
        "cloze": "fill_in_multiple_blanks_question",
        "essay": "essay_question",
    },
    "cc": {
        "single": "cc.multiple_choice.v0p1",
        "multiple": "cc.multiple_response.v0p1",
        "truefalse": "cc.true_false.v0p1",
        "short": "cc.fib.v0p1",
        "essay": "cc.essay.v0p1",
    },
}
DROPDOWNS = "multiple_dropdowns_question"
_TABLES: dict[str, Table] = {"canvas": CANVAS, "cc": CARTRIDGE}
_WHOLE = '<setvar action="Set" varname="SCORE">100</setvar>'


def write_canvas(file: BankFile) -> Written:
    """Return the package of a bank in the dialect of Canvas."""
    return _write(file, "canvas")


def write_cartridge(file: BankFile) -> Written:
    """Return the Common Cartridge of a bank."""
    return _write(file, "cc")


def _write(file: BankFile, dialect: str) -> Written:
    cells = cells_of(file, _TABLES[dialect])
    losses = tuple(findings_of(file, _TABLES[dialect], cells))
    pictures = PictureFiles(file.path.parent)
    items = items_of(file, dialect, pictures, cells)
    if not items:
        return Written(b"", losses)
    files = PACKAGES[dialect](file.bank, "\n".join(items.values()), pictures.found)
    return Written(packed(files), (*losses, *missing_pictures(file, pictures.missing)))


def items_of(
    file: BankFile, dialect: str, pictures: PictureFiles, cells: Iterable[Cell] | None = None
) -> dict[str, str]:
    """Return the items that a dialect can say, by their ids."""
    cases = {one.id: one.text for one in file.bank.stimuli}
    kept = carried(file, cells_of(file, _TABLES[dialect]) if cells is None else cells)
    return {item.id: _Item(item, cases.get(item.stimulus or "", ""), dialect, pictures).xml() for item in kept}


@dataclass
class Asked:
    """What only one type has: where the answer goes, the conditions of feedback by its id, and those that score."""

    body: str
    scored: list[str]
    told: list[tuple[str, str, str]] = field(default_factory=list)
    """Condition, id of the feedback, and its text in Markdown."""
    kind: str = ""


class _Item:
    """Writes one item; what the table drops is no longer in `item`."""

    def __init__(self, item: Item, case: str, dialect: str, pictures: PictureFiles) -> None:
        self.item, self.case, self.dialect, self.pictures = item, case, dialect, pictures

    def xml(self) -> str:
        item = self.item
        title = NO_XML.sub("", " ".join(item.title.split()) if item.title else item.id)
        parts = asked(item, self)
        told = [*([("<other/>", "general_fb", item.rationale)] if item.rationale else []), *parts.told]
        shown = "".join(
            f'<respcondition continue="Yes"><conditionvar>{condition}</conditionvar>'
            f'<displayfeedback feedbacktype="Response" linkrefid="{name}"/></respcondition>'
            for condition, name, _ in told
        )
        feedback = "".join(
            f'<itemfeedback ident="{name}"><flow_mat>{self.material(text)}</flow_mat></itemfeedback>'
            for _, name, text in told
        )
        return (
            f'<item ident="{item.id}" title="{html.escape(title)}">\n{self._metadata(parts)}\n'
            f"<presentation>{self.material(self._stem())}{parts.body}</presentation>\n"
            '<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/>'
            "</outcomes>"
            f"{shown}{''.join(parts.scored)}</resprocessing>\n{feedback}</item>"
        )

    def _stem(self) -> str:
        item, own = self.item, self.item.stem
        if isinstance(item, ClozeItem):
            own = GAP_MARK.sub(lambda mark: f"[{mark[1]}]", own)
        unit = f" ({item.answer.unit})" if isinstance(item, NumericItem) and item.answer.unit else ""
        return "\n\n".join(filter(None, (self.case, own + unit)))

    def _metadata(self, parts: Asked) -> str:
        if self.dialect == "cc":
            fields = {"cc_profile": _TYPES["cc"][self.item.type]}
        else:
            kind = parts.kind or _TYPES["canvas"][self.item.type]
            fields = {"question_type": kind, "points_possible": plain_number(self.item.points)}
        rows = "".join(
            f"<qtimetadatafield><fieldlabel>{name}</fieldlabel><fieldentry>{value}</fieldentry></qtimetadatafield>"
            for name, value in fields.items()
        )
        return f"<itemmetadata><qtimetadata>{rows}</qtimetadata></itemmetadata>"

    def material(self, markdown: str) -> str:
        """Return a text as HTML in a cell of its own."""
        shown = to_html(NO_XML.sub("", markdown), self._address)
        return f'<material><mattext texttype="text/html">{html.escape(shown, quote=False)}</mattext></material>'

    def words(self, markdown: str) -> str:
        """Return a text without markup."""
        return self.literal(to_plain(markdown)[0])

    def literal(self, text: str) -> str:
        """Return words as they stand."""
        plain = html.escape(NO_XML.sub("", text), quote=False)
        return f'<material><mattext texttype="text/plain">{plain}</mattext></material>'

    def _address(self, address: str) -> str:
        name = self.pictures.name(address)
        base = "$IMS-CC-FILEBASE$" if self.dialect == "cc" else "%24IMS-CC-FILEBASE%24"
        return f"{base}/images/{quote(name)}" if name else ""

    @property
    def case_sensitive(self) -> str:
        """Return what `varequal` of a choice says, or no choice of several is right in Moodle."""
        return ' case="Yes"' if self.dialect == "cc" else ""


def _label(name: str, inner: str) -> str:
    return f'<response_label ident="{name}">{inner}</response_label>'


def _list(name: str, rows: str, *, several: bool = False, shuffle: bool | None = None, inner: str = "") -> str:
    mixed = "" if shuffle is None else f' shuffle="{"Yes" if shuffle else "No"}"'
    how = "Multiple" if several else "Single"
    return (
        f'<response_lid ident="{name}" rcardinality="{how}">{inner}'
        f"<render_choice{mixed}>{rows}</render_choice></response_lid>"
    )


def _right(condition: str) -> str:
    return f'<respcondition continue="No"><conditionvar>{condition}</conditionvar>{_WHOLE}</respcondition>'


def _equal(name: str, to: str = "", where: str = "response1") -> str:
    return f'<varequal respident="{where}"{to}>{name}</varequal>'


@singledispatch
def asked(item: object, to: _Item) -> Asked:
    """Return what only this type of item has."""
    raise TypeError(f"QTI 1.2 has no {type(item).__name__}, {to}")


@asked.register
def _single(item: SingleItem, to: _Item) -> Asked:
    codes = {choice.id: f"c{place}" for place, choice in enumerate(item.choices, 1)}
    rows = "".join(_label(codes[choice.id], to.material(choice.text)) for choice in item.choices)
    (right,) = (codes[choice.id] for choice in item.choices if choice.correct)
    told = [(_equal(codes[one.id]), f"{codes[one.id]}_fb", one.feedback) for one in item.choices if one.feedback]
    return Asked(_list("response1", rows, shuffle=_mixed(item, to)), [_right(_equal(right))], told)


@asked.register
def _multiple(item: MultipleItem, to: _Item) -> Asked:
    codes = {choice.id: f"c{place}" for place, choice in enumerate(item.choices, 1)}
    rows = "".join(_label(codes[choice.id], to.material(choice.text)) for choice in item.choices)
    tests = (
        test if choice.correct else f"<not>{test}</not>"
        for choice in item.choices
        for test in (_equal(codes[choice.id], to.case_sensitive),)
    )
    told = [(_equal(codes[one.id]), f"{codes[one.id]}_fb", one.feedback) for one in item.choices if one.feedback]
    body = _list("response1", rows, several=True, shuffle=_mixed(item, to))
    return Asked(body, [_right(f"<and>{''.join(tests)}</and>")], told)


def _mixed(item: SingleItem | MultipleItem, to: _Item) -> bool | None:
    """Return whether choices are shuffled; a cartridge cannot say it."""
    return item.shuffle if to.dialect == "canvas" else None


@asked.register
def _truefalse(item: TrueFalseItem, to: _Item) -> Asked:
    names = ("true", "false")
    rows = "".join(_label(name, to.words(name.title())) for name in names)
    said = [(name, getattr(item.feedback, name, "") if item.feedback else "") for name in names]
    told = [(_equal(name), f"{name}_fb", text) for name, text in said if text]
    return Asked(_list("response1", rows), [_right(_equal(str(item.answer).lower()))], told)


@asked.register
def _short(item: ShortItem, to: _Item) -> Asked:
    told = [" ".join(one.text.split("\n")) for one in item.answers if one.match != "regex"]
    how = ' case="No"' if to.dialect == "cc" else ""
    tests = "".join(_equal(html.escape(text, quote=False), how) for text in told)
    field = '<render_fib><response_label ident="answer1" rshuffle="No"/></render_fib>'
    field = '<render_fib prompt="Dashline"></render_fib>' if to.dialect == "cc" else field
    body = f'<response_str ident="response1" rcardinality="Single">{field}</response_str>'
    return Asked(body, [_right(tests)])  # any of them: a cartridge knows no <or>


@asked.register
def _essay(item: EssayItem, to: _Item) -> Asked:
    del item
    field = '<render_fib><response_label ident="answer1" rshuffle="No"/></render_fib>'
    field = '<render_fib prompt="Box"></render_fib>' if to.dialect == "cc" else field
    return Asked(f'<response_str ident="response1" rcardinality="Single">{field}</response_str>', [])


@asked.register
def _number(item: NumericItem, to: _Item) -> Asked:
    del to
    answer = item.answer
    value = answer.value or 0.0
    low, high = answer.range or (value - tolerance_of(answer), value + tolerance_of(answer))
    within = (
        f'<vargte respident="response1">{plain_number(low)}</vargte>'
        f'<varlte respident="response1">{plain_number(high)}</varlte>'
    )
    exact = f"<or>{_equal(plain_number(value))}<and>{within}</and></or>"
    label = '<response_label ident="answer1"/>'
    body = (
        '<response_str ident="response1" rcardinality="Single">'
        f'<render_fib fibtype="Decimal">{label}</render_fib></response_str>'
    )
    return Asked(body, [_right(within if answer.range else exact)])


@asked.register
def _match(item: MatchItem, to: _Item) -> Asked:
    texts = sorted({*(pair.response for pair in item.pairs), *item.distractors})  # not in the order of the pairs
    rows = "".join(_label(f"t{place}", to.words(text)) for place, text in enumerate(texts, 1))
    body = "".join(
        _list(f"response_p{place}", rows, inner=to.words(pair.premise)) for place, pair in enumerate(item.pairs, 1)
    )
    share = f"{100 / len(item.pairs):.2f}"
    scored = [
        f"<respcondition><conditionvar>{_equal(f't{texts.index(pair.response) + 1}', where=f'response_p{place}')}"
        f'</conditionvar><setvar varname="SCORE" action="Add">{share}</setvar></respcondition>'
        for place, pair in enumerate(item.pairs, 1)
    ]
    return Asked(body, scored)


@asked.register
def _gaps(item: ClozeItem, to: _Item) -> Asked:
    lists = all(gap.choices for gap in item.gaps)
    body, scored = "", []
    for gap in item.gaps:
        texts = list(gap.choices) if lists else [gap.answer, *gap.also]
        rows = "".join(_label(f"g{place}", to.literal(text)) for place, text in enumerate(texts, 1))
        body += _list(f"response_{gap.id}", rows, inner=to.words(gap.id))
        test = _equal(f"g{texts.index(gap.answer) + 1}", where=f"response_{gap.id}")
        share = f'<setvar varname="SCORE" action="Add">{100 / len(item.gaps):.2f}</setvar>'
        scored.append(f"<respcondition><conditionvar>{test}</conditionvar>{share}</respcondition>")
    return Asked(body, scored, kind=DROPDOWNS if lists else "")
