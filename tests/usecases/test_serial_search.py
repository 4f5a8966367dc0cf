"""A piece of a serial number finds every weapon that has it: the same as looking at each one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attacks
import pytest
from factory import Desk, Practice, a_hand_in
from hypothesis import given
from hypothesis import strategies as st

from salw_desktop.database import weapons
from salw_desktop.database.guards import WAIT_AT_MOST
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.serials import serial_key
from salw_desktop.usecases import queries
from salw_desktop.usecases.finder import Finder
from salw_desktop.usecases.listings import WEAPONS, Query

LETTERS = "0123456789ABXYZЖ七١"
SERIAL = st.text(LETTERS + "?", min_size=1, max_size=9)
KEYS = st.lists(
    SERIAL.filter(lambda text: serial_key(text).strip("?") != ""), min_size=1, max_size=12
)
PIECE = st.text(LETTERS, min_size=1, max_size=4) | st.text(LETTERS + "??", min_size=1, max_size=5)
SERIALS = ("AB 12340", "12?4", "012340", "77", "A", "12345678901234567890", "КБ-1234", "١٢٣٤")


def matches(key: str, asked: str) -> bool:
    """`?` in what is asked stands for any character, and in a stored key for the one nobody could read."""
    piece = "".join("." if character == "?" else re.escape(character) for character in asked)
    worn = "".join("." if character == "?" else re.escape(character) for character in key)
    return bool(re.search(piece, key)) or ("?" in key and bool(re.fullmatch(worn, asked)))


@pytest.fixture(scope="module")
def searched(
    template: Practice, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Desk, str]]:
    """One register for every example, and a weapon to copy rows from."""
    practice = template.copied_to(tmp_path_factory.mktemp("search") / "practice.salw")
    desk = Desk(practice, practice.unlock())
    parts = [{"kind": "bolt", "serial": "QQ"}]  # its entry comes between: no two tables count alike
    made = desk.do("record-weapon", hand_in=a_hand_in(desk), model="AKM", serial="0", parts=parts)
    yield desk, made["weapon"]
    desk.register.close()


@given(serials=KEYS, asked=PIECE, waits=st.booleans())
def test_that_a_search_finds_what_a_scan_finds(
    searched: tuple[Desk, str], serials: list[str], asked: str, waits: bool
) -> None:
    desk, pattern = searched
    asked = serial_key(asked) or "1"
    row = {**desk.row("weapon", id=pattern), "number": None}
    del row["id"]
    keys = [serial_key(text) for text in serials]
    with desk.writing() as tx:
        tx.connection.execute("UPDATE weapon SET serial_key = '', serial_status = 'worn or rusted'")
        ids = [
            tx.insert("weapon", {**row, "serial": text, "serial_key": key})
            for text, key in zip(serials, keys, strict=True)
        ]
        if not waits:
            attacks.enter_search(desk)
        rowids = weapons.with_serial_like(tx.connection, asked, 1000)
        found = {row["id"] for row in weapons.shortly(tx.connection, rowids)}
    wanted = {id_ for id_, key in zip(ids, keys, strict=True) if matches(key, asked)}
    assert found == (wanted if asked.strip("?") else set())


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("1", {"AB 12340", "12?4", "012340", "12345678901234567890", "КБ-1234", "١٢٣٤"}),
        ("34", {"AB 12340", "012340", "12345678901234567890", "КБ-1234", "١٢٣٤"}),
        ("123", {"AB 12340", "012340", "12345678901234567890", "КБ-1234", "١٢٣٤"}),
        ("2340", {"AB 12340", "012340"}),
        ("12?4", {"AB 12340", "12?4", "012340", "12345678901234567890", "КБ-1234", "١٢٣٤"}),
        ("1294", {"12?4"}),
        ("A", {"AB 12340", "A"}),
        ("8901234", {"12345678901234567890"}),
        ("99", set()),
        ("?", set()),
    ],
)
def test_that_a_piece_finds_these(desk: Desk, asked: str, found: set[str]) -> None:
    hand_in = a_hand_in(desk)
    for serial in SERIALS:
        desk.do("record-weapon", hand_in=hand_in, model="AKM", serial=serial)
    reader = desk.register.reader
    rows = weapons.shortly(reader, weapons.with_serial_like(reader, asked, 50))
    assert {row["serial"] for row in rows} == found


def test_that_a_corrected_serial_is_found_by_its_new_key_alone(desk: Desk) -> None:
    number = desk.do("record-weapon", hand_in=a_hand_in(desk), model="AKM", serial="4711")["number"]
    desk.do("correct-weapon", weapon=number, serial="9922", reason="misread")
    reader = desk.register.reader
    rows = weapons.shortly(reader, weapons.with_serial_like(reader, "9922", 5))
    assert [row["number"] for row in rows] == [number]
    assert weapons.with_serial_like(reader, "4711", 5) == []
    assert desk.findings() == []


def test_that_a_search_gives_no_more_than_asked(desk: Desk) -> None:
    hand_in = a_hand_in(desk)
    for n in range(4):
        desk.do("record-weapon", hand_in=hand_in, model="AKM", serial=f"55{n}")
    assert len(weapons.with_serial_like(desk.register.reader, "55", 3)) == 3


def test_that_a_weapon_is_found_by_a_piece_of_its_number_or_its_serial(desk: Desk) -> None:
    number = desk.do("record-weapon", hand_in=a_hand_in(desk), model="AKM", serial="КБ 77")[
        "number"
    ]
    for text in (number, number[9:], "SALW1" + number.replace("-", ""), "кб77", "k?77"):
        assert [found.number for found in queries.find(desk.register, text)] == [number]


@pytest.mark.parametrize("waits", [True, False])
@pytest.mark.parametrize(("serial", "asked"), [("7741", "774"), ("77?1", "7741"), ("7741", "77?1")])
def test_that_a_part_s_number_leads_to_its_weapon(
    desk: Desk, serial: str, asked: str, waits: bool
) -> None:
    hand_in = a_hand_in(desk)
    parts = [{"kind": "bolt", "serial": "1"}, {"kind": "barrel", "serial": "3"}]
    desk.do("record-weapon", hand_in=hand_in, model="AKM", serial="1", parts=parts)
    parts = [{"kind": "bolt", "serial": serial}, {"kind": "barrel", "serial": "9"}]
    made = desk.do("record-weapon", hand_in=hand_in, model="AKM", serial="2", parts=parts)
    desk.do("record-weapon", hand_in=hand_in, model="AKM", serial="3")
    mend = [{"part": desk.row("part", serial="9")["id"], "serial": serial}]
    desk.do("correct-weapon", weapon=made["number"], mend_parts=mend, reason="misread")
    if not waits:
        attacks.enter_search(desk)
    assert [hit.number for hit in queries.find(desk.register, asked)] == [made["number"]]
    if (
        serial == "7741"
    ):  # the list asks the index alone, which knows no worn number by what it may have been
        assert listed_by(desk, asked) == (made["weapon"],)
    assert desk.findings() == []


@pytest.mark.parametrize("row", [-1, 0, 99, 2**31, 2**32 - 1, 2**32, 2**36 + 5, 2**62])
def test_that_a_number_that_leads_nowhere_takes_no_other_one_with_it(desk: Desk, row: int) -> None:
    hand_in = a_hand_in(desk)
    for n in (3, 4):
        desk.do("record-weapon", hand_in=hand_in, model="AKM", serial=f"7712{n}")
    attacks.run(desk, "UPDATE serial_key SET weapon_row = ? WHERE key = '77123'", row)
    (hit,) = queries.find(desk.register, "7712")
    assert (hit.serial, listed_by(desk, "7712")) == ("77124", (hit.id,))


def test_that_a_number_led_astray_keeps_no_other_one_from_being_recorded(desk: Desk) -> None:
    """The next weapon is held against those with its number: it is not held against itself."""
    hand_in = a_hand_in(desk)
    desk.do("record-weapon", hand_in=hand_in, model="AKM", serial="77123")
    attacks.bare(desk, "UPDATE serial_key SET weapon_row = 2")
    made = desk.do("record-weapon", hand_in=hand_in, model="AKM", serial="77123")
    assert made["look_alikes"] == []


@pytest.mark.parametrize("text", ["", " - ", "??"])
def test_that_there_is_something_to_look_for(desk: Desk, text: str) -> None:
    with pytest.raises(Refusal) as refused:
        queries.find(desk.register, text)
    assert refused.value.code == "find.nothing"


def listed_by(desk: Desk, piece: str) -> tuple[str, ...]:
    finder = Finder(WEAPONS)
    found = finder.all(desk.register, Query("recorded", descending=False, text=piece))
    return finder.items(desk.register, found)


def found_by(desk: Desk, piece: str) -> list[str]:
    reader = desk.register.reader
    rows = weapons.shortly(reader, weapons.with_serial_like(reader, piece, 100))
    assert sorted(listed_by(desk, piece)) == sorted(str(row["id"]) for row in rows)
    return [str(row["number"]) for row in rows]


def test_that_a_number_is_found_while_it_waits_for_the_index_and_once_it_is_in(desk: Desk) -> None:
    """And a number that was read wrong is found no more, whether it waited or was in."""
    hand_in = a_hand_in(desk)
    numbers = [
        str(desk.do("record-weapon", hand_in=hand_in, model="AKM", serial=f"KX{n:03d}Q")["number"])
        for n in range(WAIT_AT_MOST + 3)
    ]
    waiting = desk.register.reader.execute("SELECT count(*) FROM serial_waiting")
    assert waiting.fetchone() == (3,)
    for n, number in ((1, numbers[1]), (WAIT_AT_MOST + 1, numbers[-2])):
        assert found_by(desk, f"KX{n:03d}") == [number]
        desk.do("correct-weapon", weapon=number, serial=f"ZW{n:03d}Q", reason="Read again")
        assert found_by(desk, f"KX{n:03d}") == []
        assert found_by(desk, f"W{n:03d}") == [number]
    assert len(found_by(desk, "KX")) == len(numbers) - 2
    assert desk.findings() == []
