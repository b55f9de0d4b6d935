"""Pictures from data: deterministic, self-contained, inside their frame, and told in words."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from course.charts.canvas import DARK, LIGHT, MIDDLE, NARROW, NIGHT, WIDTH
from course.charts.draw import draw
from course.charts.draw.flow import LEAST
from course.charts.layers import arrange
from course.charts.load import load_figure
from course.charts.measure import width_of, wrap
from course.charts.scale import Scale, shown, ticks
from course.charts.words import Listing, Table, in_words, translated, words_of
from course.project import load_project
from course.project.places import filled_in
from quizzes.finding import FindingsError

HEAD = "id: one\ntitle: Title\nalt: Alternative\ncaption: Caption\n"
KINDS = {
    "line": """kind: line
x: {label: Time, unit: days}
y: {label: Level, unit: percent}
series:
  - {name: "A rather long name of the first line", points: [[0, 100], [5, 3], [10, 1]]}
  - {name: Second, points: [[0, 100], [10, 0.5]]}
  - {name: Third, points: [[0, 100], [10, 0]]}
  - {name: Fourth, points: [[0, 100], [10, 0]]}
""",
    "bars": """kind: bars
y: {label: Cups, unit: a day}
bars:
  - {label: "A label of many words that must be broken into lines", value: 2, note: beware}
  - {label: None at all, value: 0}
""",
    "stack": """kind: stack
unit: percent
bars:
  - {label: First, parts: [{label: with milk, value: 83.5}, {label: without milk, value: 16.5}]}
""",
    "ranges": """kind: ranges
x: {label: Days, unit: days}
rows:
  - {label: Short, from: 1, to: 2}
  - {label: Long, from: 2, to: 7, open_end: true, note: "a note at the right edge of the picture, which is long"}
""",
    "venn": """kind: venn
sets: [{name: Misuse, text: "Other use & more"}, {name: Dependence}, {name: Use disorder}]
overlaps: [{sets: [Misuse, Dependence], text: Both}]
center: All
""",
    "flow": """kind: flow
nodes:
  - {id: a, text: Start here, kind: start}
  - {id: b, text: "Is it so, or is it not, or what?", kind: question}
  - {id: c, text: Danger, kind: danger}
  - {id: d, text: Do it, kind: action}
edges:
  - {from: a, to: b}
  - {from: b, to: c, label: "yes"}
  - {from: b, to: d, label: "no"}
  - {from: a, to: d, label: skip}
  - {from: d, to: b, label: again}
""",
    "grid": """kind: grid
columns: [Standing, Words]
rows:
  - {label: One, cells: [good, "a cell with <angle> & ampersand"]}
""",
    "steps": """kind: steps
