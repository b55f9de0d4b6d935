"""The rules of manifests that our packages must keep, written after the standards: order, number and form of elements.

SCORM 1.2 CAM 2.3.2 and its binding of IMS Content Packaging 1.1.2; SCORM 2004 4th Edition CAM 3.4; cmi5 section 14.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

_ID = r"[A-Za-z_][\w.-]*"
_TIME = r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"
_IRI = r"[a-z][a-z0-9+.-]*:\S+"
_SHARE = r"-?(0(\.\d+)?|1(\.0+)?)"
_TEXT = r"(?s).*\S.*"
_COMMON = {
    "manifest": ("metadata organizations resources", {"identifier": _ID}, ""),
    "metadata": ("schema schemaversion lom", {}, ""),
    "schema": ("", {}, "ADL SCORM"),
    "organizations": ("organization", {"default": _ID}, ""),
    "item": ("title masteryscore? sequencing?", {"identifier": _ID, "identifierref": _ID}, ""),
    "resources": ("resource", {}, ""),
    "resource": ("file+", {"identifier": _ID, "type": "webcontent", "href": r"index\.html"}, ""),
    "file": ("", {"href": r"[^ <>]+"}, ""),
    "lom": ("general (lifecycle|lifeCycle) educational", {}, ""),
    "langstring": ("", {"{http://www.w3.org/XML/1998/namespace}lang": r"[A-Za-z-]+"}, _TEXT),
    "string": ("", {"language": r"[A-Za-z-]+"}, _TEXT),
    "datetime": ("", {}, _TIME),
    "duration": ("", {}, _TIME),
}
RULES: dict[str, dict[str, tuple[str, dict[str, str], str]]] = {
    "scorm12": {
        **_COMMON,
        "schemaversion": ("", {}, r"1\.2"),
        "organization": ("title item+", {"identifier": _ID}, ""),
        "masteryscore": ("", {}, r"\d{1,2}(\.\d+)?|100"),
        "general": ("title catalogentry language description", {}, ""),
    },
    "scorm2004": {
        **_COMMON,
        "schemaversion": ("", {}, "2004 4th Edition"),
        "organization": ("title item+ sequencing", {"identifier": _ID}, ""),
        "sequencing": ("controlMode? objectives? deliveryControls?", {}, ""),
        "minNormalizedMeasure": ("", {}, _SHARE),
        "general": ("identifier title language description", {}, ""),
    },
    "cmi5": {
        "courseStructure": ("course au+", {}, ""),
        "course": ("title description", {"id": _IRI}, ""),
        "au": (
            "title description url",
            {"id": _IRI, "moveOn": "Passed|Completed|CompletedAndPassed|CompletedOrPassed|NotApplicable"},
            "",
        ),
        "langstring": ("", {"lang": r"[A-Za-z-]+"}, _TEXT),
        "url": ("", {}, r"\S+"),
    },
}
_OPTIONAL = {"masteryScore": _SHARE}


def faults(kind: str, manifest: bytes) -> list[str]:
    """Return what is wrong with a manifest, one line for each element and rule."""
    root = etree.fromstring(manifest)
    found = [fault for node in root.iter() for fault in _faults(node, RULES[kind])]
    ids = [node.get("identifier") for node in root.iter() if node.get("identifier")]
    wanted = [node.get("identifierref") for node in root.iter() if node.get("identifierref")]
    found += [f"{name} is no identifier" for name in wanted if name not in ids]
    return found + [f"{name} is an identifier twice" for name in set(ids) if ids.count(name) > 1]


def _faults(node: _Element, rules: dict[str, tuple[str, dict[str, str], str]]) -> list[str]:
    name = etree.QName(node).localname
    children, attributes, text = rules.get(name, (None, {}, ""))
    found = []
    if children is not None and children != "":
        pattern = " ".join(children.split())
        shape = re.sub(r"([()|\w]+)([?+]?) ?", r"(?:\1 )\2", pattern)
        inside = "".join(f"{etree.QName(child).localname} " for child in node)
        if not re.fullmatch(shape, inside):
            found.append(f"{name} holds {inside.strip() or 'nothing'}, not {children}")
    for key, form in {**attributes, **{key: form for key, form in _OPTIONAL.items() if key in node.attrib}}.items():
        if not re.fullmatch(form, node.get(key, "")):
            found.append(f"{name} has {key}={node.get(key)}")
    if text and not re.fullmatch(text, node.text or ""):
        found.append(f"{name} says {node.text}")
    return found
