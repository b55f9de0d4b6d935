"""The questions of Moodle's activity Feedback: opinions on a scale, which its question bank does not have.

Source: `mod/feedback/import.php` and `mod/feedback/item/multichoicerated/lib.php` of Moodle 4.5. Every point of a scale
is a row `number####words`, rows stand between bars, `r>>>>>` says that one is taken; the label is the id of an item.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from quizzes.finding import FindingsError
from quizzes.formats.building import Builder, NotTakenError
from quizzes.formats.carry import KEPT, Rule, Table, carried, cells_of, changed, dropped, findings_of
from quizzes.formats.foreign_xml import local, parse, read_bytes
from quizzes.formats.format import Format, Html, Read, Written
from quizzes.formats.loss import unreadable
from quizzes.formats.moodle_write import cdata
from quizzes.formats.plain_text import to_plain
from quizzes.formats.rich_text import is_plain, lost_link, pictures_in, to_html
from quizzes.model.survey import LikertItem

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element as Element

    from quizzes.formats.carry import Fate
    from quizzes.load import BankFile
    from quizzes.model.types import Item

_VERSION = "200701"
_RATED, _ONE = "multichoicerated", "multichoice"
_SIGNS = re.compile(r"[|#<>&]")
_ADJUST = "<<<<<"
_FEWEST = 2


def _stem(item: Item) -> Fate:
    if pictures_in(item.stem):
        return changed("a picture becomes its words")
    return changed("the case stands before it") if item.stimulus else KEPT


def _scale(item: LikertItem) -> Fate:
    plain = is_plain(*(point.text for point in item.scale))
    return KEPT if plain else changed("the words of its points arrive without markup")


_GRADED = dropped("it has a right answer: Moodle XML is for its question bank")
_RULES: dict[str, Rule] = {
    "type": _GRADED,
    "likert.type": KEPT,
    "stem": _stem,
    "scale": _scale,
    "scale.id": dropped("the points have numbers"),
    "stimulus": changed("it stands before the stem of each of its items"),
}
TABLE = Table("Moodle Feedback", _RULES, lost_link)


def write(file: BankFile) -> Written:
    """Return the opinions of a bank; nothing of them is required."""
    cells = cells_of(file, TABLE)
    losses = tuple(findings_of(file, TABLE, cells))
    cases = {one.id: one.text for one in file.bank.stimuli}
    items = [one for one in carried(file, cells) if isinstance(one, LikertItem)]
    if not items:
        return Written(b"", losses)
    rows = "\n".join(_item(number, one, cases.get(one.stimulus or "", "")) for number, one in enumerate(items, 1))
    head = '<?xml version="1.0" encoding="UTF-8" ?>\n'
    head += f'<FEEDBACK VERSION="{_VERSION}" COMMENT="XML-Importfile for mod/feedback">\n'
    return Written(f"{head}<ITEMS>\n{rows}\n</ITEMS>\n</FEEDBACK>\n".encode(), losses)


def _item(number: int, item: LikertItem, case: str) -> str:
    stem = to_html("\n\n".join(filter(None, (case, item.stem))), lambda _: "")
    points = "|".join(f"{place}####{_coded(point.text)}" for place, point in enumerate(item.scale, 1))
    parts = {
        "ITEMID": str(number),
        "ITEMTEXT": stem,
        "ITEMLABEL": item.id,
        "PRESENTATION": f"r>>>>>{points}",
        "OPTIONS": "",
        "DEPENDITEM": "0",
        "DEPENDVALUE": "",
    }
    inner = "".join(f"<{tag}>{cdata(text)}</{tag}>" for tag, text in parts.items())
    return f'<ITEM TYPE="{_RATED}" REQUIRED="0">{inner}</ITEM>'


def _coded(markdown: str) -> str:
    """Return the words of a point with codes for the signs that divide points; Moodle shows them as HTML."""
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", to_plain(markdown)[0])


def read(path: Path) -> Read:
    """Return the scales of a file; raises FindingsError for what is no Feedback, and where none can be taken."""
    root = parse(path, read_bytes(path))
    if local(root) != "FEEDBACK":
        raise FindingsError(unreadable(path, 1, f"the root is <{local(root)}>; that of a Feedback is <FEEDBACK>"))
    builder = Builder(path)
    for element in root.iter("ITEM"):
        kind, line = element.get("TYPE", ""), element.sourceline or 1
        label = (element.findtext("ITEMLABEL") or "").strip()
        if kind in ("pagebreak", "label"):
            builder.tell(line, f"left out: {kind}")
            continue
        try:
            builder.add(line, _taken(element, kind), label)
        except NotTakenError as error:
            builder.refuse(line, str(error), label)
    return builder.done()


def _taken(element: Element, kind: str) -> dict[str, Any]:
    if kind not in (_RATED, _ONE):
        raise NotTakenError(f"a bank has no opinion of Moodle's type '{kind}'")
    way, _, points = (element.findtext("PRESENTATION") or "").partition(">>>>>")
    if not points or way.strip() not in ("r", "d"):
        raise NotTakenError("several of its points can be taken")
    rows = [one.rpartition("####")[2].strip() for one in points.partition(_ADJUST)[0].split("|")]
    if len(rows) < _FEWEST or not all(rows):
        raise NotTakenError("it has no scale")
    scale = [{"id": str(place), "text": Html(f"<p>{_shown(one)}</p>")} for place, one in enumerate(rows, 1)]
    return {"type": "likert", "stem": Html((element.findtext("ITEMTEXT") or "").strip()), "scale": scale}


def _shown(code: str) -> str:
    """Return words of a point as HTML: a file of Moodle may hold signs that are no markup."""
    return code if re.search(r"</?[A-Za-z]", code) else html.escape(html.unescape(code), quote=False)


FORMAT = Format("moodle-feedback", ".xml", "Moodle's activity Feedback: opinions on a scale", read, write, TABLE)
