"""What accreditors ask, as dated data with sources, and the arithmetic of time and credit."""

from course.credit.minutes import mergener, rounded_down
from course.credit.profiles import Profile, profile_of, profiles

__all__ = ["Profile", "mergener", "profile_of", "profiles", "rounded_down"]
