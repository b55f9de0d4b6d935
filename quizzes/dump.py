"""Write a bank as YAML that the loader reads back to the same values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from quizzes.yaml12 import plain_value

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH = 100


class _Dumper(yaml.SafeDumper):
    """Keeps the order of keys, indents lists, and writes texts of several lines as blocks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # PyYAML quotes what YAML 1.1 takes for something else; the loader follows YAML 1.2.
    style = "|" if "\n" in text else None if isinstance(plain_value(text), str) else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def dump_bank(values: Mapping[str, Any], comment: str = "") -> str:
    """Return a bank, given as plain data in the order of its keys, as YAML with `comment` in its first line."""
    head = f"# {comment}\n" if comment else ""
    return head + yaml.dump(
        dict(values), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False
    )
