"""`salw check` and the files of photographs: what is missing, changed, swapped or strange is named by weapon and view."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from card import drawn, jpeg
from factory import Desk, a_weapon

from salw_desktop.keys.photo_box import ORIGINAL
from salw_desktop.usecases import checking, photo_files

VIEWS = ("left", "right")


@pytest.fixture
def photographed(desk: Desk, tmp_path: Path) -> tuple[str, list[Path]]:
    """The number of a weapon, and the sealed originals of its two photographs, each of another size."""
    number, originals = str(a_weapon(desk)["number"]), []
    for seed, view in enumerate(VIEWS, 1):
        data = jpeg(drawn(seed, size=(1000 * seed, 900)))
        (tmp_path / "picture.jpg").write_bytes(data)
        desk.do("add-photo", weapon=number, file=str(tmp_path / "picture.jpg"), view=view)
        originals += [path for path in files_of(desk) if path.stat().st_size == len(data) + 40]
    assert len(originals) == 2
    return number, originals


def files_of(desk: Desk) -> list[Path]:
    return [path for path in sorted(desk.register.folder.photos.rglob("*")) if path.is_file()]


def found(desk: Desk) -> list[str]:
    return list(checking.check(desk.register).photographs.findings)


@pytest.mark.usefixtures("photographed")
def test_that_whole_photographs_are_counted_one_by_one(desk: Desk) -> None:
    steps: list[tuple[int, int]] = []
    looked = photo_files.look(desk.register, lambda *step: steps.append(step))
    assert (looked.whole, looked.findings, steps) == (2, (), [(1, 2), (2, 2)])


def swap(one: Path, other: Path) -> None:
    data = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(data)


@pytest.mark.parametrize(
    ("damage", "view", "word"),
    [
        (lambda one, _: one.unlink(), "left", "is not in the folder"),
        (lambda _, other: other.write_bytes(other.read_bytes()[:-1]), "right", "cut short"),
        (lambda one, _: one.write_bytes(b""), "left", "cut short"),
        (lambda _, other: other.write_bytes(jpeg(drawn(9))), "right", "was changed"),
        (lambda one, other: one.write_bytes(other.read_bytes()), "left", "of another one"),
    ],
    ids=["photo-missing", "photo-damaged", "emptied", "foreign", "another's"],
)
def test_that_a_file_that_is_not_what_it_is_named_for_is_told_by_weapon_and_view(
    desk: Desk,
    photographed: tuple[str, list[Path]],
    damage: Callable[[Path, Path], None],
    view: str,
    word: str,
) -> None:
    number, originals = photographed
    damage(*originals)
    (said,) = found(desk)
    assert f"{number} ({view})" in said
    assert word in said


def test_that_two_swapped_files_are_both_named(
    desk: Desk, photographed: tuple[str, list[Path]]
) -> None:
    swap(*photographed[1])
    assert [VIEWS[place] in said for place, said in enumerate(found(desk))] == [True, True]


def test_that_a_picture_sealed_under_the_name_of_another_is_named(
    desk: Desk, photographed: tuple[str, list[Path]]
) -> None:
    """By somebody who has the register open: the seal holds, the hash does not."""
    first, _ = desk.rows("photo")
    photographed[1][0].unlink()
    desk.register.photos.keep(first["sha256"], ORIGINAL, b"another picture")
    (said,) = found(desk)
    assert first["sha256"][:8] in said


@pytest.mark.usefixtures("photographed")
def test_that_a_file_that_no_table_names_is_told(desk: Desk) -> None:
    """It is no finding: an adding that was refused leaves one too (photo-strange)."""
    strange = desk.register.folder.photos / "ab" / ("ab" * 32)
    strange.parent.mkdir(exist_ok=True)
    strange.write_bytes(b"somebody's")
    looked = photo_files.look(desk.register)
    assert looked.findings == ()
    assert [f"photos/ab/{strange.name}" in said for said in looked.strange] == [True]


def test_that_a_lost_copy_is_no_finding(desk: Desk, photographed: tuple[str, list[Path]]) -> None:
    for path in files_of(desk):
        if path not in photographed[1]:
            path.unlink()
    assert found(desk) == []


@pytest.mark.usefixtures("photographed")
def test_that_a_lost_photograph_stops_no_work_and_no_unlock_reads_them(desk: Desk) -> None:
    for path in files_of(desk):
        path.write_bytes(b"damaged")
    assert len(found(desk)) == 2
    assert len(desk.rows("check_run")) == 1
    desk.sit("Supervisor")
    assert desk.register.findings == ()
    a_weapon(desk, serial="CD 77")


def test_that_a_sealed_original_that_another_key_sealed_is_named(
    desk: Desk, photographed: tuple[str, list[Path]]
) -> None:
    photo = desk.row("photo", view="left")["id"]
    area = {"left": 0, "top": 0, "right": 500, "bottom": 500}
    desk.do("blur-photo", photo=photo, areas=[area], reason="A face")
    assert found(desk) == []
    with desk.writing() as tx:
        tx.connection.execute("DROP TRIGGER guard_sealed_key_fixed")
        tx.connection.execute("UPDATE sealed_key SET key = ?", ("00" * 32,))
    looked = photo_files.look(desk.register)
    assert [f"{photographed[0]} (left)" in said for said in looked.findings] == [True]
