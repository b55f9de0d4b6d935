"""The activity as a neutral file: what registries ask per activity, for the provider to report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course.outputs.audit.matrix import plain

if TYPE_CHECKING:
    from course.project import Project

FORM = "course-activity/1"
_SKIPPED = ("amount", "currency")
"""What the provider keeps to itself."""


def activity_of(project: Project) -> dict[str, Any]:
    """Return the activity with dates as text, without learners and without amounts of support."""
    tables = project.tables
    activity = plain(tables.activity)
    dates = {
        "released": tables.activity.released_on,
        "reviewed": tables.activity.reviewed_on,
        "expires": tables.activity.expires_on,
    }
    for name in dates:
        activity.pop(name, None)
    activity["dates"] = activity.get("dates", {}) | {name: day.isoformat() for name, day in dates.items() if day}
    support = [{key: one for key, one in plain(each).items() if key not in _SKIPPED} for each in tables.support]
    return {
        "form": FORM,
        "course": project.name,
        "title": tables.activity.title or project.title,
        "version": project.version,
        "gives_credit": tables.gives_credit,
        "activity": activity,
        "provider": plain(tables.provider) if tables.provider else None,
        "people": plain(tables.everybody),
        "support": support,
        "accreditation": {name: plain(block) for name, block in tables.accreditation.blocks().items()},
        "assessment": plain(tables.assessment),
        "evaluation": plain(tables.evaluation),
        "privacy": plain(tables.privacy),
    }
