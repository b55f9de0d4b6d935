"""`course mcp`, asked by the client of the SDK itself: what it reads, what it refuses, and what it writes."""

from __future__ import annotations

import base64
import io
import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

import anyio
import pytest
from PIL import Image

from course.evidence import load_register
from quizzes.load import load_bank
from tests.conftest import run

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from mcp import Client
    from mcp.types import CallToolResult

T = TypeVar("T")
WRITING = {"propose_answer", "put_question"}


def _run(session: Callable[[], Awaitable[T]]) -> T:
    """Run a session in a thread of its own: a browser that a test before has opened keeps a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, session).result()


def client_of(course: Path, *, write: bool = False) -> Client:
    """Return a client of a course's server; the SDK takes a second to load, which no other test need wait for."""
    from mcp import Client

    from course.assistant.server import make_server

    return Client(make_server(course, write=write))


def ask(course: Path, *calls: tuple[str, dict[str, Any]], write: bool = False) -> list[CallToolResult]:
    """Call tools of the server of a course in one session."""

    async def session() -> list[CallToolResult]:
        async with client_of(course, write=write) as client:
            return [await client.call_tool(name, arguments) for name, arguments in calls]

    return _run(session)


def words(result: CallToolResult) -> str:
    """Return the words of an answer."""
    return "\n".join(getattr(part, "text", "") for part in result.content)


def value(course: Path, name: str, *, write: bool = False, **arguments: Any) -> Any:
    """Return what a tool answers, as data; a refusal fails the test."""
    (result,) = ask(course, (name, arguments), write=write)
    assert not result.is_error, words(result)
    return (result.structured_content or {}).get("result", result.structured_content)


def refusal(course: Path, name: str, *, write: bool = False, **arguments: Any) -> str:
    """Return the words with which a tool refuses."""
    (result,) = ask(course, (name, arguments), write=write)
    assert result.is_error
    return words(result)


def contents(course: Path) -> dict[str, bytes]:
    """Return every file of a course."""
    return {str(path.relative_to(course)): path.read_bytes() for path in course.rglob("*") if path.is_file()}


def names(course: Path, *, write: bool) -> set[str]:
    """Return the names of the tools that a server has."""

    async def session() -> set[str]:
        async with client_of(course, write=write) as client:
            return {tool.name for tool in (await client.list_tools()).tools}

    return _run(session)


def test_an_assistant_reads_what_an_author_reads(course: Path) -> None:
    """Findings by file and line, rules with their source, pages, statements and questions; and nothing changes."""
    before = contents(course)
    lesson = next(iter(sorted((course / "lessons").glob("*.md"))))
    found = value(course, "list_findings")
    assert found["number"] == len(found["rows"]) > 0
    assert {row["level"] for row in found["rows"]} <= {"error", "warning", "info"}
    assert value(course, "list_findings", code="E010")["number"] <= found["number"]
    assert f"lessons/{lesson.name}" in value(course, "list_pages")
    assert value(course, "read_page", path=f"lessons/{lesson.name}") == lesson.read_text(encoding="utf-8")
    register = load_register(course / "evidence" / "claims.csv")
    row = register.statements[0]
    assert value(course, "read_statement", id=row.id)["text"] == row.seed_text
    assert value(course, "list_statements", words=row.seed_text)["rows"][0]["id"] == row.id
    (bank, *_) = value(course, "list_banks")
    assert f"id: {bank['questions'][0]}" in value(course, "read_question", id=bank["questions"][0])
    rule = value(course, "explain_rule", code="Q103")
    assert "Source: " in rule
    assert "Not so:" in rule
    assert value(course, "explain_rule", code="E010").startswith("E010 (")
    assert "M002" in refusal(course, "explain_rule", code="Z999")
    assert contents(course) == before


def test_an_assistant_changes_nothing_unless_it_may(course: Path) -> None:
    """The tools that write are not there without --write, and say so of themselves with it."""
    assert names(course, write=True) - names(course, write=False) == WRITING
    (result,) = ask(course, ("put_question", {"bank": "b", "question": "id: x"}))
    assert result.is_error


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../outside.md", "lessons/../../outside.md", "lessons/link.md", "~/.netrc", "C:\\other", "a\0b",
     ".schemas/x.json", "_build/x.md", "lessons"],
)  # fmt: skip
def test_an_assistant_never_leaves_the_folder(course: Path, path: str) -> None:
    """Not by an absolute path, by dots, or by a link; nor into what is hidden or made."""
    outside = course.parent / "outside.md"
    outside.write_text("secret", encoding="utf-8")
    (course / "lessons" / "link.md").symlink_to(outside)
    said = refusal(course, "read_page", path=path)
    assert "secret" not in said
    assert "M00" in said


