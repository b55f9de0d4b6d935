"""Write OLX, the course of Open edX: an archive with one problem an item, each in a unit of its own, and pictures.

Source of the elements: `capa/responsetypes.py` and `capa/inputtypes.py` of edx-platform, `openedx-demo-course`. The
name of a problem (`url_name`) is the id of its item: answers of learners hang on it, so it never changes.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import tarfile
from functools import singledispatch
from typing import TYPE_CHECKING
from urllib.parse import quote

from quizzes.formats.carry import carried, cells_of, findings_of
from quizzes.formats.format import Written
from quizzes.formats.loss import missing_pictures
from quizzes.formats.moodle_write import NO_XML
from quizzes.formats.olx_table import TABLE
from quizzes.formats.plain_text import to_plain
from quizzes.formats.rich_text import PictureFiles, to_html
from quizzes.key import plain_number
from quizzes.model.arranging import MatchItem
from quizzes.model.choices import MultipleItem, SingleItem, TrueFalseItem
from quizzes.model.numeric import NumericItem
from quizzes.model.words import ClozeItem, ShortItem
from quizzes.number import tolerance_of
from quizzes.structure import GAP_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quizzes.load import BankFile
    from quizzes.model.bank import Bank
    from quizzes.model.types import Item
    from quizzes.model.words import Gap

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_RUN = "bank"
"""The run of the course in the archive; a platform gives it another when it takes the archive in."""
_DATES = {"start": "2099-01-01T00:00:00Z", "end": "2100-01-01T00:00:00Z"}
"""A course needs both; nothing is open to learners before somebody sets the days."""
_GRADER = {"type": "Quiz", "short_label": "Q", "min_count": 1, "drop_count": 0, "weight": 1.0}
_IMAGE = "images_course_image.jpg"
"""The name that Studio gives to the picture of a course which has none."""
_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.DOTALL)


def write(file: BankFile) -> Written:
    """Return the archive of a bank."""
    cells = cells_of(file, TABLE)
    losses = tuple(findings_of(file, TABLE, cells))
    cases = {one.id: one.text for one in file.bank.stimuli}
    pictures = PictureFiles(file.path.parent)
    items = list(carried(file, cells))
    if not items:
        return Written(b"", losses)
    files = {
        f"problem/{item.id}.xml": _Problem(item, cases.get(item.stimulus or "", ""), pictures).xml() for item in items
    }
    files |= _course(file.bank, items)
    parts = {f"course/{name}": f"{text}\n".encode() for name, text in files.items()}
    parts |= {f"course/static/{name}": content for name, content in pictures.found.items()}
    return Written(_archive(parts), (*losses, *missing_pictures(file, pictures.missing)))


def _archive(files: Mapping[str, bytes]) -> bytes:
    """Return a tar.gz that is the same twice: sorted, all of one date, of nobody."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in sorted(files):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime, entry.mode = len(files[name]), 0, 0o644
            archive.addfile(entry, io.BytesIO(files[name]))
    return gzip.compress(stream.getvalue(), mtime=0)


def _course(bank: Bank, items: Iterable[Item]) -> dict[str, str]:
    """Return the files around the problems: a chapter with one section, and in it a unit for each item."""
    title, lang = _attribute(bank.title), _attribute(bank.lang)
    named = [(item.id, _attribute(_title(item))) for item in items]
    units = "".join(f'<vertical url_name="unit-{name}"/>' for name, _ in named)
    dates = " ".join(f'{key}="{day}"' for key, day in _DATES.items())
    files = {
        "course.xml": f'<course url_name="{_RUN}" org="bank" course="{bank.id}"/>',
        f"course/{_RUN}.xml": f'<course display_name="{title}" language="{lang}" course_image="{_IMAGE}" {dates}>'
        f'<chapter url_name="chapter-{bank.id}"/></course>',
        f"chapter/chapter-{bank.id}.xml": f'<chapter display_name="{title}"><sequential url_name="section-{bank.id}"/>'
        "</chapter>",
        f"sequential/section-{bank.id}.xml": f'<sequential display_name="{title}">{units}</sequential>',
        f"policies/{_RUN}/policy.json": json.dumps({f"course/{_RUN}": {}}),
        f"policies/{_RUN}/grading_policy.json": json.dumps({"GRADER": [_GRADER], "GRADE_CUTOFFS": {"Pass": 0.5}}),
    }
    return files | {
        f"vertical/unit-{name}.xml": f'<vertical display_name="{label}"><problem url_name="{name}"/></vertical>'
        for name, label in named
    }


def _title(item: Item) -> str:
    return " ".join(item.title.split()) if item.title else item.id


def _attribute(text: str) -> str:
    return html.escape(NO_XML.sub("", text))


def _words(text: str) -> str:
    return html.escape(NO_XML.sub("", text), quote=False)


