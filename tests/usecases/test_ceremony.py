"""The sheet of a public ceremony: figures and pictures that are safe for the press, and nobody and nothing by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from card import drawn, jpeg
from factory import (
    CAMPAIGN,
    RECORDER,
    Desk,
    Practice,
    a_campaign,
    a_checked_session,
    a_destruction,
    a_hand_in,
    a_weapon,
    refusal_of,
)
from paper_reading import text, texts

from salw_desktop.database.connection import IntegrityError
from salw_desktop.usecases.paperwork.ceremony import number_of, sheet_of

TODAY = "2026-11-22"


@pytest.fixture(scope="module")
def event(
    template: Practice, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Desk, str]]:
    """Seven rifles, six of them destroyed in one session; two pistols, a bolt; one rifle of another campaign."""
    practice = template.copied_to(tmp_path_factory.mktemp("ceremony") / "practice.salw")
    desk = Desk(practice, practice.unlock())
    hand_in = a_hand_in(desk)
    serials = [f"QX {4700 + 13 * n}" for n in range(7)]
    rifles = [a_weapon(desk, hand_in=hand_in, serial=serial)["number"] for serial in serials]
    for serial in ("ZP 88117", "ZP 88118"):
        a_weapon(desk, hand_in=hand_in, model="TT33", serial=serial)
    bolt = {"model": "", "kind_of_weapon": "part", "serial": "BOLT 551"}
    a_weapon(desk, hand_in=hand_in, **bolt)
    a_campaign(desk, "OTH1")
    a_weapon(desk, hand_in=a_hand_in(desk, "OTH1"), serial="OT 90001")
    session = a_destruction(desk, *rifles[:6])
    certificate = str(desk.do("issue-certificate", session=session)["number"])
    yield desk, certificate
    desk.register.close()


def said(desk: Desk, wanted: str) -> str:
    return text(sheet_of(desk.register, wanted))


def test_that_a_campaign_is_counted_by_broad_kinds(event: tuple[Desk, str]) -> None:
    desk, _ = event
    paper = said(desk, CAMPAIGN)
    assert "Rifles and shotguns not shown 6" in paper
    assert "Pistols and revolvers fewer than 5 0" in paper
    assert "Weapons in all 9 6" in paper
    assert "Parts, counted apart: fewer than 5 handed in, 0 destroyed" in paper


def test_that_a_destruction_is_counted_alone_and_thanks_for_the_whole_campaign(
    event: tuple[Desk, str],
) -> None:
    desk, certificate = event
    sheet, thanks = texts(sheet_of(desk.register, certificate))
    assert "Weapons destroyed" in sheet
    assert "Weapons in all 6" in sheet
    assert f"for handing in 9 weapons in the campaign Campaign {CAMPAIGN}" in thanks
    assert "6 of them have been destroyed" in thanks


def test_that_a_sheet_is_of_its_certificate_session_or_campaign_up_to_a_day(
    event: tuple[Desk, str],
) -> None:
    desk, certificate = event
    session = desk.row("destruction_session")["number"]
    assert number_of(desk.register, certificate) == number_of(desk.register, session) == session
    assert number_of(desk.register, CAMPAIGN) == f"{CAMPAIGN}@{TODAY}"
    assert number_of(desk.register, f"{CAMPAIGN}@2026-11-20") == f"{CAMPAIGN}@2026-11-20"


def test_that_a_day_before_the_first_hand_in_has_nothing_to_show(event: tuple[Desk, str]) -> None:
    desk, _ = event
    refusal = refusal_of(lambda: sheet_of(desk.register, f"{CAMPAIGN}@2026-11-21"))
    assert (refusal.code, refusal.facts["date"]) == ("ceremony.nothing", "2026-11-21")


def test_that_what_is_no_event_is_refused(event: tuple[Desk, str]) -> None:
    desk, _ = event
    assert refusal_of(lambda: sheet_of(desk.register, "NO1")).code == "ceremony.unknown"


@pytest.mark.parametrize("of", ["certificate", "campaign"])
def test_that_nobody_and_nothing_is_named_on_it(event: tuple[Desk, str], of: str) -> None:
    desk, certificate = event
    paper = said(desk, certificate if of == "certificate" else CAMPAIGN)
    secrets = {
        str(value)
        for table, column in (
            *(("weapon", "number"), ("weapon", "serial"), ("weapon", "model_name")),
            *(("tag", "number"), ("hand_in", "number"), ("place", "name")),
            *(("operator", "name"), ("roster", "name"), ("roster", "function")),
        )
        for (value,) in desk.register.reader.execute(f"SELECT {column} FROM {table}")
        if value
    }
    assert len(secrets) > 40
    assert [each for each in secrets if re.search(rf"(?i)\b{re.escape(each)}\b", paper)] == []


def test_that_a_session_under_way_has_no_sheet_yet(desk: Desk) -> None:
    session = a_checked_session(desk, a_weapon(desk)["number"])
    refusal = refusal_of(lambda: sheet_of(desk.register, session))
    assert (refusal.code, refusal.facts["state"]) == ("ceremony.not-ended", "checked")


def test_that_nobody_is_thanked_for_what_stays_his(desk: Desk) -> None:
    """Held at a weapons store for a while, it is handed over by nobody."""
    a_campaign(desk, "TW1", campaign_kind="T-WAM")
    a_weapon(desk, hand_in=a_hand_in(desk, "TW1"))
    assert refusal_of(lambda: sheet_of(desk.register, "TW1")).code == "ceremony.nothing"


def test_that_nobody_is_thanked_where_nothing_was_handed_in(event: tuple[Desk, str]) -> None:
    """Destroyed here, handed in elsewhere: a sheet without its second page."""
    desk, certificate = event
    with desk.writing() as tx:
        tx.connection.execute("UPDATE weapon SET handover = 'temporary'")
    try:
        assert len(texts(sheet_of(desk.register, certificate))) == 1
    finally:
        with desk.writing() as tx:
            tx.connection.execute("UPDATE weapon SET handover = 'permanent'")


class TestPictures:
    def photo(self, desk: Desk, folder: Path, view: str, **of: object) -> str:
        file = folder / f"{view}.jpg"
        file.write_bytes(jpeg(drawn(len(view))))
        return str(desk.do("add-photo", file=str(file), view=view, **of)["photo"])

    def test_that_a_picture_is_shown_when_it_was_released_and_not_before(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        session = a_destruction(desk, a_weapon(desk)["number"])
        photo = self.photo(desk, tmp_path, "after", destruction_session=session)
        assert said(desk, session).count("Glue a print here") == 2
        desk.do("release-photo", photo=photo, reason="no number, nobody's face")
        shown = sheet_of(desk.register, session)
        assert text(shown).count("Glue a print here") == 1
        assert b"/DCTDecode" in shown
        again = desk.refused("release-photo", photo=photo, reason="so")
        assert again.code == "press-photo.released"
        assert desk.findings() == []

    def test_that_no_other_picture_is_released(self, desk: Desk, tmp_path: Path) -> None:
        weapon = a_weapon(desk)["number"]
        for view in ("before", "serial close-up"):
            photo = self.photo(desk, tmp_path, view, weapon=weapon)
            refusal = desk.refused("release-photo", photo=photo, reason="so")
            assert refusal.code == "press-photo.not-of-a-destruction"
            row = {"photo": photo, "released_by": desk.register.operator.operator}
            with pytest.raises(IntegrityError, match="of a destruction"), desk.writing() as tx:
                tx.insert("press_photo", {**row, "released_at": "2026-11-22T09:00:00+00:00"})
        unknown = desk.refused("release-photo", photo="none", reason="so")
        assert unknown.code == "press-photo.unknown"

    def test_that_a_supervisor_releases_it_and_says_why(self, desk: Desk) -> None:
        assert desk.refused("release-photo", photo="any").code == "reason.missing"
        desk.sit(RECORDER)
        refusal = desk.refused("release-photo", photo="any", reason="so")
        assert refusal.code == "operator.not-allowed"
