"""Packs of label sheets: the half-used sheet is remembered, and a roll has one position."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from factory import SUPERVISOR, Desk, Practice, a_weapon
from terminal import done, refused, salw

from salw_desktop.usecases.paperwork.labels import labels_of
from salw_desktop.usecases.store.labels import packs, start_of


def some_weapons(desk: Desk, count: int) -> None:
    for _ in range(count):
        a_weapon(desk, safety=None)


def a_pack(desk: Desk, name: str = "Blue box", sheet: str = "A4 3x7") -> str:
    desk.do("add-sheet-pack", name=name, sheet=sheet)
    return name


def test_that_a_pack_goes_on_where_its_sheet_was_left(desk: Desk) -> None:
    pack = a_pack(desk)
    some_weapons(desk, 3)
    assert desk.do("mark-labels-printed", pack=pack) == {"printed": 3, "next_position": 4}
    assert start_of(desk.register.reader, pack) == 4
    some_weapons(desk, 2)
    desk.do("mark-labels-printed", pack=pack)
    assert [row["position"] for row in desk.rows("label")] == [1, 2, 3, 4, 5]
    assert {row["sheet_pack"] for row in desk.rows("label")} == {desk.row("sheet_pack")["id"]}


def test_that_a_pack_wraps_at_the_end_of_its_own_sheet(desk: Desk) -> None:
    pack = a_pack(desk)
    some_weapons(desk, 3)
    answer = desk.do("mark-labels-printed", pack=pack, first_position=20)
    assert answer["next_position"] == 2
    assert [row["position"] for row in desk.rows("label")] == [20, 21, 1]
    assert start_of(desk.register.reader, pack) == 2


def test_that_a_roll_stands_at_its_first_position_for_ever(desk: Desk) -> None:
    pack = a_pack(desk, sheet="roll 57x32")
    some_weapons(desk, 2)
    assert desk.do("mark-labels-printed", pack=pack)["next_position"] == 1
    assert [row["position"] for row in desk.rows("label")] == [1, 1]


def test_that_two_packs_remember_for_themselves(desk: Desk) -> None:
    first, second = a_pack(desk), a_pack(desk, "Roll", "A4 3x8")
    some_weapons(desk, 1)
    desk.do("mark-labels-printed", pack=first)
    assert [(row["name"], row["next_position"]) for row in packs(desk.register)] == [
        (first, 2),
        (second, 1),
    ]


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("sheet-pack.twice", {"name": "Blue box"}),
        ("field.missing", {"name": " "}),
        ("labels.sheet-unknown", {"name": "New", "sheet": "A3"}),
    ],
)
def test_that_a_pack_is_refused(desk: Desk, code: str, fields: dict[str, str]) -> None:
    a_pack(desk)
    assert desk.refused("add-sheet-pack", **fields).code == code


def test_that_positions_are_those_of_the_sheet(desk: Desk) -> None:
    some_weapons(desk, 1)
    asked = {"first_position": 22, "sheet": "A4 3x7"}
    refusal = desk.refused("mark-labels-printed", **asked)
    assert (refusal.code, refusal.facts["last"]) == ("label.position", 21)
    refusal = desk.refused("mark-labels-printed", pack="Red box")
    assert (refusal.code, refusal.field) == ("sheet-pack.unknown", "pack")


def test_that_labels_of_a_roll_have_a_page_each(desk: Desk) -> None:
    some_weapons(desk, 3)
    assert len(pypdfium2.PdfDocument(labels_of(desk.register, sheet="roll 57x32"))) == 3
    assert len(pypdfium2.PdfDocument(labels_of(desk.register, sheet="A4 3x7", start=20))) == 2


@pytest.fixture
def station(practice: Practice, tmp_path: Path) -> tuple[object, ...]:
    """Arguments of a locked register in which two labels wait and a pack has one position left."""
    desk = Desk(practice, practice.unlock())
    a_pack(desk)
    some_weapons(desk, 1)
    desk.do("mark-labels-printed", pack="Blue box", first_position=20)
    some_weapons(desk, 2)
    desk.register.close()
    words = tmp_path / "words.txt"
    words.write_text(practice.passphrases[SUPERVISOR], encoding="ascii")
    words.chmod(0o600)
    return (practice.path, "--operator", SUPERVISOR, "--passphrase-file", words)


def test_that_salw_labels_prints_where_the_pack_goes_on(
    station: tuple[object, ...], tmp_path: Path
) -> None:
    out = tmp_path / "labels.pdf"
    said = done("labels", *station, "--out", out, "--pack", "Blue box", "--printed")
    assert (said["printed"], said["next_position"]) == (2, 2)
    assert len(pypdfium2.PdfDocument(out)) == 2


def test_that_salw_labels_takes_a_sheet_by_its_name(
    station: tuple[object, ...], tmp_path: Path
) -> None:
    asked = ("labels", *station, "--out", tmp_path / "labels.pdf")
    assert refused(*asked, "--sheet", "A3").code == "labels.sheet-unknown"
    done(*asked, "--sheet", "roll 76x51")
    page = pypdfium2.PdfDocument(tmp_path / "labels.pdf")[0]
    assert page.get_width() == pytest.approx(76 / 25.4 * 72, abs=0.1)


def test_that_a_pack_and_a_sheet_together_are_wrong_usage(
    station: tuple[object, ...], tmp_path: Path
) -> None:
    both = ("--pack", "Blue box", "--sheet", "A4 3x8")
    assert salw("labels", *station, "--out", tmp_path / "labels.pdf", *both).status == 2
