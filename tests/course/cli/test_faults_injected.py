"""The system refuses one call, whichever it is: every output is whole, old or new, and one line says why."""

from __future__ import annotations

import builtins
import errno
import io
import os
import re
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pytest

from tests.conftest import copy_tea, run
from tests.course.outputs.exam.conftest import make_tea

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from click.testing import Result

CALLS: dict[str, tuple[tuple[Any, str], ...]] = {
    "open": ((builtins, "open"), (io, "open")),
    "rename": ((os, "replace"), (os, "rename")),
    "stat": ((os, "stat"),),
    "folder": ((os, "mkdir"), (os, "scandir"), (os, "listdir")),
    "read": (),
}
"""What is refused, by the functions of Python that ask the system for it; reading fails in a file that is open."""


class _Unreadable:
    """A file that opens, and whose disk then fails."""

    def __init__(self, file: Any, path: object) -> None:
        self._file, self._path = file, path

    def __getattr__(self, name: str) -> Any:
        if name in {"read", "readline", "readlines", "readinto", "write"}:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(self._path))
        return getattr(self._file, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[str]:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(self._path))


@dataclass
class Faults:
    """Counts calls, and lets the one with the number `at` fail; a full disk, or one that is broken."""

    at: int = -1
    count: int = 0

    def due(self) -> bool:
        """Count a call and say whether it is the one."""
        self.count += 1
        return self.count - 1 == self.at


@contextmanager
def failing(kind: str, faults: Faults) -> Iterator[None]:
    """Let calls of a kind that concern a file of the test go through `faults`."""
    with pytest.MonkeyPatch.context() as patch:
        for where, name in CALLS[kind] or CALLS["open"]:
            real: Callable[..., Any] = getattr(where, name)

            def wrapped(*given: Any, real: Callable[..., Any] = real, **named: Any) -> Any:
                path = given[0] if given else named.get("path", named.get("file"))
                if not isinstance(path, str | os.PathLike) or "pytest-of" not in str(path) or not faults.due():
                    return real(*given, **named)
                if kind == "read":
                    return _Unreadable(real(*given, **named), path)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

            patch.setattr(where, name, wrapped)
        yield


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, the caches of builds apart."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }


PAGE = """---
orphan: true
---
# Extra

```{quiz-item} Blue sky
:label: blue-sky

Why is the sky blue at noon?

- [x] Air scatters blue light most
  > Yes. Short waves are scattered more than long ones.
- [ ] The sea is reflected in it
  > No. The sky is blue far from any sea.
```
"""
DOCUMENT = "What is sleep?\n\nSleep is rest.\n\nWhy it matters\n\nIt helps memory.\n"
VERBS = {
    "build": ("build", "COURSE", "--to", "text", "--out", "OUT", "-q"),
    "exam": ("exam", "COURSE", "--to", "text", "--versions", "1", "--seed", "green", "--out", "OUT", "-q"),
    "new": ("new", "DOCUMENT", "OUT", "-q"),
    "items": ("items", "PAGE"),
    "update": ("update", "VERSION", "COURSE"),
    "rename": ("rename", "01-leaf", "01-plant", "COURSE"),
}
SAMPLES = {"build": 4, "exam": 2, "new": 6, "items": 6, "update": 8, "rename": 8}


def prepared(verb: str, folder: Path) -> list[str]:
    """Make what a verb works on, and return its command line."""
    course = (make_tea if verb == "exam" else copy_tea)(folder / "work")
    page = course / "lessons" / "extra.md"
    page.write_text(PAGE, encoding="utf-8")
    (folder / "work" / "document.txt").write_text(DOCUMENT, encoding="utf-8")
    version = folder / "work" / "version.txt"
    version.write_text(
        (course / "source" / "tea.txt").read_text(encoding="utf-8") + "\nDrink 2 cups.\n", encoding="utf-8"
    )
    out, document = folder / "work" / "out", folder / "work" / "document.txt"
    names = {"COURSE": course, "OUT": out, "DOCUMENT": document, "PAGE": page, "VERSION": version}
    return [str(names.get(one, one)) for one in VERBS[verb]]


@dataclass(frozen=True)
class Good:
    """A run in which nothing fails: the files before and after it, and how many calls of each kind it makes."""

    before: frozenset[str]
    after: frozenset[str]
    calls: dict[str, int]


@pytest.fixture(scope="module")
def good_run(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Good]:
    """Return a function that runs a verb once, whatever is refused afterwards."""

    @cache
    def ran(verb: str) -> Good:
        folder = tmp_path_factory.mktemp(verb)
        command = prepared(verb, folder)
        before = frozenset(snapshot(folder))
        counts = {kind: Faults() for kind in CALLS}
        with ExitStack() as stack:
            for kind, faults in counts.items():
                stack.enter_context(failing(kind, faults))
            done = run(*command)
        assert done.exit_code == 0, done.output
        return Good(before, frozenset(snapshot(folder)), {kind: faults.count for kind, faults in counts.items()})

    return ran


@pytest.mark.parametrize("kind", CALLS)
@pytest.mark.parametrize("verb", VERBS)
def test_one_refused_call_leaves_whole_outputs_and_one_line(
    verb: str, kind: str, good_run: Callable[[str], Good], tmp_path: Path
) -> None:
    """The calls are sampled evenly over a good run; what comes out is all of the good run, or nothing of it."""
    good = good_run(verb)
    total = good.calls[kind]
    for at in sorted({sample * total // SAMPLES[verb] for sample in range(SAMPLES[verb])}):
        folder = tmp_path / f"{at}"
        command = prepared(verb, folder)
        with failing(kind, Faults(at)):
            done = run(*command)
        _judge(done, set(snapshot(folder)), set(good.before), set(good.after), f"{kind} {at} of {total}")


def _judge(done: Result, found: set[str], before: set[str], after: set[str], told: str) -> None:
    """Hold a run to its promises."""
    assert done.exit_code in {0, 1, 2}, (told, done.output)
    assert "Traceback" not in done.output, (told, done.output)
    assert "fault of coursewright" not in done.output, (told, done.output)
    assert found == (before if done.exit_code else after), (told, done.output)
    if done.exit_code == 1:  # click itself looks whether a page is there, and says 2
        lines = done.stderr.splitlines()
        assert lines[-1].startswith("stopped: "), (told, done.output)
        assert any(re.match(r"\S.*:\d+: [A-Z]+\d+ ", line) for line in lines), (told, done.output)
