"""`cmi5.xml`, the course structure of cmi5 (edition Quartz, section 13.1): one assignable unit a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from lxml.builder import ElementMaker

from course.outputs.platforms.parts import about, parts_of
from course.outputs.platforms.shell import course_iri

if TYPE_CHECKING:
    from lxml.etree import _Element

    from course.outputs.platforms.parts import Part
    from course.outputs.platforms.site import Website
    from course.project import Project

_SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"


def structure(website: Website, project: Project) -> bytes:
    """Return the file."""
    make = ElementMaker(namespace=_SPACE, nsmap={None: _SPACE})
    iri, language, told = course_iri(project), website.language, about(website)

    def said(name: str, text: str) -> _Element:
        return make(name, make.langstring(text, lang=language))

    def unit(part: Part) -> _Element:
        mastery = {"masteryScore": f"{website.mastery:.4f}"} if part.tested and website.mastery is not None else {}
        move_on = project.tables.platform.move_on if part.tested else "Completed"
        return make.au(
            said("title", part.title),
            said("description", told),
            make.url(f"index.html{part.query}"),
            id=f"{iri}/part/{part.number}",
            moveOn=move_on,
            launchMethod="AnyWindow",
            **mastery,
        )

    course = make.course(said("title", website.data["title"]), said("description", told), id=iri)
    root = make.courseStructure(course, *map(unit, parts_of(website, project)))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
