"""Calibres are told apart by cartridge and found by any spelling."""

from __future__ import annotations

import pytest

from salw_desktop import files
from salw_desktop.domain.calibres import CALIBRES, Calibre, calibre_key, meant, read_calibres


@pytest.fixture(scope="module")
def known() -> tuple[Calibre, ...]:
    return read_calibres(files.resource(CALIBRES))


@pytest.mark.parametrize(
    "typed",
    ["7.62x39mm", "7,62 × 39", "7.62 X 39 MM", "7.62х39", "7.62*39mm", "cal. 7.62x39", "7.62-x-39"],
)
def test_that_one_calibre_has_one_key(typed: str) -> None:
    assert calibre_key(typed) == "7.62x39"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("7.62 NATO", "7.62x51mm NATO"),
        (".308 Win.", "7.62x51mm NATO"),
        ("308", "7.62x51mm NATO"),
        ("7.62x54R", "7.62x54mmR"),
        ("303", ".303 British (7.7x56mmR)"),
        ("9mm Para", "9x19mm"),
        (".50 BMG", "12.7x99mm (.50 BMG)"),
        ("9 mm PAK", "9mm P.A.K."),
        ("5.45", "5.45x39mm"),
    ],
)
def test_that_other_names_mean_the_calibre(
    known: tuple[Calibre, ...], typed: str, name: str
) -> None:
    assert [calibre.name for calibre in meant(known, typed)] == [name]


@pytest.mark.parametrize(
    ("bore", "some"),
    [
        ("7.62 mm", {"7.62x25mm", "7.62x39mm", "7.62x51mm NATO", "7.62x54mmR"}),
        ("9mm", {"9x17mm", "9x18mm Makarov", "9x19mm"}),
        ("12.7", {"12.7x99mm (.50 BMG)", "12.7x108mm"}),
        ("40 mm", {"40x46mm", "40x53mm", "40mm VOG-25"}),
    ],
)
def test_that_a_bore_alone_means_all_that_have_it(
    known: tuple[Calibre, ...], bore: str, some: set[str]
) -> None:
    assert some <= {calibre.name for calibre in meant(known, bore)}


@pytest.mark.parametrize("typed", ["", "mm", "17 mm, measured", "7.63x99"])
def test_that_what_nobody_knows_means_none(known: tuple[Calibre, ...], typed: str) -> None:
    assert meant(known, typed) == ()


def test_that_no_name_is_shared_by_two_calibres(known: tuple[Calibre, ...]) -> None:
    keys = [calibre_key(name) for each in known for name in (each.name, *each.aliases)]
    twice = {key for key in keys if keys.count(key) > 1}
    assert keys
    assert twice == set()


def test_that_no_bore_is_the_name_of_a_cartridge_with_another_bore(
    known: tuple[Calibre, ...],
) -> None:
    names = {calibre_key(name): each for each in known for name in (each.name, *each.aliases)}
    hidden = [
        (bore, each.name)
        for each in known
        for bore in each.bores
        if calibre_key(bore) in names and names[calibre_key(bore)] != each
    ]
    assert hidden == []
