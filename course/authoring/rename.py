"""Rename something, and every place that names it: index, objectives, session plan, banks, front matter, references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.authoring.edits import Edits
from course.authoring.scalars import replaced
from course.authoring.things import FOLDERS, KEYS, Thing, ThingKind, find_thing, require_free
from course.project.inputs import inputs_of

if TYPE_CHECKING:
    from pathlib import Path

    from course.project import Project

FRONT = re.compile(r"\A(?:\ufeff)?---[ \t]*\r?\n.*?^---[ \t]*\r?$", re.MULTILINE | re.DOTALL)
_ROLE = re.compile(r"(\{[\w:-]+\}`)([^`\n]*)(`)")
_DIRECTIVES = {
    ThingKind.FIGURE: "chart", ThingKind.BANK: "quiz|quiz-key|quiz-item", ThingKind.QUESTION: "quiz-item|quiz|poll",
    ThingKind.OBJECTIVE: "objectives", ThingKind.HANDOUT: "jobaid", ThingKind.LESSON: "lesson",
}  # fmt: skip
_OPTIONS = "items?|questions?|objectives?|banks?|lessons?|figure|label"


def plan_rename(project: Project, old: str, new: str, kind: str = "") -> Edits:
    """Plan to give a thing another name; nothing is written.

    Records of reviews are left alone, since they are signed, and named in the notes. Raises FindingsError for a name
    that nothing or more than one thing has (C076), and for a new one that is none (C077) or taken (C078).
    """
    thing = find_thing(project, old, kind)
    target = thing.path.with_name(f"{new}{thing.path.suffix}") if _is_file(thing) else None
    require_free(project, thing.kind, new, target)
    edits = Edits()
    for path in inputs_of(project):
        if project.document.parent in path.parents or path == project.register:
            continue
        if "reviews" in path.relative_to(project.root).parts if path.is_relative_to(project.root) else False:
            if old in path.read_text(encoding="utf-8", errors="replace"):
                edits.notes.append(f"{path.name} is signed for '{old}' and stays as it is; have it signed again")
            continue
        if path.suffix in {".md", ".yaml", ".yml", ".po", ".toml", ".csv"}:
            after = _renamed(edits.read(path), path, thing, new)
            if after != edits.read(path):
                edits.write(path, after)
    if target:
        edits.move(thing.path, target)
        _move_catalogues(project, thing, new, edits)
    if thing.kind is ThingKind.HANDOUT:
        _rename_short(project, thing, new, edits)
    return edits


def _is_file(thing: Thing) -> bool:
    return thing.kind in FOLDERS or (thing.kind is ThingKind.BANK and thing.path.stem == thing.name)


def _renamed(text: str, path: Path, thing: Thing, new: str) -> str:
    """Return the text of a file with the new name wherever the thing is named."""
    old, kind = thing.name, thing.kind
    if kind in FOLDERS:
        folder = FOLDERS[kind][0]
        text = re.sub(rf"(?<![\w-]){folder}/{re.escape(old)}(?![\w-])", f"{folder}/{new}", text)
    if path.suffix in {".yaml", ".yml"}:
        keys = KEYS[kind] | ({"id"} if path == thing.path else set())
        return replaced(text, keys, old, new)
    if path.suffix == ".toml":
        return re.sub(rf"([\"']){re.escape(old)}\1", lambda found: f"{found[1]}{new}{found[1]}", text)
    if path.suffix in {".md", ".po"}:
        front = FRONT.match(text)
        head = front[0] if front else ""
        return _replaced_front(head, KEYS[kind], old, new) + _in_page(text[len(head) :], path, thing, new)
    return text


def _replaced_front(head: str, keys: frozenset[str], old: str, new: str) -> str:
    """Return front matter, with its rules, in which values are others."""
    begin = head.find("\n") + 1
    end = head.rfind("---")
    return head if not head else head[:begin] + replaced(head[begin:end], keys, old, new) + head[end:]


def _in_page(text: str, path: Path, thing: Thing, new: str) -> str:
    name = re.escape(thing.name)
    exact = rf"(?<![\w.-]){name}(?![\w-]|\.\w)"
    if thing.kind in FOLDERS and path.parent == thing.path.parent:
        text = re.sub(rf"(?<=[(<`]){name}(?=(?:\.md)?[)>`#])", new, text)
    heads = rf"(?m)^(\s*(?:`{{3,}}|:{{3,}})\{{(?:{_DIRECTIVES[thing.kind]})\}}[^\n]*)$"
    options = rf"(?m)^(\s*:(?:{_OPTIONS}):[^\n]*)$"
    for pattern in (heads, options):
        text = re.sub(pattern, lambda found: re.sub(exact, new, found[1]), text)
    if thing.kind in {ThingKind.QUESTION, ThingKind.OBJECTIVE}:
        text = _ROLE.sub(lambda found: found[1] + re.sub(exact, new, found[2]) + found[3], text)
    return text


def _move_catalogues(project: Project, thing: Thing, new: str, edits: Edits) -> None:
    """Give the catalogues of a page its new name."""
    folder = FOLDERS[thing.kind][0] if thing.kind in FOLDERS else ""
    for path in sorted((project.root / "locales").glob(f"*/LC_MESSAGES/{folder}/{thing.name}.po")) if folder else ():
        edits.move(path, path.with_name(f"{new}.po"))


def _rename_short(project: Project, thing: Thing, new: str, edits: Edits) -> None:
    """Change the short name of a handout, which is what stands before its first hyphen, where it has become another."""
    before, after = thing.name.partition("-")[0], new.partition("-")[0]
    if before == after:
        return
    short = Thing(ThingKind.HANDOUT, before, thing.path)
    for path in inputs_of(project):
        if path.suffix in {".md", ".yaml"} and path != thing.path and project.document.parent not in path.parents:
            changed = _renamed(edits.read(path), path, short, after)
            if changed != edits.read(path):
                edits.write(path, changed)
