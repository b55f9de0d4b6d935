"""Draws and exam versions: shared vectors, and properties of every pool, seed and history."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from itertools import groupby, product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quizzes.blueprint import PoolItem, in_cells
from quizzes.draw import LONGEST_RUN, DrawError, Version, _in_run, draw, part_order, versions
from quizzes.lint.examples import bank_of
from quizzes.model.objective import Bloom
from quizzes.seeded import Random, seed_state
from quizzes.settings import Blueprint, Cell

VECTORS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "data" / "draw-vectors.json").read_text("utf-8"))
ITEM = bank_of({"stem": "Which sign is typical of it?", "choices": ["* Tremor", "Rash", "Cough"]}).bank.items[0]


def pool_item(name: str, lesson: str, bloom: str, case: str | None = None) -> PoolItem:
    """Return an item of a pool; what it asks does not matter to a draw."""
    return PoolItem(name, lesson, Bloom(bloom), case, ITEM)


def cells(*entries: dict[str, Any]) -> tuple[Cell, ...]:
    """Return cells from their JSON form."""
    return tuple(Cell(one["lesson"], tuple(map(Bloom, one["bloom"])), one["draw"]) for one in entries)


POOL = [pool_item(one["id"], one["lesson"], one["bloom"], one["case"]) for one in VECTORS["pool"]]
BLUEPRINT = Blueprint(draw=10, cells=cells(*VECTORS["cells"]))


@pytest.mark.parametrize("vector", VECTORS["numbers"], ids=[vector["seed"] for vector in VECTORS["numbers"]])
def test_the_generator_gives_the_numbers_of_the_vectors(vector: dict[str, Any]) -> None:
    """Seeds, states and numbers, as the browser client has them."""
    assert seed_state(vector["seed"]) == vector["state"]
    random = Random(vector["seed"])
    assert [random.next() for _ in vector["next"]] == vector["next"]
    random = Random(vector["seed"])
    assert [random.below(10) for _ in vector["below10"]] == vector["below10"]


@pytest.mark.parametrize("vector", VECTORS["shuffles"], ids=[vector["seed"] for vector in VECTORS["shuffles"]])
def test_a_shuffle_is_that_of_the_vectors(vector: dict[str, Any]) -> None:
    """Fisher-Yates from the end."""
    assert Random(vector["seed"]).shuffled(vector["values"]) == vector["shuffled"]


@pytest.mark.parametrize("vector", VECTORS["draws"], ids=[vector["seed"] for vector in VECTORS["draws"]])
def test_a_draw_is_that_of_the_vectors(vector: dict[str, Any]) -> None:
    """The same items in the same order, whatever the order of the pool."""
    for pool in (POOL, POOL[::-1]):
        assert [one.id for one in draw(pool, BLUEPRINT, vector["seed"], set(vector["seen"]))] == vector["ids"]


def test_a_number_and_its_text_are_the_same_seed() -> None:
    """A seed of 7 in a settings file and "7" in a page draw alike."""
    assert draw(POOL, BLUEPRINT, 7) == draw(POOL, BLUEPRINT, "7") != draw(POOL, BLUEPRINT, 8)


LESSONS, LEVELS, CASES = ("l1", "l2"), ("remember", "apply"), (None, "b/one", "b/two", "c/one")


@st.composite
def courses(draw_from: st.DrawFn) -> tuple[list[PoolItem], Blueprint]:
    """Return a pool and a blueprint that it can serve."""
    pool: list[PoolItem] = []
    made: list[Cell] = []
    for lesson in LESSONS:
        for level in LEVELS:
            own = draw_from(st.integers(0, 7))
            pool += [
                pool_item(f"{lesson}-{level}-{n}", lesson, level, draw_from(st.sampled_from(CASES))) for n in range(own)
            ]
            if own:
                made.append(Cell(lesson, (Bloom(level),), draw_from(st.integers(1, own))))
    pool.append(pool_item("homeless", "l9", "create"))
    made = made or [Cell("l9", (Bloom.CREATE,), 1)]
    return draw_from(st.permutations(pool)), Blueprint(draw=sum(cell.draw for cell in made), cells=tuple(made))


@given(courses(), st.text(max_size=8), st.data())
def test_every_draw_meets_its_blueprint(test: tuple[list[PoolItem], Blueprint], seed: str, data: st.DataObject) -> None:
    """Exact counts, no item twice, cases in one piece, unseen items as long as they last."""
    pool, blueprint = test
    seen = data.draw(st.sets(st.sampled_from(sorted(one.id for one in pool))))
    taken = draw(pool, blueprint, seed, seen)
    names = [one.id for one in taken]
    assert len(names) == len(set(names)) == blueprint.draw
    counts = {cell: len(own) for cell, own in in_cells(taken, blueprint).items()}
    assert counts == {cell: cell.draw for cell in blueprint.cells}
    pieces = [
        one.case for place, one in enumerate(taken) if one.case and (not place or taken[place - 1].case != one.case)
    ]
    assert max(Counter(pieces).values(), default=1) == 1
    for cell, own in in_cells(pool, blueprint).items():
        if cell is not None:
            fresh = sum(one.id not in seen for one in own)
            repeats = sum(one.id in seen for one in taken if one in own)
            assert repeats == max(0, cell.draw - fresh)
    assert draw(pool[::-1], blueprint, seed, seen) == taken


@given(st.integers(1, 4), st.text(max_size=6))
def test_attempts_repeat_nothing_while_the_pool_lasts(size: int, seed: str) -> None:
    """With a pool of three times the draw, three attempts have no item in common."""
    pool = [pool_item(f"q{number:02d}", "l1", "apply") for number in range(3 * size)]
    blueprint = Blueprint(draw=size, cells=(Cell("l1", (Bloom.APPLY,), size),))
    seen: set[str] = set()
    for attempt in range(3):
        names = {one.id for one in draw(pool, blueprint, f"{seed}/{attempt}", seen)}
        assert names.isdisjoint(seen)
        seen |= names
    assert len(seen) == 3 * size


def test_equal_case_names_of_two_banks_stay_apart() -> None:
    """The case is named by its bank too."""
    pool = [
        pool_item("a1", "l1", "apply", "a/x"),
        pool_item("b1", "l1", "apply", "b/x"),
        pool_item("a2", "l1", "apply", "a/x"),
    ]
    blueprint = Blueprint(draw=3, cells=(Cell("l1", (Bloom.APPLY,), 3),))
    orders = {tuple(one.id for one in draw(pool, blueprint, seed)) for seed in range(20)}
    assert orders == {("a1", "a2", "b1"), ("b1", "a1", "a2")}


def test_a_cell_that_is_too_small_is_named() -> None:
    """The error says which cell, what it has and what it needs."""
    blueprint = Blueprint(draw=3, cells=(Cell("l1", (Bloom.APPLY, Bloom.ANALYSE), 3),))
    with pytest.raises(DrawError, match=r"l1 \(apply or analyse\) has 1 item, and a draw needs 3"):
        draw([pool_item("a", "l1", "apply")], blueprint, 1)


def test_every_item_is_drawn_about_equally_often() -> None:
    """No item of a cell is favored: 600 draws of 2 from 6, each item about 200 times."""
    pool = [pool_item(f"q{number}", "l1", "apply") for number in range(6)]
    blueprint = Blueprint(draw=2, cells=(Cell("l1", (Bloom.APPLY,), 2),))
    counts = Counter(one.id for seed in range(600) for one in draw(pool, blueprint, seed))
    assert min(counts.values()) > 150
    assert max(counts.values()) < 250


def grouped(*sizes: int, bloom: str = "apply") -> list[PoolItem]:
    """Return a pool with a group of each of these sizes; 1 is an item by itself."""
    return [
        replace(pool_item(f"{letter}{number}", "l1", bloom), group=f"b/{letter}" if size > 1 else None)
        for letter, size in zip("abcdefghij", sizes, strict=False)
        for number in range(size)
    ]


def test_a_draw_takes_one_of_a_group_and_no_group_more_often_than_an_item() -> None:
    """Groups of 3, 2 and single items: 600 draws of 2 from 4, each about 300 times, and within a group all alike."""
    blueprint = Blueprint(draw=2, cells=(Cell("l1", (Bloom.APPLY,), 2),))
    counts = Counter[str]()
    for seed in range(600):
        names = [one.id for one in draw(grouped(3, 2, 1, 1), blueprint, seed)]
        assert len({name[0] for name in names}) == 2
        counts.update([*names, *(name[0] for name in names)])
    assert all(250 < counts[letter] < 350 for letter in "abcd")
    assert all(70 < counts[f"a{number}"] < 130 for number in range(3))


def test_a_group_that_was_seen_comes_after_new_ones_and_with_another_item_first() -> None:
    """First what is new; then another item of a seen group; the same item only at the end."""
    blueprint = Blueprint(draw=1, cells=(Cell("l1", (Bloom.APPLY,), 1),))
    pool = grouped(3, 2)
    for seed in range(20):
        seen: list[str] = []
        for _ in range(5):
            seen += [one.id for one in draw(pool, blueprint, seed, seen)]
        assert {name[0] for name in seen[:2]} == {"a", "b"}
        assert len(set(seen)) == 5


def test_a_group_over_two_cells_gives_one_item() -> None:
    """The lint refuses it; a draw keeps its promise all the same, or says what is missing."""
    one, two = grouped(2)
    pool = [one, replace(two, bloom=Bloom.ANALYSE), pool_item("x", "l1", "analyse")]
    blueprint = Blueprint(draw=2, cells=(Cell("l1", (Bloom.APPLY,), 1), Cell("l1", (Bloom.ANALYSE,), 1)))
    assert {tuple(sorted(item.id for item in draw(pool, blueprint, seed))) for seed in range(9)} == {("a0", "x")}
    with pytest.raises(DrawError, match=r"l1 \(analyse\) has 0 items, and a draw needs 1"):
        draw(pool[:2], blueprint, 1)


def exam() -> list[PoolItem]:
    """Return items of every type whose parts can be mixed."""
    shorts: list[dict[str, Any]] = [
        {"stem": "Which sign is typical of it?", "choices": ["* Tremor", "Rash", "Cough", "Itch"]},
        {"stem": "Which number is right here?", "choices": ["1", "* 2", "3"], "shuffle": False},
        {"stem": "Put them in order:", "type": "order", "sequence": ["One", "Two", "Three"]},
        {"stem": "Match them:", "type": "match", "pairs": {"a": "x", "b": "y", "c": "x"}, "distractors": ["z"]},
        {"stem": "It is so.", "type": "truefalse", "answer": True},
    ]
    items = bank_of({"items": shorts}).bank.items
    return [
        PoolItem(item.id, "l1", Bloom.APPLY, "b/case" if place < 2 else None, item) for place, item in enumerate(items)
    ]


def test_versions_hold_the_same_items_in_other_orders() -> None:
    """A, B and C: the same items, cases in one piece, another order."""
    made = versions(exam(), "spring", 3)
    assert [version.letter for version in made] == ["A", "B", "C"]
    orders = [[entry.id for entry, _ in version.items] for version in made]
    assert {tuple(sorted(order)) for order in orders} == {tuple(sorted(entry.id for entry in exam()))}
    assert len({tuple(order) for order in orders}) > 1
    for order in orders:
        assert abs(order.index("bank-q1") - order.index("bank-q2")) == 1
    assert versions(exam(), "spring", 3) == made != versions(exam(), "autumn", 3)


@given(st.text(max_size=5))
def test_the_parts_of_a_version_are_complete(seed: str) -> None:
    """Every choice, step and response is printed once; numbers keep their order."""
    orders = {entry.id: parts for entry, parts in versions(exam(), seed, 1)[0].items}
    assert sorted(orders["bank-q1"]) == ["a", "b", "c", "d"]
    assert orders["bank-q2"] == ("a", "b", "c")
    assert sorted(orders["bank-q3"]) == ["s1", "s2", "s3"]
    assert sorted(orders["bank-q4"]) == ["x", "y", "z"]
    assert orders["bank-q5"] == ()


def test_the_order_of_parts_depends_on_the_generator_alone() -> None:
    """Two generators with one seed print alike."""
    item = exam()[0].item
    assert part_order(item, Random("x")) == part_order(item, Random("x"))


def test_the_example_of_the_documentation_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blueprint and the two draws of the page, on twelve items."""
    page = (Path(__file__).parents[2] / "docs" / "explanation" / "blueprint-and-draws.md").read_text("utf-8")
    toml, python = (re.search(rf"```{kind}\n(.*?)```", page, re.DOTALL) for kind in ("toml", "python"))
    assert toml
    assert python
    lessons = [("01-what-it-is", "remember", 3), ("02-first-steps", "apply", 6), ("02-first-steps", "evaluate", 3)]
    shorts = [
        {
            "stem": f"Which sign is typical of {level} {n}?",
            "choices": ["* Tremor", "Rash", "Cough"],
            "bloom": level,
            "lesson": to,
        }
        for to, level, many in lessons
        for n in range(many)
    ]
    folder = tmp_path / "my-course" / "quizzes"
    folder.mkdir(parents=True)
    (folder / "quizzes.toml").write_text(toml[1], encoding="utf-8")
    bank = bank_of({"use": "pool", "items": shorts}).bank
    data = bank.model_dump(mode="json", by_alias=True, exclude_none=True)
    (folder / "pool.yaml").write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(python[1], names)  # noqa: S102 - the example of our own page
    assert names["problems"] == []
    assert len(names["first"]) == len(names["second"]) == 4
    assert {one.id for one in names["first"]}.isdisjoint(one.id for one in names["second"])


