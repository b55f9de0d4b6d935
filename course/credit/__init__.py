"""What accreditors ask, as dated data with sources, and the arithmetic of time and credit."""

from course.credit.minutes import mergener, rounded_down
from course.credit.profiles import Profile, profile_of, profiles
from course.credit.requirements import Requirement, requirements

__all__ = ["Profile", "Requirement", "mergener", "profile_of", "profiles", "requirements", "rounded_down"]
