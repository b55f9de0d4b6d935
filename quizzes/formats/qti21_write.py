"""Write QTI 2.1: a package with a manifest, a file for each item, and pictures as files."""

from __future__ import annotations

import html
import re
from functools import singledispatch
from typing import TYPE_CHECKING
from urllib.parse import quote

from quizzes.formats.carry import carried, cells_of, findings_of
from quizzes.formats.essays import notes_of
from quizzes.formats.format import Written
from quizzes.formats.loss import bracketed, missing_pictures
from quizzes.formats.moodle_write import NO_XML
from quizzes.formats.qti21_table import TABLE
from quizzes.formats.rich_text import PictureFiles, to_html
from quizzes.formats.zip_file import packed
from quizzes.key import plain_number, points_of
from quizzes.model.arranging import MatchItem, OrderItem
from quizzes.model.choices import MultipleItem, SingleItem, TrueFalseItem
from quizzes.model.essay import EssayItem
from quizzes.model.item import Scoring
from quizzes.model.numeric import NumericItem
from quizzes.model.survey import LikertItem
from quizzes.model.words import ClozeItem, ShortItem
from quizzes.number import tolerance_of
from quizzes.structure import GAP_MARK
from quizzes.weights import weights_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizzes.load import BankFile
    from quizzes.model.arranging import Step
    from quizzes.model.types import Item
    from quizzes.model.words import Gap

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ALIEN = re.compile(r' (?:style|start|class)="[^"]*"')
_TAG = re.compile(r"<[^<>]*>")
_MARKED = re.compile(r"<(/?)(del|ins|s)>")
_SAID = {"del": "deleted", "s": "deleted", "ins": "inserted"}
"""QTI 2.1 has no tag for words that were taken back: they are said to be so, or an old dose would stand as new."""
_MATCHED = '<match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>'
_MAPPED = '<setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/></setOutcomeValue>'


def write(file: BankFile) -> Written:
    """Return the package of a bank; every item is a resource of its own, which item banks import one by one."""
    cells = cells_of(file, TABLE)
    losses = tuple(findings_of(file, TABLE, cells))
    cases = {one.id: one.text for one in file.bank.stimuli}
    pictures = PictureFiles(file.path.parent)
    files, resources, marked = dict[str, bytes](), [], []
    for item in carried(file, cells):
        one = _Item(item, cases.get(item.stimulus or "", ""), file.bank.lang, pictures)
        files[f"items/{item.id}.xml"] = one.xml().encode()
        resources.append(_resource(item.id, one.used))
        marked += [item.id] if one.marked else []
    if not files:
        return Written(b"", losses)
    files |= {f"images/{name}": content for name, content in pictures.found.items()}
    files["imsmanifest.xml"] = _manifest(file.bank.id, resources).encode()
    told = (*losses, *bracketed(file, marked), *missing_pictures(file, pictures.missing))
    return Written(packed(files), told)


def _manifest(name: str, resources: list[str]) -> str:
    return (
        f'{_HEAD}<manifest xmlns="{_CP}" xmlns:xsi="{_XSI}" identifier="M_{name}" xsi:schemaLocation="{_CP} '
        'http://www.imsglobal.org/xsd/imscp_v1p1.xsd">\n'
        "<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>\n"
        "<organizations/>\n<resources>\n" + "\n".join(resources) + "\n</resources>\n</manifest>\n"
    )


def _resource(name: str, pictures: list[str]) -> str:
    files = [f"items/{name}.xml", *(f"images/{quote(one)}" for one in pictures)]
    inner = "".join(f'<file href="{one}"/>' for one in files)
    return f'<resource identifier="R_{name}" type="imsqti_item_xmlv2p1" href="items/{name}.xml">{inner}</resource>'