def singles(count: int, sizes: tuple[int, ...] = (4,), **fields: Any) -> list[PoolItem]:
    """Return items with one right choice, the first; their numbers of choices come in turn from `sizes`."""
    shorts = [
        {
            "stem": f"Which is number {number}?",
            "choices": ["* w", "x", "y", "z", "u"][: sizes[number % len(sizes)]],
            **fields,
        }
        for number in range(count)
    ]
    return [PoolItem(item.id, "l1", Bloom.APPLY, None, item) for item in bank_of({"items": shorts}).bank.items]


def places_of(version: Version) -> list[int]:
    """Return the places of the keys of a version, in the order of the paper."""
    return [order.index(entry.item.key[0]) for entry, order in version.items]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("count", "sizes"), [(20, (4,)), (40, (3, 4)), (30, (2,)), (100, (3,)), (9, (5,)), (60, (3, 4, 5))]
)
def test_key_letters_are_balanced_by_construction(count: int, sizes: tuple[int, ...]) -> None:
    """In every version each letter of equal items comes equally often, and none more than three times in a row."""
    pool = singles(count, sizes)
    for seed in range(25):
        for version in versions(pool, seed, 2):
            places = places_of(version)
            assert max(len(list(run)) for _, run in groupby(places)) <= LONGEST_RUN
            for size in sizes:
                own = Counter(
                    place for place, (entry, _) in zip(places, version.items, strict=True)
                    if len(entry.item.choices) == size  # type: ignore[union-attr]
                )  # fmt: skip
                counts = [own[place] for place in range(size)]
                assert max(counts) - min(counts) <= 1


