"""`imsmanifest.xml` of SCORM 1.2 and of SCORM 2004 (4th edition), in the words of the course.

SCORM 1.2 Content Aggregation Model 2.3; SCORM 2004 4th Edition CAM 3.4 and SN 3; metadata of IMS Learning Resource
Meta-data 1.2.1 and of IEEE 1484.12.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from lxml.builder import ElementMaker

from course.outputs.platforms.parts import about, identifier, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from course.outputs.platforms.parts import Part
    from course.outputs.platforms.site import Website
    from course.project import Project

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_OLD = {
    None: "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "imsmd": "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
}
_NEW = {
    None: "http://www.imsglobal.org/xsd/imscp_v1p1",
    "adlcp": "http://www.adlnet.org/xsd/adlcp_v1p3",
    "adlseq": "http://www.adlnet.org/xsd/adlseq_v1p3",
    "adlnav": "http://www.adlnet.org/xsd/adlnav_v1p3",
    "imsss": "http://www.imsglobal.org/xsd/imsss",
    "lom": "http://ltsc.ieee.org/xsd/LOM",
}
_LONGEST_TITLE = 200


def manifest(website: Website, project: Project, kind: str, files: Iterable[str]) -> bytes:
    """Return the manifest of a package of SCORM; `files` are all others in it."""
    return _Manifest(website, project, old=kind == "scorm12").whole(sorted(files))


class _Manifest:
    """One manifest in the making."""

    def __init__(self, website: Website, project: Project, *, old: bool) -> None:
        self.website, self.project, self.old = website, project, old
        self.spaces = _OLD if old else _NEW
        self.make = ElementMaker(namespace=self.spaces[None], nsmap=self.spaces)
        self.adlcp = ElementMaker(namespace=self.spaces["adlcp"])
        self.name = identifier(project)

    def whole(self, files: Iterable[str]) -> bytes:
        """Return the file."""
        make, parts = self.make, parts_of(self.website, self.project)
        organization = make.organization(
            make.title(self.website.data["title"][:_LONGEST_TITLE]), *map(self._item, parts), identifier="organization"
        )
        if not self.old:
            imsss = ElementMaker(namespace=_NEW["imsss"])
            organization.append(imsss.sequencing(imsss.controlMode(choice="true", flow="true")))
        root = make.manifest(
            self._metadata(),
            make.organizations(organization, default="organization"),
            make.resources(self._resource(files)),
            identifier=self.name,
            version=self.project.version[:20],
        )
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))

    def _resource(self, files: Iterable[str]) -> _Element:
        kind = "scormtype" if self.old else "scormType"
        listed = [self.make.file(href=_address(name)) for name in files]
        return self.make.resource(
            *listed,
            {f"{{{self.spaces['adlcp']}}}{kind}": "sco"},
            identifier="shell",
            type="webcontent",
            href="index.html",
        )

    def _item(self, part: Part) -> _Element:
        more = {"parameters": part.query} if part.query else {}
        item = self.make.item(
            self.make.title(part.title[:_LONGEST_TITLE]),
            identifier=f"part-{part.number}",
            identifierref="shell",
            isvisible="true",
            **more,
        )
        mastery = self.website.mastery if part.tested else None
        if self.old:
            if mastery is not None and self.project.tables.platform.status == "passed":
                item.append(self.adlcp.masteryscore(f"{mastery * 100:g}"))
        else:
            item.append(_sequencing(mastery))
        return item

    def _metadata(self) -> _Element:
        version = "1.2" if self.old else "2004 4th Edition"
        lom = self._old_lom() if self.old else self._new_lom()
        return self.make.metadata(self.make.schema("ADL SCORM"), self.make.schemaversion(version), lom)

    def _told(self) -> tuple[str, str, str, str, str]:
        """Return title, description, language, version and the time that the course takes."""
        data = self.website.data
        minutes = f"PT{data['minutes'] // 60}H{data['minutes'] % 60}M"
        return data["title"], about(self.website), self.website.language, data["version"], minutes

    def _old_lom(self) -> _Element:
        title, description, language, version, minutes = self._told()
        make = ElementMaker(namespace=_OLD["imsmd"])

        def said(text: str) -> _Element:
            return make.langstring(text, {"{http://www.w3.org/XML/1998/namespace}lang": language})

        return make.lom(
            make.general(
                make.title(said(title)),
                make.catalogentry(make.catalog("coursewright"), make.entry(said(self.name))),
                make.language(language),
                make.description(said(description)),
            ),
            make.lifecycle(make.version(said(version))),
            make.educational(make.typicallearningtime(make.datetime(minutes))),
        )

    def _new_lom(self) -> _Element:
        title, description, language, version, minutes = self._told()
        make = ElementMaker(namespace=_NEW["lom"])

        def said(text: str) -> _Element:
            return make.string(text, language=language)

        return make.lom(
            make.general(
                make.identifier(make.catalog("coursewright"), make.entry(self.name)),
                make.title(said(title)),
                make.language(language),
                make.description(said(description)),
            ),
            make.lifeCycle(make.version(said(version))),
            make.educational(make.typicalLearningTime(make.duration(minutes))),
        )


def _sequencing(mastery: float | None) -> _Element:
    """Let the part say itself whether it is done and passed; the pass mark stands beside it for the platform."""
    make = ElementMaker(namespace=_NEW["imsss"])
    rules = make.sequencing()
    if mastery is not None:
        aim = make.primaryObjective(
            make.minNormalizedMeasure(f"{mastery:.4g}"), objectiveID="test", satisfiedByMeasure="true"
        )
        rules.append(make.objectives(aim))
    rules.append(make.deliveryControls(completionSetByContent="true", objectiveSetByContent="true"))
    return rules


def _address(name: str) -> str:
    """Return the name of a file as an address: what XML schemas call anyURI."""
    from urllib.parse import quote

    return quote(name)
