"""Write Moodle XML: every text in CDATA, because Moodle loses the blanks between escaped tags."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterator
from functools import partial, singledispatch
from typing import TYPE_CHECKING
from urllib.parse import quote

from quizzes.formats.carry import carried, cells_of, findings_of
from quizzes.formats.essays import notes_of
from quizzes.formats.format import Written
from quizzes.formats.loss import missing_pictures
from quizzes.formats.moodle_fractions import fractions_of
from quizzes.formats.moodle_table import NAME, TABLE
from quizzes.formats.moodle_tags import tags_of
from quizzes.formats.plain_text import to_plain
from quizzes.formats.rich_text import PictureFiles, pictures_in, to_html
from quizzes.key import plain_number
from quizzes.model.arranging import MatchItem, OrderItem
from quizzes.model.choices import MultipleItem, SingleItem, TrueFalseItem
from quizzes.model.essay import EssayItem
from quizzes.model.item import Scoring
from quizzes.model.numeric import NumericItem
from quizzes.model.use import Use
from quizzes.model.words import ClozeItem, ShortItem
from quizzes.number import tolerance_of
from quizzes.structure import GAP_MARK

if TYPE_CHECKING:
    from quizzes.load import BankFile
    from quizzes.model.bank import Bank
    from quizzes.model.types import Item
    from quizzes.model.words import Gap

NO_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEIGHTS = (5, 10, 15, 20, 25, 30, 35, 40)
"""Lines that the field of an essay can have."""
_HTML = re.compile(r"<[A-Za-z/!?]|&#?\w+;")
_EMBEDDED = re.compile(r"[&~{}#=%\\\"]")
_KEPT_SLASH = re.compile(r"\\(?=[}#])")
_CODE = re.compile(r"\{(?=\d*:|#\d)")
"""A brace in a text with gaps that Moodle would read as one, or as the place of one."""


def edition_of(bank: Bank) -> str:
    """Return eight signs that change with every change of a bank."""
    return hashlib.sha256(bank.model_dump_json(by_alias=True).encode()).hexdigest()[:8]


def write(file: BankFile) -> Written:
    """Return a bank as one category of questions; the category bears its edition, because a second import doubles all.

    Source: `question/format/xml/format.php` of Moodle 4.5.
    """
    cells = cells_of(file, TABLE)
    cases = {one.id: one.text for one in file.bank.stimuli}
    pictures = PictureFiles(file.path.parent)
    items = list(carried(file, cells))
    if not items:
        return Written(b"", tuple(findings_of(file, TABLE, cells)))
    edition = f" ({edition_of(file.bank)})"
    title = f"{file.bank.title[: NAME - len(edition)]}{edition}".replace("/", "//")
    parts = [_category(title)]
    for stratum, inside in _strata(file.bank, items).items():
        parts += [_category(f"{title}/{stratum}")] if stratum else []
        parts += [_Question(item, cases, pictures).xml() for item in inside]
    body = "\n".join(parts)
    data = f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{body}\n</quiz>\n'
    lost = missing_pictures(file, pictures.missing)
    return Written(data.encode(), (*findings_of(file, TABLE, cells), *lost))


def _category(name: str) -> str:
    text = cdata(f"$course$/top/{name}")
    return f'<question type="category"><category><text>{text}</text></category></question>'


def _strata(bank: Bank, items: list[Item]) -> dict[str, list[Item]]:
    """Return the items of a pool by lesson and level, as a blueprint draws; those of another bank under no name."""
    found: dict[str, list[Item]] = {}
    for item in items:
        cell = filter(None, (item.lesson or bank.lesson, item.bloom and item.bloom.value))
        found.setdefault("/".join(cell) if bank.use is Use.POOL else "", []).append(item)
    return found


def cdata(text: str) -> str:
    """Return a text that XML takes as it stands."""
    return f"<![CDATA[{NO_XML.sub('', text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def _plain(markdown: str) -> str:
    return to_plain(markdown)[0]


def response_of(markdown: str) -> str:
    """Return a response of a match in words; its signs of HTML as codes where Moodle would take them for tags."""
    words = to_plain(markdown)[0]
    return html.escape(words, quote=False) if _HTML.search(words) else words


class _Question:
    """Writes one question; what the table drops is no longer in `item`."""

    def __init__(self, item: Item, cases: dict[str, str], pictures: PictureFiles) -> None:
        self.item = item
        self.case = cases.get(item.stimulus or "", "")
        self.pictures = pictures

    def xml(self) -> str:
        """Return the element of the question."""
        item = self.item
        name = f"{item.id}: {' '.join(item.title.split())}" if item.title else item.id
        parts = [
            f"<name><text>{cdata(name[:NAME])}</text></name>",
            self.text("questiontext", "\n\n".join(filter(None, (self.case, item.stem)))),
            self.text("generalfeedback", item.rationale or ""),
            f"<defaultgrade>{plain_number(item.points)}</defaultgrade>",
            "<penalty>0.3333333</penalty><hidden>0</hidden>",
            f"<idnumber>{item.id}</idnumber>",
            *answers(item, self),
            *(self.text("hint", hint) for hint in item.hints),
            "".join(["<tags>", *(f"<tag><text>{cdata(tag)}</text></tag>" for tag in tags_of(item)), "</tags>"]),
        ]
        return f'<question type="{_NAMES[item.type]}">\n' + "\n".join(filter(None, parts)) + "\n</question>"

    def text(self, tag: str, markdown: str, attributes: str = "", inner: str = "") -> str:
        """Return an element with a text as HTML and the pictures in it."""
        if not markdown:
            words, files = "", ""
        else:
            source = self._gapped(markdown) if tag == "questiontext" else markdown
            words = to_html(source, partial(self._address))
            names = dict.fromkeys(filter(None, map(self.pictures.name, pictures_in(markdown))))
            files = "".join(self._file(name) for name in names)
        return f'<{tag} {attributes}format="html"><text>{cdata(self._filled(tag, words))}</text>{files}{inner}</{tag}>'

    def feedback(self, markdown: str | None) -> str:
        """Return the feedback of an answer."""
        return self.text("feedback", markdown or "")

    def _address(self, address: str) -> str:
        name = self.pictures.name(address)
        return f"@@PLUGINFILE@@/{quote(name)}" if name else ""

    def _file(self, name: str) -> str:
        content = base64.b64encode(self.pictures.found[name]).decode()
        return f'<file name="{name}" path="/" encoding="base64">{content}</file>'

    def _gapped(self, markdown: str) -> str:
        """Put a sign that Markdown leaves alone where a gap is: its answer may hold any."""
        return GAP_MARK.sub(lambda mark: f"\ue000{mark[1]}\ue001", markdown) if self._gaps else markdown

    @property
    def _gaps(self) -> dict[str, Gap]:
        return {gap.id: gap for gap in self.item.gaps} if isinstance(self.item, ClozeItem) else {}

    def _filled(self, tag: str, words: str) -> str:
        if tag != "questiontext" or not self._gaps:
            return words
        return re.sub("\ue000(.*?)\ue001", lambda mark: self._gap(self._gaps[mark[1]]), _CODE.sub("&#123;", words))

    def _gap(self, gap: Gap) -> str:
        said = f"#{_embedded(to_html(gap.feedback))}" if gap.feedback else ""
        if gap.choices:
            told = (_embedded(html.escape(one, quote=False)) for one in gap.choices)  # shown as HTML
            marked = (
                f"={text}{said}" if one in gap.accepted else text for one, text in zip(gap.choices, told, strict=True)
            )
            return "{1:MULTICHOICE" + ("_S:" if self.item.shuffle else ":") + "~".join(marked) + "}"
        told = (_embedded(text.replace("*", r"\*")) for text in gap.accepted)
        right = "~".join(f"={text}{said}" for text in told)
        return "{1:" + ("SHORTANSWER_C:" if gap.match == "exact" else "SHORTANSWER:") + right + "}"


def _embedded(text: str) -> str:
    r"""Return a text inside a gap with codes for its signs: Moodle takes a backslash only before `}` and `#` away."""
    return _EMBEDDED.sub(lambda sign: f"&#{ord(sign[0])};", _KEPT_SLASH.sub(r"\\\\", text))


_NAMES = {
    "single": "multichoice",
    "multiple": "multichoice",
    "truefalse": "truefalse",
    "match": "matching",
    "order": "ordering",
    "numeric": "numerical",
    "short": "shortanswer",
    "cloze": "cloze",
    "essay": "essay",
}


@singledispatch
def answers(item: object, to: _Question) -> Iterator[str]:
    """Yield the elements that only this type of question has."""
    raise TypeError(f"Moodle XML has no {type(item).__name__}, {to}")


def _answer(to: _Question, fraction: str, text: str, feedback: str | None, *, rich: bool = False) -> str:
    inner = to.feedback(feedback)
    if rich:
        return to.text("answer", text, f'fraction="{fraction}" ', inner)
    return f'<answer fraction="{fraction}" format="plain_text"><text>{cdata(text)}</text>{inner}</answer>'


@answers.register(SingleItem)
@answers.register(MultipleItem)
def _choices(item: SingleItem | MultipleItem, to: _Question) -> Iterator[str]:
    shares = fractions_of(item)
    yield f"<single>{'true' if isinstance(item, SingleItem) else 'false'}</single>"
    yield f"<shuffleanswers>{'true' if item.shuffle else 'false'}</shuffleanswers>"
    yield "<answernumbering>ABCD</answernumbering>"
    for choice in item.choices:
        yield _answer(to, shares[choice.id], choice.text, choice.feedback, rich=True)


@answers.register
def _judged(item: TrueFalseItem, to: _Question) -> Iterator[str]:
    for choice in item.choices:
        yield _answer(to, "100" if choice.correct else "0", choice.id, choice.feedback)


@answers.register
def _paired(item: MatchItem, to: _Question) -> Iterator[str]:
    yield "<shuffleanswers>true</shuffleanswers>"  # in the order of the pairs they would give the key away
    rows = [*((pair.premise, pair.response) for pair in item.pairs), *(("", text) for text in item.distractors)]
    for premise, response in rows:
        inner = f"<answer><text>{cdata(response_of(response))}</text></answer>"
        yield to.text("subquestion", premise, "", inner)


@answers.register
def _ordered(item: OrderItem, to: _Question) -> Iterator[str]:
    partial_credit = item.scoring is Scoring.PARTIAL
    grading = "RELATIVE_ALL_PREVIOUS_AND_NEXT" if partial_credit else "ALL_OR_NOTHING"
    yield "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><selectcount>0</selectcount>"
    yield f"<gradingtype>{grading}</gradingtype><showgrading>SHOW</showgrading>"
    for place, step in enumerate(item.sequence, 1):
        yield to.text("answer", step.text, f'fraction="{place}.0000000" ')


@answers.register
def _numbered(item: NumericItem, to: _Question) -> Iterator[str]:
    answer = item.answer
    if answer.range is not None:
        low, high = answer.range
        value, tolerance = (low + high) / 2, (high - low) / 2
    else:
        value, tolerance = answer.value or 0.0, tolerance_of(answer)
    inner = f"<tolerance>{plain_number(tolerance)}</tolerance>{to.feedback(item.feedback)}"
    yield f'<answer fraction="100" format="plain_text"><text>{plain_number(value)}</text>{inner}</answer>'
    if item.feedback:
        yield _answer(to, "0", "*", item.feedback)
    if answer.unit:
        # With type 0, which is the default, "1.5 kg" is right where 1.5 mg is asked for.
        yield "<unitgradingtype>1</unitgradingtype><unitpenalty>1</unitpenalty><showunits>0</showunits>"
        yield "<unitsleft>0</unitsleft>"
        factors = {answer.unit: 1.0, **(answer.units or {})}
        rows = (f"<multiplier>{1 / n:.15g}</multiplier><unit_name>{cdata(u)}</unit_name>" for u, n in factors.items())
        yield "".join(["<units>", *(f"<unit>{row}</unit>" for row in rows), "</units>"])
    else:
        yield "<unitgradingtype>0</unitgradingtype><showunits>3</showunits>"


@answers.register
def _worded(item: ShortItem, to: _Question) -> Iterator[str]:
    told = [answer for answer in item.answers if answer.match != "regex"]
    yield f"<usecase>{'1' if any(answer.match == 'exact' for answer in told) else '0'}</usecase>"
    for answer in told:
        yield _answer(to, "100", " ".join(answer.text.split("\n")).replace("*", r"\*"), answer.feedback)


@answers.register
def _essay(item: EssayItem, to: _Question) -> Iterator[str]:
    lines = next((height for height in _HEIGHTS if height >= item.lines), _HEIGHTS[-1])
    yield "<responseformat>editor</responseformat><responserequired>1</responserequired>"
    yield f"<responsefieldlines>{lines}</responsefieldlines><attachments>0</attachments>"
    yield "<attachmentsrequired>0</attachmentsrequired>"
    yield to.text("graderinfo", notes_of(item))
    yield to.text("responsetemplate", "")


@answers.register
def _embedded_gaps(_item: ClozeItem, _to: _Question) -> Iterator[str]:
    yield ""  # they stand in the text of the question
