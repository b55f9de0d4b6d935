"""Replace single values of a YAML text and leave every other sign, comments too, as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def replaced(text: str, keys: Collection[str], old: str, new: str) -> str:
    """Return a YAML text in which the value `old` of one of the keys, or in its list, is `new`; else as it was.

    A value such as `old#Title`, which names a part of a lesson, changes before its sign.

    A text that is no YAML comes back as it was: the check says what is wrong with it.
    """
    for start, end in reversed(list(_places(text, keys, old))):
        text = text[:start] + text[start:end].replace(old, new, 1) + text[end:]
    return text


def _places(text: str, keys: Collection[str], old: str) -> Iterator[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    around: list[str] = []
    key, is_key = "", False
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.BlockMappingStartToken | yaml.BlockSequenceStartToken | yaml.FlowMappingStartToken
                          | yaml.FlowSequenceStartToken):  # fmt: skip
                around.append(key)
            elif isinstance(token, yaml.BlockEndToken | yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken):
                key = around.pop() if around else ""
            elif isinstance(token, yaml.KeyToken):
                is_key = True
            elif isinstance(token, yaml.ScalarToken):
                if is_key:
                    key, is_key = token.value, False
                elif key in keys and (token.value == old or token.value.startswith(f"{old}#")):
                    found.append((token.start_mark.index, token.end_mark.index))
    except yaml.YAMLError:
        return
    yield from found
