"""What faults can be planted into the packages, and a sample of them that is the same for the same source and seed.

A fault is one node of the syntax tree, written otherwise: another comparison, sum or condition, a number beside the
right one, a text that begins with XX, what is refused, yielded or returned left out, a level, a keyword or an exception
changed.
"""

from __future__ import annotations

import ast
import copy
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SUBJECTS = ("quizzes", "course/checks", "course/outputs")
SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div,
}  # fmt: skip
RENAMED = {
    "any": "all", "all": "any", "min": "max", "max": "min", "sorted": "list",
    "ERROR": "WARNING", "WARNING": "ERROR", "INFO": "WARNING",
    "lower": "upper", "upper": "lower", "lstrip": "rstrip", "rstrip": "lstrip", "strip": "lstrip",
    "startswith": "endswith", "endswith": "startswith", "removeprefix": "removesuffix", "removesuffix": "removeprefix",
    "find": "rfind", "rfind": "find", "partition": "rpartition", "rpartition": "partition",
    "match": "search", "search": "match", "fullmatch": "match",
}  # fmt: skip
HARMLESS_WORDS = ("encoding", "strict", "check", "repr", "frozen", "slots", "eq")
"""Keyword arguments that change nothing where a test runs: the locale is UTF-8, what is zipped is as long."""
TEXTS = 10
"""One fault of so many is a changed text: there are more texts than everything else together."""


@dataclass(frozen=True)
class Fault:
    """One planted fault: where it stands, what is written there, and what is written instead."""

    path: str
    start: int
    end: int
    line: int
    before: str
    after: str


