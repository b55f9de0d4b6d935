"""The Sphinx side of a course: directives, domain, notices, navigation, and settings from course.toml."""
