"""What a new course holds for its authors and their tools: how to begin, rules, schemas for editors, checks on push."""

from __future__ import annotations

from importlib.resources import files

from course.ingest.literal import literal
from course.ingest.starter import template

_SCHEMAS = {"bank": ("quizzes", "schema.json"), "quizzes": ("quizzes", "settings.schema.json"),
            "course": ("course.project", "course.schema.json")}  # fmt: skip
SCHEMA_OF_BANKS = "../.schemas/bank.json"


def write_tools(title: str) -> dict[str, str]:
    """Return the files by their paths; schemas are copies of those of the engine that makes the course."""
    schemas = {
        f".schemas/{name}.json": (files(package) / file).read_text(encoding="utf-8")
        for name, (package, file) in _SCHEMAS.items()
    }
    return {
        "README.md": template("README.md", title=literal(title)),
        "AGENTS.md": template("AGENTS.md"),
        ".gitignore": template("gitignore"),
        ".github/workflows/course.yml": template("github.yml"),
        ".gitlab-ci.yml": template("gitlab.yml"),
        ".vscode/settings.json": template("vscode.json"),
        ".vscode/extensions.json": template("extensions.json"),
        **schemas,
    }
