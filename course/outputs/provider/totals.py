"""How many took part: physicians and others, as PARS counts them, and by profession; for each calendar year."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course.outputs.provider.participation import Participations
    from course.project import Project

FORM = "course-totals/1"


def totals_of(project: Project, table: Participations) -> dict[str, Any]:
    """Return the totals, without anybody's name: of all years, and of each calendar year up to its end (A97, A98)."""
    rows = [row for _, row in table.rows]
    years = sorted({row["completed"].year for row in rows})
    return {
        "form": FORM,
        "course": project.name,
        "provider_activity_id": project.tables.activity.reporting.provider_activity_id or None,
        "jointly_with": [one.name for one in project.tables.provider.joint] if project.tables.provider else [],
        "all": _counted(rows),
        "years": {str(year): _counted([row for row in rows if row["completed"].year == year]) for year in years},
    }


def _counted(rows: list[dict[str, Any]]) -> dict[str, Any]:
    groups = Counter(row["profession_group"] for row in rows)
    return {
        "learners": len(rows),
        "physicians": groups["physician"],
        "others": groups["other"],
        "by_profession": dict(sorted(Counter(row["profession"] for row in rows).items())),
    }
