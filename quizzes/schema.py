"""The JSON Schema of a bank, generated from the model: `python -m quizzes.schema` writes schema.json anew.

Editors read it: put `# yaml-language-server: $schema=…/quizzes/schema.json` on the first line of a bank.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from quizzes.model.bank import Bank

PATH = Path(__file__).with_name("schema.json")


def generate() -> str:
    """Return the schema (JSON Schema 2020-12) as text that ends with a line break."""
    schema: dict[str, Any] = {
        "$schema": GenerateJsonSchema.schema_dialect,
        **Bank.model_json_schema(by_alias=True),
        "title": "Item bank, quizbank/1",
    }
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(generate(), encoding="utf-8")
