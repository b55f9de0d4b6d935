"""What an auditor asks for: each requirement with its evidence, and the activity as a neutral file."""

from course.outputs.audit.activity_file import activity_of
from course.outputs.audit.matrix import Matrix, audit
from course.outputs.audit.page import as_html, as_json, as_markdown
from course.outputs.audit.printed import as_paper

__all__ = ["Matrix", "activity_of", "as_html", "as_json", "as_markdown", "as_paper", "audit"]
