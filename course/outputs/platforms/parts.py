"""What a package is divided into: the whole course as one, or each of its parts as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from course.outputs.platforms.site import Website
    from course.project import Project


@dataclass(frozen=True)
class Part:
    """One thing that a platform opens: `query` names it in the address, `tested` says whether the test is in it."""

    number: int
    title: str
    minutes: int
    query: str
    tested: bool


def parts_of(website: Website, project: Project) -> list[Part]:
    """Return what the platform opens; one part unless the author asks for one a lesson."""
    data = website.data
    if project.tables.platform.sco == "course" or not data["steps"]:
        return [Part(1, data["title"], data["minutes"], "", website.mastery is not None)]
    tested = {item["page"] for item in website.items if item["mode"] == "posttest"}
    return [
        Part(number, website.titles.get(doc, doc), minutes, f"?part={number}", doc in tested)
        for number, (doc, minutes) in enumerate(data["steps"], 1)
    ]


def about(website: Website) -> str:
    """Return what the course says of itself: its subtitle and the description of its start page."""
    told = [text.strip() for text in (website.data["subtitle"], website.about) if text.strip()]
    return ". ".join(dict.fromkeys(text.rstrip(".") for text in told)) or str(website.data["title"])


def identifier(project: Project) -> str:
    """Return a name of the package that XML takes for an id."""
    letters = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "_" for sign in project.name)
    return f"course-{letters}"