class _Item:
    """Writes one item; what the table drops is no longer in `item`."""

    def __init__(self, item: Item, case: str, lang: str, pictures: PictureFiles) -> None:
        self.item, self.case, self.lang, self.pictures = item, case, lang, pictures
        self.used: list[str] = []
        self.marked = False

    def xml(self) -> str:
        item = self.item
        title = " ".join(item.title.split()) if item.title else item.id
        stem = self.rich("\n\n".join(filter(None, (self.case, item.stem))))
        declared, body, processed = parts(item, self)
        if isinstance(item, ClozeItem):
            stem, body = body, ""
        told = [f'<setOutcomeValue identifier="{name}">{value}</setOutcomeValue>' for name, value, _ in self._said()]
        outcomes = [f'<outcomeDeclaration identifier="{name}" cardinality="{how}" baseType="identifier"/>'
                    for name, _, how in self._said()]  # fmt: skip
        shown = "".join(self._modal())
        points = plain_number(item.points)
        rows = [
            self._head(html.escape(NO_XML.sub("", title))),
            declared,
            _outcome("SCORE", "0"),
            _outcome("MAXSCORE", points),
            *outcomes,
            f"<itemBody><div>{stem}</div>{body}</itemBody>",
            f"<responseProcessing>{processed}{''.join(told)}</responseProcessing>" if processed or told else "",
            shown,
            "</assessmentItem>\n",
        ]
        return "\n".join(filter(None, rows))

    def _head(self, title: str) -> str:
        return (
            f'{_HEAD}<assessmentItem xmlns="{QTI}" xmlns:xsi="{_XSI}" xsi:schemaLocation="{QTI} {QTI}.xsd" '
            f'identifier="{self.item.id}" title="{title}" adaptive="false" timeDependent="false" '
            f'xml:lang="{self.lang}">'
        )

    def rich(self, markdown: str) -> str:
        """Return a text in the XHTML of QTI, which knows no styles and no deleted words."""
        words = to_html(NO_XML.sub("", markdown), self._address)
        return _TAG.sub(lambda tag: _MARKED.sub(self._said_of, _ALIEN.sub("", tag[0])), words)

    def _said_of(self, mark: re.Match[str]) -> str:
        self.marked = True
        return "]</span>" if mark[1] else f"<span>[{_SAID[mark[2]]}: "

    def _address(self, address: str) -> str:
        name = self.pictures.name(address)
        if name and name not in self.used:
            self.used.append(name)
        return f"../images/{quote(name)}" if name else ""

    def _said(self) -> Iterator[tuple[str, str, str]]:
        """Yield the outcomes that show feedback: their names, values and cardinalities."""
        if any(getattr(choice, "feedback", None) for choice in getattr(self.item, "choices", ())):
            yield "FEEDBACK", '<variable identifier="RESPONSE"/>', "multiple" if self.several else "single"
        elif isinstance(self.item, NumericItem) and self.item.feedback:
            yield "FEEDBACK", '<baseValue baseType="identifier">ANSWER</baseValue>', "single"
        if self.item.rationale:
            yield "RATIONALE", '<baseValue baseType="identifier">SHOWN</baseValue>', "single"

    @property
    def several(self) -> bool:
        return isinstance(self.item, MultipleItem)

    def _modal(self) -> Iterator[str]:
        for choice in getattr(self.item, "choices", ()):
            if choice.feedback:
                yield self._feedback("FEEDBACK", f"C_{choice.id}", choice.feedback)
        if isinstance(self.item, NumericItem) and self.item.feedback:
            yield self._feedback("FEEDBACK", "ANSWER", self.item.feedback)
        if self.item.rationale:
            yield self._feedback("RATIONALE", "SHOWN", self.item.rationale)

    def _feedback(self, outcome: str, name: str, markdown: str) -> str:
        head = f'<modalFeedback outcomeIdentifier="{outcome}" identifier="{name}" showHide="show">'
        return f"{head}{self.rich(markdown)}</modalFeedback>\n"


Parts = tuple[str, str, str]
"""Declarations of responses, what stands in the body, and what judges the answer."""


def _declared(kind: str, cardinality: str, values: list[str], mapping: str = "", name: str = "RESPONSE") -> str:
    right = "".join(f"<value>{html.escape(one, quote=False)}</value>" for one in values)
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{kind}">'
        f"{f'<correctResponse>{right}</correctResponse>' if values else ''}{mapping}</responseDeclaration>"
    )


def _outcome(name: str, value: str) -> str:
    default = f"<defaultValue><value>{value}</value></defaultValue>"
    return (
        f'<outcomeDeclaration identifier="{name}" cardinality="single" baseType="float">{default}</outcomeDeclaration>'
    )


def _judged(condition: str) -> str:
    score = '<setOutcomeValue identifier="SCORE"><variable identifier="MAXSCORE"/></setOutcomeValue>'
    return f"<responseCondition><responseIf>{condition}{score}</responseIf></responseCondition>"


def _mapping(entries: list[tuple[str, float]], top: float, low: float = 0) -> str:
    rows = "".join(f'<mapEntry mapKey="{key}" mappedValue="{plain_number(value)}"/>' for key, value in entries)
    return (
        f'<mapping lowerBound="{plain_number(low)}" upperBound="{plain_number(top)}" defaultValue="0">{rows}</mapping>'
    )


def _flag(value: bool) -> str:  # noqa: FBT001 - it is the value
    return "true" if value else "false"


