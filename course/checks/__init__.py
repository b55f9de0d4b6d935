"""Everything static that can be wrong with a course, as findings with file and line."""

from course.checks.private import check_private
from course.checks.run import all_checks, check, check_material, is_waived, recheck

__all__ = ["all_checks", "check", "check_material", "check_private", "is_waived", "recheck"]
