"""The seal of a day sheet: a piece of paper that knows how far the journal went that evening."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from factory import Desk, refusal_of
from pair import Pair
from paper_reading import codes, pictures
from terminal import cheap_keys as cheap_keys
from terminal import done, refused

from salw_desktop.registry import verifying
from salw_desktop.usecases.paperwork.kinds import KINDS

DATE = "2026-11-22"


def closed_day(desk: Desk) -> str:
    """The code as it is scanned from the printed sheet."""
    desk.do("close-day")
    (page,) = pictures(KINDS["day sheet"].draw(desk.register, DATE, 1), 200)
    (code,) = codes(page, 200)
    return code.text


def scanned(pair: Pair) -> str:
    with pair.station() as desk:
        return closed_day(desk)


def test_that_a_sheet_names_its_station_its_day_and_its_event(pair: Pair) -> None:
    with pair.station() as desk:
        code = closed_day(desk)
        verdict = verifying.paper(code, desk.register)
        newest = desk.row("day")["newest_event"]
    told = {name: verdict.facts[name] for name in ("known", "station", "date", "in_journal")}
    assert told == {"known": True, "station": "LEN1", "date": DATE, "in_journal": True}
    assert verdict.facts["newest_event"] == newest
    assert newest[:14].upper() in verdict.text


def test_that_a_sheet_holds_when_the_journal_went_on(pair: Pair) -> None:
    code = scanned(pair)
    with pair.station() as desk:
        desk.do("close-day", date="2026-11-21")
        assert verifying.paper(code, desk.register).facts["in_journal"] is True


def test_that_an_older_copy_put_back_is_found_out_by_the_paper(pair: Pair) -> None:
    older = pair.copied(pair.practice.path, "monday.salw")
    code = scanned(pair)
    shutil.rmtree(pair.practice.path)
    shutil.move(older, pair.practice.path)
    with pair.station() as desk:
        refusal = refusal_of(lambda: verifying.paper(code, desk.register))
    assert (refusal.code, refusal.facts["number"]) == ("day-sheet.not-in-journal", f"LEN1-{DATE}")


def test_that_an_older_copy_that_went_on_by_itself_is_found_out_too(pair: Pair) -> None:
    older = pair.copied(pair.practice.path, "monday.salw")
    code = scanned(pair)
    with pair.station(older) as desk:
        assert closed_day(desk) != code
        refusal = refusal_of(lambda: verifying.paper(code, desk.register))
    assert refusal.code == "day-sheet.not-in-journal"


def test_that_hq_says_whether_the_event_has_reached_it(pair: Pair) -> None:
    code = scanned(pair)
    with pair.hq() as registry:
        before = verifying.paper(code, registry)
    pair.imported(pair.bundle())
    with pair.hq() as registry:
        after = verifying.paper(code, registry)
    assert [each.facts["in_journal"] for each in (before, after)] == [False, True]
    assert {each.facts["station"] for each in (before, after)} == {"LEN1"}


def test_that_a_sheet_altered_in_one_letter_is_refused(pair: Pair) -> None:
    code = scanned(pair)
    altered = code[:40] + ("A" if code[40] != "A" else "B") + code[41:]
    assert refusal_of(lambda: verifying.paper(altered, None)).code == "certificate.signature-wrong"


def test_that_a_station_nobody_knows_is_told_as_such(pair: Pair) -> None:
    verdict = verifying.paper(scanned(pair), None)
    told = {name: verdict.facts[name] for name in ("known", "station", "in_journal")}
    assert told == {"known": False, "station": None, "in_journal": None}


@pytest.mark.parametrize("is_older", [False, True])
def test_that_salw_verify_says_it_at_the_terminal(
    pair: Pair, tmp_path: Path, is_older: bool
) -> None:
    older = pair.copied(pair.practice.path, "monday.salw")
    code = scanned(pair)
    words = tmp_path / "words.txt"
    lines = (f"{name}: {phrase}\n" for name, phrase in pair.practice.passphrases.items())
    words.write_text("".join(lines), encoding="utf-8")
    at = ("--register", older if is_older else pair.practice.path, "--passphrase-file", words)
    if not is_older:
        assert done("verify", code, *at)["in_journal"] is True
        return
    said = refused("verify", code, *at)
    assert (said.status, said.code) == (1, "day-sheet.not-in-journal")
    assert f"LEN1-{DATE}" in said.err