@singledispatch
def parts(item: object, to: _Item) -> Parts:
    """Return what only this type of item has."""
    raise TypeError(f"QTI has no {type(item).__name__}, {to}")


@parts.register(SingleItem)
@parts.register(MultipleItem)
@parts.register(TrueFalseItem)
def _choices(item: SingleItem | MultipleItem | TrueFalseItem, to: _Item) -> Parts:
    several = isinstance(item, MultipleItem)
    shared = item.scoring is not Scoring.ALL_OR_NOTHING and (several or bool(item.lowest or points_of(item)))
    entries = [(f"C_{name}", share * item.points) for name, share in _shares(item).items()]
    mapping = _mapping(entries, item.points, item.lowest * item.points) if shared else ""
    cardinality = "multiple" if several else "single"
    rows = "".join(f'<simpleChoice identifier="C_{one.id}">{to.rich(one.text)}</simpleChoice>' for one in item.choices)
    mixed = item.shuffle and not isinstance(item, TrueFalseItem)
    head = (
        f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="{_flag(mixed)}" maxChoices="{0 if several else 1}">'
    )
    key = [f"C_{name}" for name in item.key]
    judged = _MAPPED if shared else _judged(_MATCHED)
    return _declared("identifier", cardinality, key, mapping), f"{head}{rows}</choiceInteraction>", judged


def _shares(item: SingleItem | MultipleItem | TrueFalseItem) -> dict[str, float]:
    """Return the share of the points that each choice brings, by its id."""
    if item.scoring is Scoring.WEIGHTS and not isinstance(item, TrueFalseItem):
        return weights_of(item)
    share = 1 / len(item.key)
    return {choice.id: share if choice.correct else -share for choice in item.choices}


@parts.register
def _scale(item: LikertItem, to: _Item) -> Parts:
    rows = "".join(f'<simpleChoice identifier="C_{one.id}">{to.rich(one.text)}</simpleChoice>' for one in item.scale)
    head = '<choiceInteraction class="likert" responseIdentifier="RESPONSE" shuffle="false" maxChoices="1">'
    return _declared("identifier", "single", []), f"{head}{rows}</choiceInteraction>", ""


@parts.register
def _pairs(item: MatchItem, to: _Item) -> Parts:
    targets: dict[str, str] = {}
    for pair in item.pairs:
        targets.setdefault(pair.response, f"T_{pair.id}")
    for number, text in enumerate(item.distractors, 1):
        targets.setdefault(text, f"D_{number}")
    key = [f"P_{pair.id} {targets[pair.response]}" for pair in item.pairs]
    shared = item.scoring is not Scoring.ALL_OR_NOTHING
    mapping = _mapping([(one, item.points / len(key)) for one in key], item.points) if shared else ""
    left = "".join(_associable(f"P_{pair.id}", to.rich(pair.premise), 1) for pair in item.pairs)
    right = "".join(_associable(name, to.rich(text), 0) for text, name in sorted(targets.items()))
    head = f'<matchInteraction responseIdentifier="RESPONSE" shuffle="true" maxAssociations="{len(key)}">'
    body = f"{head}<simpleMatchSet>{left}</simpleMatchSet><simpleMatchSet>{right}</simpleMatchSet></matchInteraction>"
    return _declared("directedPair", "multiple", key, mapping), body, _MAPPED if shared else _judged(_MATCHED)


def mixed_up(steps: Sequence[Step]) -> list[Step]:
    """Return steps in another order than the right one: not every player mixes them where it is told to."""
    found = sorted(steps, key=lambda one: (one.text, one.id))
    return found if found != list(steps) else found[::-1]


def _associable(name: str, words: str, most: int) -> str:
    return f'<simpleAssociableChoice identifier="{name}" matchMax="{most}">{words}</simpleAssociableChoice>'


@parts.register
def _order(item: OrderItem, to: _Item) -> Parts:
    shown = mixed_up(item.sequence)
    rows = "".join(f'<simpleChoice identifier="C_{one.id}">{to.rich(one.text)}</simpleChoice>' for one in shown)
    head = '<orderInteraction responseIdentifier="RESPONSE" shuffle="true">'
    key = [f"C_{one.id}" for one in item.sequence]
    return _declared("identifier", "ordered", key), f"{head}{rows}</orderInteraction>", _judged(_MATCHED)