items: [{title: First, text: Do this.}, {title: Then}]
""",
}
DRAWN = [kind for kind in KINDS if kind != "grid"]
SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = [WIDTH, NARROW]
SHIPPED = sorted((Path(__file__).parents[3] / "course" / "klonopin" / "figures").glob("*.yaml"))
PHONE = 288
"""CSS pixels between the margins of a page on the narrowest phone."""


def figure(tmp_path: Path, kind: str) -> Any:
    """Read a figure of a kind."""
    path = tmp_path / "one.yaml"
    path.write_text(HEAD + KINDS[kind], encoding="utf-8")
    return load_figure(path).figure


def boxes(picture: ET.Element) -> list[tuple[float, float, float]]:
    """Return left end, right end and baseline of each line of text."""
    found = []
    for node in picture.iter(f"{SVG}text"):
        size, x = float(node.attrib["font-size"]), float(node.attrib["x"])
        width = width_of(node.text or "", size, bold="font-weight" in node.attrib)
        left = {"start": x, "middle": x - width / 2, "end": x - width}[node.get("text-anchor", "start")]
        found.append((left, left + width, float(node.attrib["y"])))
    return found


@pytest.mark.parametrize("kind", DRAWN)
def test_pictures_are_well_formed_and_the_same_twice(tmp_path: Path, kind: str) -> None:
    """The same data give the same bytes; the file is XML with a view box and no fixed size."""
    one = figure(tmp_path, kind)
    picture = draw(one)
    assert picture == draw(one)
    root = ET.fromstring(picture.decode())  # noqa: S314 - our own picture
    assert "viewBox" in root.attrib
    assert "width" not in root.attrib


@pytest.mark.parametrize("kind", DRAWN)
def test_pictures_need_nothing_from_outside(tmp_path: Path, kind: str) -> None:
    """No class, no script, no address, and no style but that for dark screens: paper and screen show the same."""
    text = draw(figure(tmp_path, kind)).decode().replace("http://www.w3.org/2000/svg", "")
    text, styles = re.subn(r"<style>@media screen and \(prefers-color-scheme:dark\)\{[^<]*\}</style>", "", text)
    assert styles == 1
    assert not re.search(r"<style|<script|class=|style=|href|http", text)


def luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2.2 of a color such as #1d4673."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors by WCAG 2.2, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def grounds(picture: ET.Element) -> list[tuple[str, str]]:
    """Return the color of each line of text, and that of the last shape drawn below its middle."""
    found, shapes = [], []
    for node in picture.iter():
        at = {name: float(value) for name, value in node.attrib.items() if re.fullmatch(r"[\d.]+", value)}
        fill = node.get("fill", "none")
        if node.tag == f"{SVG}rect" and fill.startswith("#") and "x" in at:
            shapes.append((at["x"], at["y"], at["x"] + at["width"], at["y"] + at["height"], fill))
        elif node.tag == f"{SVG}circle" and fill.startswith("#"):
            shapes.append((at["cx"] - at["r"], at["cy"] - at["r"], at["cx"] + at["r"], at["cy"] + at["r"], fill))
        elif node.tag == f"{SVG}text":
            width = width_of(node.text or "", at["font-size"], bold="font-weight" in node.attrib)
            x = at["x"] + {"start": width / 2, "middle": 0, "end": -width / 2}[node.get("text-anchor", "start")]
            y = at["y"] - at["font-size"] / 3
            below = [shape for shape in shapes if shape[0] <= x <= shape[2] and shape[1] <= y <= shape[3]]
            found.append((fill, below[-1][4]))
    return found


@pytest.mark.parametrize("kind", DRAWN)
def test_words_stand_out_by_day_and_by_night(tmp_path: Path, kind: str) -> None:
    """Each line of text has a contrast of 4.5 to what it is written on, on light and on dark screens."""
    picture = draw(figure(tmp_path, kind))
    root = ET.fromstring(picture.decode())  # noqa: S314 - our own picture
    night = dict(re.findall(r'\[fill="(#\w+)"\]\{fill:(#\w+)\}', picture.decode()))
    found = grounds(root)
    assert min(contrast(ink, ground) for ink, ground in found) >= 4.5
    assert min(contrast(night[ink], night[ground]) for ink, ground in found) >= 4.5
    panel = next(node for node in root.iter(f"{SVG}rect") if node.get("rx") == "12")
    assert luminance(night[panel.attrib["fill"]]) < 0.05
    assert luminance(panel.attrib["fill"]) > 0.9


def test_every_color_of_the_sheet_has_one_for_the_night(tmp_path: Path) -> None:
    """Fills and lines change together, and neighbors that only their fill tells apart stay apart."""
    for kind in DRAWN:
        text = draw(figure(tmp_path, kind)).decode()
        body = re.sub(r"<style>.*?</style>", "", text)
        assert set(re.findall(r'(?:fill|stroke)="(#\w+)"', body)) <= set(NIGHT)
    for colors in (tuple(NIGHT), tuple(NIGHT.values())):
        dark, middle, light = (colors[list(NIGHT).index(name)] for name in (DARK, MIDDLE, LIGHT))
        assert contrast(dark, middle) >= 1.5 <= contrast(middle, light)


def assert_readable(picture: bytes) -> None:
    """Fail when a line of text leaves the sheet or the box it begins in, or covers another."""
    root = ET.fromstring(picture.decode())  # noqa: S314 - our own picture
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    found = boxes(root)
    for place, (left, right, base) in enumerate(found):
        assert left >= 0
        assert right <= width
        assert base <= height
        for x, y, w, h in rects(root):
            if x <= left < x + w and y < base <= y + h:
                assert right <= x + w, (left, right, base)
        for left2, right2, base2 in found[:place]:
            assert abs(base - base2) >= 10 or right <= left2 or right2 <= left, (left, left2, base)


def rects(picture: ET.Element) -> list[tuple[float, float, float, float]]:
    """Return left, top, width and height of each box that has an edge."""
    edged = [node for node in picture.iter(f"{SVG}rect") if node.get("stroke")]
    return [tuple(float(node.attrib[name]) for name in ("x", "y", "width", "height")) for node in edged]  # type: ignore[misc]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", DRAWN)
def test_text_stays_in_its_place(tmp_path: Path, kind: str, width: float) -> None:
    """No line of text leaves the picture or its box or covers another, measured with the widest font."""
    assert_readable(draw(figure(tmp_path, kind), width=width))


COUNTRIES = load_project(SHIPPED[0].parents[1]).tables.places
DRAWINGS = [path for path in SHIPPED if load_figure(path).figure.kind != "grid"]
ASKING = [path for path in DRAWINGS if "{here}" in path.read_text(encoding="utf-8")]
EDITIONS = [(path, COUNTRIES.here) for path in DRAWINGS]
EDITIONS += [(path, place) for path in ASKING for place in COUNTRIES.names if place != COUNTRIES.here]


@pytest.mark.parametrize(("path", "place"), EDITIONS, ids=[f"{path.stem}-{place}" for path, place in EDITIONS])
def test_shipped_figures_can_be_read_on_a_phone(path: Path, place: str) -> None:
    """The narrow drawing says all that the wide one says, in type of at least 10 CSS pixels on the narrowest phone."""
    data = load_figure(path).figure
    data = translated(data, {word: filled_in(word, replace(COUNTRIES, here=place)) for word in words_of(data)})
    narrow = draw(data, width=NARROW)
    assert_readable(narrow)
    root = ET.fromstring(narrow.decode())  # noqa: S314 - our own picture
    smallest = min(float(node.attrib["font-size"]) for node in root.iter(f"{SVG}text"))
    assert smallest * PHONE / float(root.attrib["viewBox"].split()[2]) >= 10
    assert words_in(draw(data)) - words_in(narrow) <= {mark for mark in words_in(draw(data)) if mark[0].isdigit()}


def words_in(picture: bytes) -> set[str]:
    """Return the words of a picture, however they are broken into lines."""
    root = ET.fromstring(picture.decode())  # noqa: S314 - our own picture
    lines = " ".join(node.text or "" for node in root.iter(f"{SVG}text"))
    return {word for word in re.split(r"[\s/–—-]+", lines) if word}


def test_labels_stand_above_their_bars_on_a_narrow_sheet(tmp_path: Path) -> None:
    """Beside the labels of the wide drawing no room would be left for the bars."""
    for kind in ("bars", "ranges"):
        wide, narrow = (draw(figure(tmp_path, kind), width=width).decode() for width in WIDTHS)
        assert 'text-anchor="end"' in wide
        assert 'text-anchor="end"' not in narrow


def test_a_path_has_two_boxes_beside_each_other_at_most_on_a_narrow_sheet(tmp_path: Path) -> None:
    """Five answers to one question stand in three layers, all within the sheet."""
    one = figure(tmp_path, "flow")
    node, edge = one.nodes[3], one.edges[1]
    ends = [f"end{number}" for number in range(5)]
    wheel = one.model_copy(
        update={
            "nodes": (one.nodes[1], *(node.model_copy(update={"id": end}) for end in ends)),
            "edges": tuple(edge.model_copy(update={"to": end}) for end in ends),
        }
    )
    picture = draw(wheel, width=NARROW)
    assert_readable(picture)
    tops = [top for _, top, _, _ in rects(ET.fromstring(picture.decode()))[1:]]  # noqa: S314 - our own picture
    assert [tops.count(top) for top in sorted(set(tops))] == [2, 2, 1]
    layout = arrange(["a", "b", "c", "d", "e"], [("a", "b"), ("a", "c"), ("a", "d"), ("d", "e")], most=2)
    assert [[slot[0] for slot in layer if slot[1] < 0] for layer in layout.layers] == [["a"], ["b", "c"], ["d"], ["e"]]


def test_a_sheet_grows_before_a_box_is_too_small_for_words(tmp_path: Path) -> None:
    """Many arrows past a layer take room; the boxes keep theirs."""
    one = figure(tmp_path, "flow")
    names = [f"n{number}" for number in range(8)]
    web = one.model_copy(
        update={
            "nodes": tuple(one.nodes[3].model_copy(update={"id": name}) for name in names),
            "edges": tuple(
                one.edges[0].model_copy(update={"from_": start, "to": end})
                for place, start in enumerate(names)
                for end in names[place + 1 :]
            ),
        }
    )
    picture = draw(web, width=NARROW)
    assert_readable(picture)
    root = ET.fromstring(picture.decode())  # noqa: S314 - our own picture
    assert float(root.attrib["viewBox"].split()[2]) > NARROW
    assert min(width for _, _, width, _ in rects(root)) >= LEAST


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_is_told_in_words(tmp_path: Path, kind: str) -> None:
    """Data become a table, other figures a list; nothing but the picture is lost."""
    told = in_words(figure(tmp_path, kind))
    assert isinstance(told, Table if kind in {"line", "bars", "stack", "ranges", "grid"} else Listing)
    if isinstance(told, Table):
        assert {len(row) for row in told.rows} == {len(told.head)}


def test_a_grid_says_what_its_rows_are(tmp_path: Path) -> None:
    """The first column of a grid has the head that its author gave, and else a word that fits any."""
    path = tmp_path / "one.yaml"
    for line, head in (("", "Item"), ("head: Way\n", "Way")):
        path.write_text(f"{HEAD}{KINDS['grid']}{line}", encoding="utf-8")
        read = load_figure(path).figure
        assert in_words(read).head[0] == head
        assert ("Way" in words_of(read)) is (head == "Way")


def test_values_that_a_line_does_not_have_stay_empty(tmp_path: Path) -> None:
    """Lines may have points at different places."""
    told = in_words(figure(tmp_path, "line"))
    assert told.rows[1] == ("5", "3", "", "", "")


def test_a_path_is_told_question_by_question(tmp_path: Path) -> None:
    """Each line says where one comes from and where each answer leads."""
    told = in_words(figure(tmp_path, "flow"))
    assert told.lines[:2] == (
        "Start here → Is it so, or is it not, or what?; skip → Do it.",
        "Is it so, or is it not, or what? yes → Danger; no → Do it.",
    )
    assert not any(line.startswith("Danger") for line in told.lines)


def test_translations_reach_every_text(tmp_path: Path) -> None:
    """Labels, notes and questions are words; ids are not."""
    one = figure(tmp_path, "flow")
    other = translated(one, {word: f"<{word}>" for word in words_of(one)})
    assert (other.title, other.nodes[1].text, other.edges[1].label) == (
        "<Title>",
        "<Is it so, or is it not, or what?>",
        "<yes>",
    )
    assert other.edges[1].to == "c"


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        (HEAD + KINDS["bars"].replace("value: 0", "valu: 0"), 9, "unknown key 'valu'"),
        (HEAD + KINDS["bars"].replace("value: 0", "value: -1"), 9, "-1"),
        (HEAD + KINDS["ranges"].replace("to: 7", "to: 1"), 9, "`to` is below `from`"),
        (HEAD + KINDS["flow"].replace("to: c", "to: z"), 1, "'z'"),
        (HEAD + KINDS["grid"].replace("[good, ", "["), 1, "1 cells for 2 columns"),
        (HEAD.replace("alt: Alternative\n", "") + KINDS["steps"], 1, "alt is missing"),
        (HEAD.replace("id: one", "id: two") + KINDS["steps"], 1, "not the name of the file"),
        (HEAD + "kind: pie\n", 5, "pie"),
    ],
)
def test_mistakes_have_a_line(tmp_path: Path, text: str, line: int, part: str) -> None:
    """Every mistake in the data is a finding that says where and what."""
    path = tmp_path / "one.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        load_figure(path)
    assert any(finding.line == line and part in finding.message for finding in caught.value.findings), caught.value


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """Figures are kept in memory only while their file is unchanged."""
    assert figure(tmp_path, "steps").title == "Title"
    path = tmp_path / "one.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Title", "title: Other title"), encoding="utf-8")
    assert load_figure(path).figure.title == "Other title"


def test_wrapped_lines_fit_and_lose_nothing() -> None:
    """Words are broken at spaces, after hyphens, and in the middle only when they must."""
    text = "a short-acting drug and a Donaudampfschifffahrtsgesellschaft"
    lines = wrap(text, 14, 120)
    assert all(width_of(line, 14) <= 120 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert wrap("", 14, 100) == [""]


def test_ticks_are_round_and_cover_the_values() -> None:
    """An axis has a few round marks, also for one value only."""
    assert ticks(0, 97) == [0, 20, 40, 60, 80, 100]
    assert ticks(3, 3)[0] <= 3 <= ticks(3, 3)[-1]
    assert Scale(0, 10, 100, 200).at(2.5) == 125
    assert [shown(value) for value in (1234.5, -2.0, 0.25, 10.0)] == ["1,234.5", "−2", "0.25", "10"]


def test_circles_and_long_arrows_find_a_place() -> None:
    """An arrow back and an arrow past a layer are routed; every box has one layer."""
    layout = arrange(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "a"), ("a", "c")])
    assert [[slot[0] for slot in layer if slot[1] < 0] for layer in layout.layers] == [["a"], ["b"], ["c"]]
    assert layout.routes[2][0][0] == "c"
    assert len(layout.routes[3]) == 3
