"""The reference of a settings file, made from its models: a page for people, and a JSON Schema for editors.

`python -m quizzes.reference docs/reference/quizzes-toml.md` writes the page of quizzes.toml and its schema anew.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from quizzes.settings import SettingsFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    Schema = dict[str, Any]

SCHEMA = Path(__file__).with_name("settings.schema.json")
_HEAD = """\
# quizzes.toml

<!-- Made by `python -m quizzes.reference docs/reference/quizzes-toml.md`; edit quizzes/settings.py, not this page. -->

`quizzes.toml` lies beside the banks and says what their lint knows about the course that they belong to. What it leaves
out has its default, and the whole file may be left out. A key or table that is not listed here is a mistake, told with
its line and the nearest name that is known (`L014`); the other codes are those of [banks](bank.md). The file is UTF-8,
with or without a byte-order mark. Paths count from the file.

The machine-readable form of this page is `quizzes/settings.schema.json` (JSON Schema 2020-12).
"""
_KINDS = {"integer": "whole number", "number": "number", "boolean": "`true` or `false`", "object": "table"}
_FORMATS = {"date": "date", "path": "path"}


def schema_of(model: type, title: str) -> Schema:
    """Return the JSON Schema (2020-12) of a settings file; each key is described by the text below its field."""
    schema = {
        "$schema": GenerateJsonSchema.schema_dialect,
        **TypeAdapter(model).json_schema(by_alias=True),
        "title": title,
    }
    texts = _texts(model)
    for name, table in ((model.__name__, schema), *schema.get("$defs", {}).items()):
        for key, part in table.get("properties", {}).items():
            part.pop("title", None)
            if text := texts.get((name, key)):
                part["description"] = text
    return schema


def written(schema: Schema) -> str:
    """Return a schema as the text of its file, which ends with a line break."""
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def page_of(schema: Schema) -> str:
    """Return what a schema says as Markdown: the keys outside of any table, then a section for each table."""
    parts = schema["properties"]
    tables = {key: part for key, part in parts.items() if _is_table(part)}
    keys = {key: part for key, part in parts.items() if key not in tables}
    sections = [_rows(keys, schema)] if keys else []
    for key, part in tables.items():
        many = part.get("type") == "array"
        sections += [f"## `[[{key}]]`" if many else f"## `[{key}]`", *_table(_inner(part, schema), part, schema)]
    return "\n\n".join(sections) + "\n"


def _texts(model: type) -> dict[tuple[str, str], str]:
    """Return the text below each field of the models in the module and of those that it imports, by class and key."""
    found: dict[tuple[str, str], str] = {}
    for one in filter(_is_model, vars(inspect.getmodule(model)).values()):
        module = inspect.getmodule(one)
        found |= _texts_in(module) if module else {}
    return found


def _is_model(value: object) -> bool:
    return hasattr(value, "__pydantic_fields__")


def _texts_in(module: ModuleType) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for one in ast.parse(inspect.getsource(module)).body:
        fields = getattr(getattr(module, getattr(one, "name", ""), None), "__pydantic_fields__", {})
        for field, text in zip(getattr(one, "body", ()), getattr(one, "body", ())[1:], strict=False):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr):
                name, words = field.target.id, ast.literal_eval(text.value)
                if name in fields:
                    found[one.name, fields[name].alias or name] = " ".join(words.split())  # type: ignore[attr-defined]
    return found


def _is_table(part: Schema) -> bool:
    return bool(_reference(part)) or part.get("type") == "object"


def _reference(part: Schema) -> str:
    """Return the name of the model that a key holds: by itself, in a list, by names, or perhaps not at all."""
    named = part.get("additionalProperties")
    inner = (part, part.get("items", {}), named if isinstance(named, dict) else {}, *part.get("anyOf", ()))
    return next((str(one["$ref"]).rpartition("/")[2] for one in inner if "$ref" in one), "")


def _inner(part: Schema, schema: Schema) -> Schema:
    found: Schema = schema.get("$defs", {}).get(_reference(part), {})
    return found


def _table(table: Schema, part: Schema, schema: Schema) -> Iterator[str]:
    about = part.get("description") or table.get("description") or ""
    yield about
    if "properties" in table:
        yield from _with_entries(table, schema)


def _with_entries(table: Schema, schema: Schema) -> Iterator[str]:
    yield _rows(table["properties"], schema, table.get("required", ()))
    for name, keys in _by_model(table["properties"], schema).items():
        many = {inner.get("type") for key in keys for inner in _choices(table["properties"][key])} & {*_MANY}
        named = ", ".join(f"`{key}`" for key in keys)
        yield f"Each entry of {named}:" if many else f"The keys of {named}:"
        yield from _with_entries(schema["$defs"][name], schema)


def _by_model(parts: Schema, schema: Schema) -> dict[str, list[str]]:
    """Return the keys that hold tables, by the model of these, so that each model is told once."""
    found: dict[str, list[str]] = {}
    for key, inner in parts.items():
        name = _reference(inner)
        if name and "properties" in schema["$defs"][name]:
            found.setdefault(name, []).append(key)
    return found


def _choices(part: Schema) -> list[Schema]:
    return [part, *part.get("anyOf", ())]


def _rows(parts: Schema, schema: Schema, required: tuple[str, ...] | list[str] = ()) -> str:
    lines = ["| key | value | default | meaning |", "|---|---|---|---|"]
    for key, part in parts.items():
        default = "needed" if key in required else _default(part)
        lines.append(f"| `{key}` | {_kind(part, schema)} | {default} | {part.get('description', '')} |")
    return "\n".join(lines)


def _default(part: Schema) -> str:
    value = part.get("default")
    empty = value in (None, "", []) or isinstance(value, dict)
    return "" if empty else f"`{json.dumps(value, ensure_ascii=False)}`"


_MANY = {"array": "list of: ", "object": "table of: "}
"""How a value is called that holds many of another kind, by its type."""


def _kind(part: Schema, schema: Schema) -> str:
    """Return what a value must be, in words."""
    if choices := [one for one in part.get("anyOf", ()) if one.get("type") != "null"]:
        return _kind(choices[0], schema)
    if name := _reference(part):
        inner = schema["$defs"][name]
        words = ", ".join(f"`{json.dumps(one)}`" for one in inner["enum"]) if "enum" in inner else "table"
        return f"{_MANY.get(part.get('type', ''), '')}{words}"
    if "enum" in part:
        return ", ".join(f"`{json.dumps(one)}`" for one in part["enum"])
    if part.get("type") == "array":
        return f"list of: {_kind(part.get('items', {}), schema)}"
    if "const" in part:
        return f"`{json.dumps(part['const'])}`"
    return _FORMATS.get(part.get("format", ""), _KINDS.get(part.get("type", ""), "text"))


def render() -> str:
    """Return the page of quizzes.toml."""
    return f"{_HEAD}\n{page_of(schema_of(SettingsFile, 'quizzes.toml'))}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render(), encoding="utf-8")
    SCHEMA.write_text(written(schema_of(SettingsFile, "quizzes.toml")), encoding="utf-8")