@parts.register
def _number(item: NumericItem, to: _Item) -> Parts:
    del to
    answer, typed = item.answer, '<variable identifier="RESPONSE"/>'
    value, tolerance = answer.value or 0.0, tolerance_of(answer)
    key = plain_number(answer.range[0] if answer.range else value)
    if answer.range or tolerance:  # not every player knows the tolerance of <equal>: one gave 0 for each number near
        ends = answer.range or (value - tolerance, value + tolerance)
        low, high = (f'<baseValue baseType="float">{plain_number(one)}</baseValue>' for one in ends)
        condition = f"<and><gte>{typed}{low}</gte><lte>{typed}{high}</lte></and>"
    else:
        condition = f'<equal toleranceMode="exact">{typed}<correct identifier="RESPONSE"/></equal>'
    unit = f" {html.escape(answer.unit, quote=False)}" if answer.unit else ""
    body = f'<p><textEntryInteraction responseIdentifier="RESPONSE" expectedLength="12"/>{unit}</p>'
    return _declared("float", "single", [key]), body, _judged(condition)


@parts.register
def _words(item: ShortItem, to: _Item) -> Parts:
    del to
    told = [one for one in item.answers if one.match != "regex"]
    rows = "".join(
        f'<mapEntry mapKey="{html.escape(" ".join(one.text.split(chr(10))))}" '
        f'mappedValue="{plain_number(item.points)}" caseSensitive="{_flag(one.match == "exact")}"/>'
        for one in told
    )
    key = [" ".join(told[0].text.split("\n"))]
    body = '<p><textEntryInteraction responseIdentifier="RESPONSE" expectedLength="30"/></p>'
    return _declared("string", "single", key, f'<mapping defaultValue="0">{rows}</mapping>'), body, _MAPPED


@parts.register
def _essay(item: EssayItem, to: _Item) -> Parts:
    notes = f'<rubricBlock view="scorer"><div>{to.rich(notes_of(item))}</div></rubricBlock>'
    body = f'<extendedTextInteraction responseIdentifier="RESPONSE" expectedLines="{item.lines}"/>'
    return _declared("string", "single", []), notes + body, ""


@parts.register
def _gaps(item: ClozeItem, to: _Item) -> Parts:
    gaps = {gap.id: gap for gap in item.gaps}
    source = "\n\n".join(filter(None, (to.case, item.stem)))
    words = to.rich(GAP_MARK.sub(lambda mark: f"\ue000{mark[1]}\ue001", source))
    body = re.sub("\ue000(.*?)\ue001", lambda mark: _gap(gaps[mark[1]], mixed=item.shuffle), words)
    declared = "".join(
        _declared("identifier" if gap.choices else "string", "single", [_answer(gap, gap.answer)], name=f"G_{gap.id}")
        for gap in item.gaps
    )
    conditions = [_gap_condition(gap) for gap in item.gaps]
    if item.scoring is Scoring.ALL_OR_NOTHING:
        return declared, body, _judged(f"<and>{''.join(conditions)}</and>")
    share = f'<baseValue baseType="float">{item.points / len(conditions):.12g}</baseValue>'
    added = f'<setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/>{share}</sum></setOutcomeValue>'
    rows = (f"<responseCondition><responseIf>{one}{added}</responseIf></responseCondition>" for one in conditions)
    return declared, body, "".join(rows)


def _answer(gap: Gap, text: str) -> str:
    return f"O_{gap.choices.index(text) + 1}" if gap.choices else text


def _gap(gap: Gap, *, mixed: bool) -> str:
    if not gap.choices:
        return f'<textEntryInteraction responseIdentifier="G_{gap.id}" expectedLength="{len(gap.answer) + 5}"/>'
    rows = "".join(
        f'<inlineChoice identifier="O_{number}">{html.escape(text, quote=False)}</inlineChoice>'
        for number, text in enumerate(gap.choices, 1)
    )
    head = f'<inlineChoiceInteraction responseIdentifier="G_{gap.id}" shuffle="{_flag(mixed)}">'
    return f"{head}{rows}</inlineChoiceInteraction>"


def _gap_condition(gap: Gap) -> str:
    """Return the condition that a gap is right: one of its answers was given."""
    told, kind = f'<variable identifier="G_{gap.id}"/>', "identifier" if gap.choices else "string"
    wanted = [f'<correct identifier="G_{gap.id}"/>']
    wanted += [f'<baseValue baseType="{kind}">{html.escape(_answer(gap, text))}</baseValue>' for text in gap.also]
    way = "match" if gap.choices else f'stringMatch caseSensitive="{_flag(gap.match == "exact")}" substring="false"'
    end = "match" if gap.choices else "stringMatch"
    tests = [f"<{way}>{told}{one}</{end}>" for one in wanted]
    return f"<or>{''.join(tests)}</or>" if gap.also else tests[0]