def test_tables_that_lie_elsewhere_are_neither_read_nor_written(course: Path) -> None:
    """A register that is a link out of the course."""
    register = course / "evidence" / "claims.csv"
    elsewhere = course.parent / "claims.csv"
    register.rename(elsewhere)
    register.symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    for name, arguments in (("list_statements", {}), ("propose_answer", {"id": "S01", "answer": "x"})):
        assert "M001" in refusal(course, name, write=True, **arguments)
    assert elsewhere.read_bytes() == before


def test_a_proposal_leaves_the_verdict_to_a_person(tea: Path) -> None:
    """Answer and keys are written, the rest of the register keeps its bytes; what a person judged is refused."""
    register = tea / "evidence" / "claims.csv"
    text = register.read_text(encoding="utf-8")
    register.write_text(re.sub(r"(?m)^(S01,.*?),wrong,", r"\1,open,", text), encoding="utf-8")
    before = register.read_text(encoding="utf-8").splitlines()
    row = value(tea, "propose_answer", write=True, id="S01", answer='Say "this", and that.', to_verify="look it up")
    assert (row["verdict"], row["answer"], row["verification"]) == ("open", 'Say "this", and that.', "read")
    after = register.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == [line for line in after if line.startswith("S01,")]
    assert "M002" in refusal(tea, "propose_answer", write=True, id="S01", answer="x", source_keys=["invented2026"])
    assert "M002" in refusal(tea, "propose_answer", write=True, id="S999", answer="x")
    assert "M003" in refusal(tea, "propose_answer", write=True, id="H01", answer="x")
    register.write_text(text, encoding="utf-8")
    assert "verdict 'wrong' of a person" in refusal(tea, "propose_answer", write=True, id="S01", answer="x")


def test_a_question_is_linted_before_it_is_written(course: Path) -> None:
    """A sound one is added and changed with the comments of the bank in place; a wrong one leaves every byte."""
    (bank, *_) = value(course, "list_banks")
    path = course / bank["file"]
    path.write_text("# of mine\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    before = path.read_bytes()
    given = value(course, "read_question", id=bank["questions"][0])
    same = given.replace(bank["questions"][0], "new-one", 1)
    checked = value(course, "check_question", bank=bank["bank"], question=same)
    assert path.read_bytes() == before
    assert checked["would_be_written"] in {True, False}
    for wrong, said in (
        ("stem: no id", "M003"),
        (f"{same}\nodd: 1", "odd"),
        ("id: [", "M003"),
        ("id: a\n- b: {", "L006"),
    ):
        assert said in refusal(course, "put_question", write=True, bank=bank["bank"], question=wrong)
    assert "M002" in refusal(course, "put_question", write=True, bank="nowhere", question=same)
    assert path.read_bytes() == before
    changed = f"{given.rstrip()}\n"
    value(course, "put_question", write=True, bank=bank["bank"], question=changed)
    assert [one.id for one in load_bank(path).bank.items] == bank["questions"]
    assert path.read_text(encoding="utf-8").startswith("# of mine\n")
    value(course, "put_question", write=True, bank=bank["bank"], question=f"- {same.replace(chr(10), chr(10) + '  ')}")
    assert [one.id for one in load_bank(path).bank.items] == [*bank["questions"], "new-one"]


def test_a_page_of_the_book_is_seen_over_standard_input_and_output(tea: Path) -> None:
    """The command itself, as an assistant starts it: what Sphinx prints is no answer."""
    from mcp import Client, StdioServerParameters

    before = contents(tea)
    started = StdioServerParameters(command=sys.executable, args=["-m", "course", "mcp", str(tea)], cwd=str(tea.parent))

    async def session() -> tuple[Any, Any, Any]:
        async with Client(started) as client:
            built = await client.call_tool("build_edition", {"edition": "pdf"})
            shown = await client.call_tool("picture_page", {"page": 1})
            none = await client.call_tool("picture_page", {"page": 999})
        return built, shown, none

    built, shown, none = _run(session)
    assert json.loads(words(built))["pages"] > 1
    with Image.open(io.BytesIO(base64.b64decode(shown.content[0].data))) as picture:
        assert picture.size[1] > 1000
    assert "no page 999" in words(none)
    assert contents(tea) == before


def test_without_the_extra_one_line_says_how_to_get_it(tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a folder that is no course is refused before."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    result = run("mcp", tea)
    assert result.exit_code == 1
    assert 'python -m pip install "coursewright[mcp]"' in result.output
    assert "Traceback" not in result.output
    assert run("mcp", tea / "lessons").exit_code != 0
