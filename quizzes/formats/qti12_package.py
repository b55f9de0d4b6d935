"""The packages around an assessment of QTI 1.2: that of Canvas, and a Common Cartridge 1.1."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from quizzes.model.bank import Bank

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
_CC = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_CC_LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
_CC_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"


def _canvas(bank: Bank, items: str, pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    return canvas_package(bank.id, bank.title, items, pictures)


def canvas_package(name: str, title: str, items: str, pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a quiz: `items` are the questions, or sections of questions."""
    path = f"{name}/{name}.xml"
    head = f'{_HEAD}<questestinterop xmlns="{_QTI}" {_XSI}>\n'
    quiz = f'{head}<assessment ident="{name}" title="{html.escape(title)}">\n'
    quiz += f'<section ident="root_section">\n{items}\n</section>\n</assessment>\n</questestinterop>\n'
    resources = f'<resource identifier="R_{name}" type="imsqti_xmlv1p2"><file href="{path}"/></resource>\n'
    resources += "".join(_picture(number, one) for number, one in enumerate(pictures, 1))
    manifest = (
        f'{_HEAD}<manifest identifier="M_{name}" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1" {_XSI}>\n'
        "<metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>\n"
        f"<organizations/>\n<resources>\n{resources}</resources>\n</manifest>\n"
    )
    return _files({path: quiz, "imsmanifest.xml": manifest}, pictures)


def _cartridge(bank: Bank, items: str, pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    name = f"{bank.id}/assessment.xml"
    title = html.escape(bank.title)
    rows = "".join(
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry></qtimetadatafield>"
        for label, entry in (("cc_profile", "cc.exam.v0p1"), ("qmd_assessmenttype", "Examination"))
    )
    quiz = (
        f'{_HEAD}<questestinterop xmlns="{_CC_QTI}" {_XSI}>\n<assessment ident="{bank.id}" title="{title}">\n'
        f"<qtimetadata>{rows}</qtimetadata>\n"
        f'<section ident="root_section">\n{items}\n</section>\n</assessment>\n</questestinterop>\n'
    )
    shown = "".join(f'<dependency identifierref="P_{number}"/>' for number in range(1, len(pictures) + 1))
    resources = (
        f'<resource identifier="R_{bank.id}" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment"><file href="{name}"/>'
        f"{shown}</resource>\n"
    )
    resources += "".join(_picture(number, one) for number, one in enumerate(pictures, 1))
    lom = (
        f'<lomimscc:lom xmlns:lomimscc="{_CC_LOM}"><lomimscc:general><lomimscc:title>'
        f'<lomimscc:string language="{html.escape(bank.lang)}">{title}</lomimscc:string>'
        "</lomimscc:title></lomimscc:general></lomimscc:lom>"
    )
    manifest = (
        f'{_HEAD}<manifest identifier="M_{bank.id}" xmlns="{_CC}" {_XSI}>\n'
        f"<metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion>{lom}</metadata>\n"
        '<organizations><organization identifier="O_1" structure="rooted-hierarchy"><item identifier="root">'
        f'<item identifier="I_1" identifierref="R_{bank.id}"><title>{title}</title></item></item></organization>'
        f"</organizations>\n<resources>\n{resources}</resources>\n</manifest>\n"
    )
    return _files({name: quiz, "imsmanifest.xml": manifest}, pictures)


def _picture(number: int, name: str) -> str:
    href = f"images/{quote(name)}"
    return f'<resource identifier="P_{number}" type="webcontent" href="{href}"><file href="{href}"/></resource>\n'


def _files(texts: Mapping[str, str], pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    return {
        **{name: text.encode() for name, text in texts.items()},
        **{f"images/{name}": content for name, content in pictures.items()},
    }


PACKAGES: dict[str, Callable[[Bank, str, Mapping[str, bytes]], dict[str, bytes]]] = {
    "canvas": _canvas,
    "cc": _cartridge,
}
"""The files of a package by its dialect."""
