"""Everything static that can be wrong with a course, as findings with file and line."""

from course.checks.material import Material, read_material
from course.checks.private import check_private
from course.checks.reading import Reading, what_to_read_first
from course.checks.reviews import content_hash, load_signatures, reviewed_hash
from course.checks.run import all_checks, check, check_material, is_waived, recheck

__all__ = [
    "Material",
    "Reading",
    "all_checks",
    "check",
    "check_material",
    "check_private",
    "content_hash",
    "is_waived",
    "load_signatures",
    "read_material",
    "recheck",
    "reviewed_hash",
    "what_to_read_first",
]