def faults(path: Path, root: Path = ROOT) -> Iterator[Fault]:
    """Yield every fault that can be planted into a module of the packages in a folder."""
    source, name = path.read_bytes(), path.relative_to(root).as_posix()
    begins = [0]
    for row in source.splitlines(keepends=True):
        begins.append(begins[-1] + len(row))
    for node in _places(ast.parse(source)):
        start = begins[node.lineno - 1] + node.col_offset
        end = begins[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        before = source[start:end].decode()
        for after in dict.fromkeys(_variants(node)):
            yield Fault(name, start, end, node.lineno, before, after)
        for decorator in getattr(node, "decorator_list", ()):
            if "cache" in ast.unparse(decorator):
                continue  # it takes longer, no more
            begin = source.rindex(b"@", 0, begins[decorator.lineno - 1] + decorator.col_offset)
            finish = begins[decorator.end_lineno - 1] + decorator.end_col_offset
            text = source[begin:finish].decode()
            yield Fault(name, begin, finish, decorator.lineno, text, "")


def _places(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Yield expressions and statements that run: no annotations, asserts or docstrings."""
    waiting = list(ast.iter_child_nodes(tree))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Assert | ast.Import | ast.ImportFrom | ast.arg):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "__name__ == '__main__'"):
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        _mark(node)
        if isinstance(node, ast.AnnAssign):
            waiting += [node.value] if node.value else []
        elif isinstance(node, ast.FunctionDef):
            yield node
            waiting += [*node.body, *node.args.defaults, *(one for one in node.args.kw_defaults if one)]
        elif isinstance(node, ast.ClassDef):
            yield node
            waiting += node.body
        elif isinstance(node, ast.JoinedStr):
            yield node
        else:
            if isinstance(node, ast.expr | ast.stmt):
                yield node
            waiting += ast.iter_child_nodes(node)


def _mark(node: ast.AST) -> None:
    """Note which expressions decide something, and which say what an exception is caught by."""
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        node.test.decides = True  # type: ignore[attr-defined]
    elif isinstance(node, ast.comprehension):
        for one in node.ifs:
            one.decides = True  # type: ignore[attr-defined]
    elif isinstance(node, ast.ExceptHandler) and node.type is not None:
        node.type.catches = True  # type: ignore[attr-defined]


def _variants(node: ast.expr | ast.stmt) -> Iterator[str]:
    """Yield what may be written in the place of a node."""
    if isinstance(node, ast.Constant):
        yield from _constants(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield from _inside(node)
    elif isinstance(node, ast.stmt):
        yield from _statements(node)
    else:
        yield from _expressions(node)
    if getattr(node, "catches", False):
        yield "ZeroDivisionError"
    if getattr(node, "decides", False) and not isinstance(node, ast.Compare | ast.BoolOp):
        yield f"(not {ast.unparse(ast.Tuple([node], ast.Load()))[1:-2]})"


def _constants(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield repr(f"XX{value}")
    elif isinstance(value, bool):
        yield str(not value)
    elif isinstance(value, int):
        yield from (str(value + 1), str(value - 1))
    elif isinstance(value, float):
        yield str(value + 0.5)


def _statements(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.Break():
            yield "continue"
        case ast.Continue():
            yield from ("break", "pass")
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.AugAssign() | ast.Raise():
            yield "pass"
        case ast.Return(value=value) if value is not None and ast.unparse(value) != "None":
            yield "return None"
        case ast.Assign(targets=[ast.Name()], value=value) if ast.unparse(value) != "None":
            yield f"{ast.unparse(node.targets[0])} = None"


def _expressions(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Name(id=name) if name in RENAMED:
            yield RENAMED[name]
        case ast.Attribute(attr=name) if name in RENAMED:
            yield f"{ast.unparse(node.value)}.{RENAMED[name]}"
        case ast.Call(keywords=[_, *_]):
            yield from _with_fewer_words(node)
        case ast.UnaryOp(op=ast.Not()):
            yield f"({ast.unparse(node.operand)})"
        case _:
            yield from _swapped(node)


def _inside(text: ast.JoinedStr) -> Iterator[str]:
    """Yield a text with values in it, with another beginning, and with each fault in one of its values."""
    yield ast.unparse(ast.JoinedStr([ast.Constant("XX"), *text.values]))
    for place, part in enumerate(text.values):
        if isinstance(part, ast.FormattedValue):
            for node in _places(part):
                for after in _variants(node):
                    other = copy.deepcopy(text)
                    same = next(one for one in ast.walk(other.values[place]) if ast.dump(one) == ast.dump(node))
                    swapped = _Swap(same, ast.parse(after, mode="eval").body).visit(other)
                    yield ast.unparse(swapped)


class _Swap(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """Return the new node for the old one."""
        return self.new if node is self.old else self.generic_visit(node)


def _with_fewer_words(call: ast.Call) -> Iterator[str]:
    """Yield a call with each of its keyword arguments left out."""
    for place, word in enumerate(call.keywords):
        if word.arg is not None and word.arg not in HARMLESS_WORDS:
            other = copy.deepcopy(call)
            del other.keywords[place]
            yield ast.unparse(other)


def _swapped(node: ast.expr | ast.stmt) -> Iterator[str]:
    """Yield a comparison, sum or condition with another operator."""
    other = copy.deepcopy(node)
    if isinstance(node, ast.Compare) and isinstance(other, ast.Compare):
        for place, operator in enumerate(node.ops):
            other.ops = [*node.ops[:place], SWAPPED[type(operator)](), *node.ops[place + 1 :]]  # type: ignore[list-item]
            yield f"({ast.unparse(other)})"
    elif isinstance(other, ast.BoolOp | ast.BinOp) and type(other.op) in SWAPPED:
        other.op = SWAPPED[type(other.op)]()  # type: ignore[assignment]
        yield f"({ast.unparse(other)})"


def planted(fault: Fault, tree: Path) -> bytes:
    """Return the source of a module with the fault in it."""
    source = (tree / fault.path).read_bytes()
    return source[: fault.start] + fault.after.encode() + source[fault.end :]


def sample(count: int, seed: int, only: str, root: Path = ROOT) -> list[Fault]:
    """Return `count` faults of the subjects, the same for the same source and seed."""
    paths = sorted(path for subject in SUBJECTS for path in (root / subject).rglob("*.py"))
    everything = [one for path in paths if "klonopin" not in path.parts for one in faults(path, root)]
    dice = random.Random(seed)  # noqa: S311 - no secret
    acts = [one for one in everything if not _is_text(one)]
    texts = [one for one in everything if _is_text(one)]
    thinned = dice.sample(texts, min(len(texts), len(acts) // (TEXTS - 1)))
    chosen = dice.sample([*acts, *thinned], len(acts) + len(thinned))
    return [one for one in chosen if re.match(only, one.path)][:count]


def _is_text(fault: Fault) -> bool:
    """Say whether a fault only changes what a text begins with."""
    return fault.after.lstrip("f").startswith(("'XX", '"XX'))