def test_items_that_are_not_mixed_keep_their_keys_and_count_in_runs() -> None:
    """The keys of `shuffle: false` stay; the others make way for them."""
    pool = [*singles(4, shuffle=False), *(replace(one, id=f"x{one.id}") for one in singles(8))]
    for seed in range(40):
        version = versions(pool, seed, 1)[0]
        fixed = [order for entry, order in version.items if not entry.item.shuffle]
        assert fixed == [("a", "b", "c", "d")] * 4


MENU = {"id": "g", "answer": "x", "choices": ["x", "y", "z"]}


def chi_square(counts: Counter[Any], cells: int) -> float:
    """Return Pearson's statistic against equal shares."""
    wanted = sum(counts.values()) / cells
    return sum((count - wanted) ** 2 for count in counts.values()) / wanted + wanted * (cells - len(counts))


@pytest.mark.parametrize(
    ("short", "cells", "limit"),
    [
        ({"stem": "Which?", "choices": ["* w", "x", "y", "z"]}, 24, 49.7),
        ({"stem": "Put them in order:", "type": "order", "sequence": ["One", "Two"]}, 2, 10.8),
        ({"stem": "Put them in order:", "type": "order", "sequence": ["One", "Two", "Three"]}, 6, 20.5),
        ({"stem": "Match them:", "type": "match", "pairs": {"a": "x", "b": "y", "c": "z"}}, 6, 20.5),
        (
            {"stem": "{{g}}", "type": "cloze", "choices": None, "gaps": [MENU]},
            6, 20.5,
        ),
    ],
    ids=["single", "two steps", "three steps", "match", "menu"],
)  # fmt: skip
def test_all_orders_are_equally_likely(short: dict[str, Any], cells: int, limit: float) -> None:
    """Over 1,200 seeds the chi-square stays below its 0.1 percent point: no order is rarer, the solved one neither."""
    item = bank_of(short).bank.items[0]
    pool = [PoolItem(item.id, "l1", Bloom.APPLY, None, item)]
    counts = Counter(versions(pool, seed, 1)[0].items[0][1] for seed in range(1200))
    assert len(counts) == cells
    assert chi_square(counts, cells) < limit


