"""A camera's card sorted by the tags in its pictures: what is sure is recorded, nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from card import a_card, code, drawn, with_codes
from factory import AUDITOR, Desk, a_weapon

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import scan_code, write_number
from salw_desktop.usecases import photos
from salw_desktop.usecases.photos import Sorted, import_sorted


@pytest.fixture
def number(desk: Desk) -> str:
    return str(a_weapon(desk)["number"])


@pytest.fixture
def other(desk: Desk) -> str:
    return str(a_weapon(desk, serial="CD 77")["number"])


def sealed_files(desk: Desk) -> list[Path]:
    return [path for path in desk.register.folder.photos.rglob("*") if path.is_file()]


def told(done: list[Sorted]) -> list[tuple[str, str]]:
    """Of each picture its weapon and view, or why it was not taken."""
    return [
        (each.number, each.view) if not each.why_not else ("", each.why_not.code) for each in done
    ]


def views(desk: Desk, number: str) -> list[str]:
    return [str(row["view"]) for row in photos.of_weapon(desk.register, number)]


def test_that_a_card_is_sorted_by_its_tags(
    desk: Desk, number: str, other: str, tmp_path: Path
) -> None:
    shots = [drawn(each) for each in range(1, 8)]
    card = a_card(tmp_path / "card", number, *shots[:2], other, *shots[2:])
    done = import_sorted(desk.register, card[::-1])
    assert [each.file for each in done] == card
    assert told(done) == [
        (number, "tag"),
        (number, "left"),
        (number, "right"),
        (other, "tag"),
        (other, "left"),
        (other, "right"),
        (other, "serial close-up"),
        (other, "other marks"),
        (other, "other"),
    ]
    assert views(desk, number) == ["tag", "left", "right"]
    assert desk.findings() == []


def test_that_pictures_before_any_tag_go_to_nobody(desk: Desk, number: str, tmp_path: Path) -> None:
    card = a_card(tmp_path / "card", drawn(1), number, drawn(2))
    done = import_sorted(desk.register, card)
    assert told(done) == [("", "photo.no-tag"), (number, "tag"), (number, "left")]
    assert len(desk.rows("photo")) == 2
    assert len(sealed_files(desk)) == 6


def test_that_the_same_tag_again_goes_on_with_the_same_weapon(
    desk: Desk, number: str, other: str, tmp_path: Path
) -> None:
    card = a_card(
        tmp_path / "card", number, drawn(1), number, drawn(2), other, drawn(3), number, drawn(4)
    )
    assert told(import_sorted(desk.register, card)) == [
        (number, "tag"),
        (number, "left"),
        (number, "tag"),
        (number, "right"),
        (other, "tag"),
        (other, "left"),
        (number, "tag"),
        (number, "serial close-up"),
    ]


def test_that_the_tag_hanging_on_the_weapon_makes_no_picture_of_the_tag(
    desk: Desk, number: str, tmp_path: Path
) -> None:
    hanging = drawn(3)
    hanging.paste(code(scan_code(number), 100), (500, 300))
    card = a_card(tmp_path / "card", number, hanging, drawn(4))
    assert told(import_sorted(desk.register, card)) == [
        (number, "tag"),
        (number, "left"),
        (number, "right"),
    ]
    assert desk.row("photo", view="left")["tag_seen"] == number


def test_that_a_tag_of_no_weapon_here_is_named_and_nothing_follows_it(
    desk: Desk, number: str, tmp_path: Path
) -> None:
    strange = write_number("XA26-LEN", 801) or write_number("XA26-LEN", 802)
    assert strange
    card = a_card(tmp_path / "card", number, strange, drawn(1))
    done = import_sorted(desk.register, card)
    assert told(done) == [(number, "tag"), ("", "photo.tag-unknown"), ("", "photo.no-tag")]
    refusal = done[1].why_not
    assert refusal is not None
    assert refusal.facts == {"given": strange}


def test_that_two_tags_in_one_frame_are_nobodys(
    desk: Desk, number: str, other: str, tmp_path: Path
) -> None:
    both = with_codes(scan_code(number), scan_code(other))
    card = a_card(tmp_path / "card", number, both, drawn(1))
    assert told(import_sorted(desk.register, card)) == [
        (number, "tag"),
        ("", "photo.two-tags"),
        ("", "photo.no-tag"),
    ]


def test_that_nothing_is_given_to_a_weapon_after_a_picture_that_nobody_can_read(
    desk: Desk, number: str, tmp_path: Path
) -> None:
    card = a_card(tmp_path / "card", number, drawn(1), drawn(2))
    whole = card[1].read_bytes()
    card[1].write_bytes(whole[: len(whole) // 2])
    assert told(import_sorted(desk.register, card)) == [
        (number, "tag"),
        ("", "photo.broken"),
        ("", "photo.no-tag"),
    ]


def test_that_what_is_no_picture_disturbs_nothing(desk: Desk, number: str, tmp_path: Path) -> None:
    card = a_card(tmp_path / "card", number, drawn(1))
    (tmp_path / "card" / "INDEX.TXT").write_text("made by the camera")
    done = import_sorted(desk.register, [*card, tmp_path / "card" / "INDEX.TXT"])
    assert sorted(told(done)) == [("", "photo.not-an-image"), (number, "left"), (number, "tag")]


def test_that_the_same_card_again_adds_nothing(desk: Desk, number: str, tmp_path: Path) -> None:
    card = a_card(tmp_path / "card", number, drawn(1), drawn(2))
    import_sorted(desk.register, card)
    before = desk.rows("photo"), desk.newest_event().id
    assert told(import_sorted(desk.register, card)) == [("", "photo.known")] * 3
    assert (desk.rows("photo"), desk.newest_event().id) == before


def test_that_a_card_that_has_grown_goes_on_where_it_was(
    desk: Desk, number: str, tmp_path: Path
) -> None:
    import_sorted(desk.register, a_card(tmp_path / "card", number, drawn(1)))
    grown = a_card(tmp_path / "card", number, drawn(1), drawn(2))
    done = import_sorted(desk.register, grown)
    assert told(done) == [("", "photo.known"), ("", "photo.known"), (number, "right")]


def test_that_a_replaced_tag_finds_its_weapon(desk: Desk, number: str, tmp_path: Path) -> None:
    new = write_number("XA26-LEN", 701) or write_number("XA26-LEN", 702)
    assert new
    weapon = desk.row("weapon")["id"]
    with desk.writing() as tx:
        row = {"weapon": weapon, "number": new, "kind": "tag", "state": "bound"}
        tx.insert("tag", {**row, "kind": desk.rows("tag")[0]["kind"], "since": tx.now.text})
    card = a_card(tmp_path / "card", new, drawn(1))
    assert told(import_sorted(desk.register, card)) == [(number, "tag"), (number, "left")]


def test_that_the_work_is_told_picture_by_picture(desk: Desk, number: str, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    card = a_card(tmp_path / "card", number, drawn(1))
    import_sorted(desk.register, card, on_step=lambda *step: steps.append(step))
    assert steps == [(1, 2), (2, 2)]


def test_that_one_who_may_not_add_is_told_at_the_first_picture(
    desk: Desk, number: str, tmp_path: Path
) -> None:
    desk.sit(AUDITOR)
    with pytest.raises(Refusal) as refusal:
        import_sorted(desk.register, a_card(tmp_path / "card", number))
    assert refusal.value.code == "operator.not-allowed"
