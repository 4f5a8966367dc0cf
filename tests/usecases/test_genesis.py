"""What a new register begins with."""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import STOREKEEPER, SUPERVISOR, Desk, a_practice

from salw_desktop.database import journal
from salw_desktop.domain.errors import Refusal
from salw_desktop.keys.events import read_event
from salw_desktop.keys.signing import is_signed
from salw_desktop.usecases.genesis import FIRST_PLACES, look_at_names


def test_that_a_new_register_has_two_operators_its_places_and_its_numbers(tmp_path: Path) -> None:
    practice = a_practice(tmp_path / "new.salw", block="1-50")
    desk = Desk(practice, practice.unlock())
    assert {row["name"] for row in desk.rows("operator")} == {SUPERVISOR, STOREKEEPER}
    assert {(row["name"], row["kind"]) for row in desk.rows("place")} == set(FIRST_PLACES)
    assert desk.row("number_block")["last"] == 50
    assert desk.row("station")["is_practice"] == 1
    assert desk.findings() == []
    desk.register.close()


def test_that_the_making_is_one_event_signed_by_both(desk: Desk) -> None:
    first, second = (desk.row("operator", name=name)["id"] for name in (SUPERVISOR, STOREKEEPER))
    made = journal.entry(desk.register.reader, 2)
    event = read_event(made.payload)
    assert (event.type, event.operator, event.witness) == ("register.made", first, second)
    assert is_signed(desk.key(STOREKEEPER).signer.public, event.message, made.witness or b"")


@pytest.mark.parametrize(
    ("code", "unit", "site"),
    [
        ("unit.malformed", "", "LEN"),
        ("unit.malformed", "../LEN1", "LEN"),
        ("site.malformed", "LEN1", "LE"),
        ("site.malformed", "LEN1", "L1N"),
    ],
)
def test_that_a_name_that_fits_no_number_is_refused(code: str, unit: str, site: str) -> None:
    with pytest.raises(Refusal) as refused:
        look_at_names(unit, site)
    assert refused.value.code == code


def test_that_names_are_written_in_capitals() -> None:
    assert look_at_names(" len1 ", "len") == ("LEN1", "LEN")