def test_key_places_are_equally_likely_within_an_exam() -> None:
    """Wherever a question stands, each letter is as likely as the others: 800 exams of ten."""
    pool = singles(10)
    counts = Counter(
        (at, place) for seed in range(800) for at, place in enumerate(places_of(versions(pool, seed, 1)[0]))
    )
    assert chi_square(counts, 40) < 72.1


def test_words_of_a_menu_stay_where_mixing_is_forbidden() -> None:
    """`shuffle: false` holds for menus too."""
    gap = {"id": "g", "answer": "1", "choices": ["1", "2", "3"]}
    item = bank_of({"stem": "{{g}}", "type": "cloze", "gaps": [gap], "shuffle": False}).bank.items[0]
    assert {part_order(item, Random(seed)) for seed in range(20)} == {("g/1", "g/2", "g/3")}


def test_a_run_of_keys_is_seen_from_each_of_its_places() -> None:
    """Seven places with two letters or no key: more than three of a letter in a row, as `groupby` has it."""
    for places in product((0, 1, None), repeat=7):
        keyed = [(at, place) for at, place in enumerate(places) if place is not None]
        for _, run in groupby(keyed, key=lambda one: one[1]):
            ats = [at for at, _ in run]
            assert [_in_run(places, at) for at in ats] == [len(ats) > LONGEST_RUN] * len(ats), places