class _Problem:
    """Writes one item; what the table drops is no longer in `item`."""

    def __init__(self, item: Item, case: str, pictures: PictureFiles) -> None:
        self.item, self.case, self.pictures = item, case, pictures

    def xml(self) -> str:
        """Return the file of the problem."""
        item = self.item
        tries = f' max_attempts="{item.attempts}"' if item.attempts else ""
        stem = "\n\n".join(filter(None, (self.case, item.stem)))
        asked = self.gapped(item, stem) if isinstance(item, ClozeItem) else f"{self.rich(stem)}\n{answers(item, self)}"
        hints = "".join(f"<hint>{self.line(hint)}</hint>" for hint in item.hints)
        said = f'<div class="detailed-solution">{self.rich(item.rationale)}</div>' if item.rationale else ""
        return (
            f'{_HEAD}<problem display_name="{_attribute(_title(item))}" weight="{plain_number(item.points)}"{tries}>\n'
            f"{asked}\n"
            f"{f'<solution>{said}</solution>' if said else ''}{f'<demandhint>{hints}</demandhint>' if hints else ''}"
            "</problem>"
        )

    def rich(self, markdown: str) -> str:
        """Return a text as HTML."""
        return to_html(NO_XML.sub("", markdown), self._address)

    def line(self, markdown: str) -> str:
        """Return a text without the tags of its paragraph, where it is one."""
        words = self.rich(markdown)
        found = _PARAGRAPH.fullmatch(words)
        return found[1] if found else words

    def hint(self, tag: str, markdown: str | None) -> str:
        """Return the feedback of an answer."""
        return f"<{tag}>{self.line(markdown)}</{tag}>" if markdown else ""

    def _address(self, address: str) -> str:
        name = self.pictures.name(address)
        return f"/static/{quote(name)}" if name else ""

    def gapped(self, item: ClozeItem, stem: str) -> str:
        """Return a text with its fields where the gaps are."""
        gaps = {gap.id: gap for gap in item.gaps}
        words = self.rich(GAP_MARK.sub(lambda mark: f"\ue000{mark[1]}\ue001", stem))
        words = words if words.startswith("<") else f"<p>{words}</p>"
        return re.sub("\ue000(.*?)\ue001", lambda mark: _gap(gaps[mark[1]]), words)


@singledispatch
def answers(item: object, to: _Problem) -> str:
    """Return what only this type of item has."""
    raise TypeError(f"OLX has no {type(item).__name__}, {to}")


@answers.register(SingleItem)
@answers.register(TrueFalseItem)
def _single(item: SingleItem | TrueFalseItem, to: _Problem) -> str:
    mixed = "false" if isinstance(item, TrueFalseItem) or not item.shuffle else "true"
    group = f'<choicegroup type="MultipleChoice" shuffle="{mixed}">{_choices(item, to)}</choicegroup>'
    return f"<multiplechoiceresponse>{group}</multiplechoiceresponse>"


@answers.register
def _multiple(item: MultipleItem, to: _Problem) -> str:
    return f"<choiceresponse><checkboxgroup>{_choices(item, to)}</checkboxgroup></choiceresponse>"


def _choices(item: SingleItem | MultipleItem | TrueFalseItem, to: _Problem) -> str:
    hint = "choicehint"
    return "".join(
        f'<choice correct="{"true" if one.correct else "false"}">{to.line(one.text)}'
        f"{_chosen(hint, one.feedback, to, several=isinstance(item, MultipleItem))}</choice>"
        for one in item.choices
    )


def _chosen(tag: str, feedback: str | None, to: _Problem, *, several: bool) -> str:
    """Return the feedback of a choice; of several it is said which is meant, marked or not."""
    told = to.hint(tag, feedback)
    return told.replace(f"<{tag}>", f'<{tag} selected="true">', 1) if several else told


@answers.register
def _short(item: ShortItem, to: _Problem) -> str:
    told = [one for one in item.answers if one.match != "regex"]
    texts = [_attribute(" ".join(one.text.split("\n"))) for one in told]
    more = "".join(
        f'<additional_answer answer="{text}">{to.hint("correcthint", one.feedback)}</additional_answer>'
        for text, one in zip(texts[1:], told[1:], strict=True)
    )
    kind = "" if any(one.match == "exact" for one in told) else ' type="ci"'
    said = to.hint("correcthint", told[0].feedback)
    return f'<stringresponse answer="{texts[0]}"{kind}>{said}{more}<textline size="20"/></stringresponse>'


@answers.register
def _number(item: NumericItem, to: _Problem) -> str:
    answer = item.answer
    unit = f' trailing_text="{_attribute(answer.unit)}"' if answer.unit else ""
    field = f"<formulaequationinput{unit}/>{to.hint('correcthint', item.feedback)}"
    if answer.range is not None:
        low, high = map(plain_number, answer.range)
        return f'<numericalresponse answer="[{low},{high}]">{field}</numericalresponse>'
    wide = plain_number(tolerance_of(answer))
    if answer.relative_tolerance:
        wide = f"{plain_number(answer.relative_tolerance * 100)}%"
    inner = f'<responseparam type="tolerance" default="{wide}"/>'
    return f'<numericalresponse answer="{plain_number(answer.value or 0.0)}">{inner}{field}</numericalresponse>'


@answers.register
def _match(item: MatchItem, to: _Problem) -> str:
    right = [to_plain(pair.response)[0] for pair in item.pairs]
    texts = sorted({*right, *(to_plain(text)[0] for text in item.distractors)})  # not in the order of the pairs
    return "\n".join(
        f"<optionresponse><label>{to.line(pair.premise)}</label><optioninput>{_options(texts, text)}</optioninput>"
        "</optionresponse>"
        for pair, text in zip(item.pairs, right, strict=True)
    )


def _options(texts: Iterable[str], right: str) -> str:
    return "".join(f'<option correct="{text == right}">{_words(text)}</option>' for text in texts)


def _gap(gap: Gap) -> str:
    if gap.choices:
        field = f'<optioninput inline="1">{_options(gap.choices, gap.answer)}</optioninput>'
        return f'<optionresponse inline="1">{field}</optionresponse>'
    more = "".join(f'<additional_answer answer="{_attribute(text)}"/>' for text in gap.also)
    kind = "" if gap.match == "exact" else ' type="ci"'
    head = f'<stringresponse inline="1" answer="{_attribute(gap.answer)}"{kind}>'
    return f'{head}{more}<textline inline="1" size="15"/></stringresponse>'
