"""QTI 3.0: the elements of QTI 2.1 under names of web components, in a package of its own.

Source: 1EdTech, "QTI v3.0 Assessment, Section and Item Information Model" and its XML binding
(imsglobal.org/spec/qti/v3p0): each element has the prefix `qti-`, names have dashes for capitals, and feedback has a
`qti-content-body`. So one writer and one reader serve both versions.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from quizzes.formats.foreign_xml import local
from quizzes.formats.format import Format, Written
from quizzes.formats.qti21_read import read
from quizzes.formats.qti21_table import TABLE
from quizzes.formats.qti21_write import write as write_old
from quizzes.formats.qti_names import NAMES, dashed
from quizzes.formats.zip_file import packed

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from quizzes.load import BankFile

SPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd"
_PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"


def write(file: BankFile) -> Written:
    """Return the package of a bank; what cannot be said is what QTI 2.1 cannot say."""
    old = write_old(file)
    losses = tuple(replace(one, message=one.message.replace("QTI 2.1", "QTI 3.0")) for one in old.losses)
    if not old.data:
        return Written(b"", losses)
    with zipfile.ZipFile(io.BytesIO(old.data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for name, content in files.items():
        if name == "imsmanifest.xml":
            files[name] = _manifest(content)
        elif name.startswith("items/"):
            files[name] = _item(content)
    return Written(packed(files), losses)


def _item(content: bytes) -> bytes:
    """Return an item of QTI 2.1 as one of QTI 3.0."""
    made = _new(etree.fromstring(content))
    made.set(f"{{{_XSI}}}schemaLocation", f"{SPACE} {_SCHEMA}/imsqti_asiv3p0_v1p0.xsd")
    return bytes(etree.tostring(made, xml_declaration=True, encoding="UTF-8"))


def _new(old: Element) -> Element:
    name = local(old)
    tag = f"qti-{dashed(name)}" if name in NAMES else name
    made = etree.Element(f"{{{SPACE}}}{tag}", nsmap={None: SPACE, "xsi": _XSI})
    for key, value in old.attrib.items():
        made.set(dashed(str(key)) if name in NAMES and "}" not in str(key) else key, value)
    holder = etree.SubElement(made, f"{{{SPACE}}}qti-content-body") if name == "modalFeedback" else made
    holder.text, made.tail = old.text, old.tail
    for one in old:
        holder.append(_new(one))
    return made


def _manifest(content: bytes) -> bytes:
    text = content.decode().replace("imsqti_item_xmlv2p1", "imsqti_item_xmlv3p0")
    text = text.replace("QTIv2.1 Package", "QTI Package").replace("<schemaversion>1.0.0", "<schemaversion>3.0.0")
    place = f"{_PACKAGE} {_SCHEMA}/imsqtiv3p0_imscpv1p2_v1p0.xsd"
    text = re.sub(r'xsi:schemaLocation="[^"]*"', f'xsi:schemaLocation="{place}"', text)
    return text.replace('xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"', f'xmlns="{_PACKAGE}"').encode()


FORMAT = Format(
    "qti3", ".zip", "QTI 3.0: a package of every type, with pictures", read, write, replace(TABLE, name="QTI 3.0")
)
