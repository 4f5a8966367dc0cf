"""The extract: first reading, corrections, which reading stood on which day, custody with its gaps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from factory import STOREKEEPER, Answer, Desk, Practice, a_campaign, a_hand_in, countersign_all
from paper_reading import text
from releases import HIDDEN, PROMISE, SEIZED, a_seized, promises, released

from salw_desktop.usecases.paperwork.extracts import extract_of
from salw_desktop.usecases.weapons.history import History, history_of
from salw_desktop.words.dossier import LIMITS

WHY = "the last figure is a 6, seen with a lens"
MANUFACTURE = {"kind": "manufacture", "text": "Arrow", "place": "front trunnion"}


def lived(desk: Desk) -> Answer:
    """Recorded on the 22nd, corrected on the 23rd, not found on the 24th, seen again and sent to court on the 27th."""
    promises(desk)
    weapon = a_seized(desk, marks=[HIDDEN, MANUFACTURE])
    of = {"weapon": weapon["number"]}
    desk.do("close-day")
    clock = desk.practice.clock
    clock.go_on(days=1)
    corrected = desk.do("correct-weapon", **of, serial="AB 12346", reason=WHY, add_marks=[HIDDEN])
    desk.do("put-away", **of)
    countersign_all(desk)
    clock.go_on(days=1)
    desk.do("observe", **of, custody="not found")
    clock.go_on(days=3)
    desk.do("observe", **of, custody="in hand", place="Store")
    hold = {"hold_kind": "court", "authority": "District court", "case_number": "12/26"}
    desk.do("place-hold", **of, **hold, ordered_on="2026-11-27")
    to = {"purpose": "court", "to_whom": "District court", "due_on": "2026-12-20"}
    desk.do("send-out", **of, **to, carried_by="P. Official")
    return {**weapon, **corrected}


@pytest.fixture(scope="module")
def scene(
    template: Practice, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Desk, Answer]]:
    practice = template.copied_to(tmp_path_factory.mktemp("history") / "practice.salw")
    desk = Desk(practice, practice.unlock())
    yield desk, lived(desk)
    desk.register.close()


@pytest.fixture(scope="module")
def history(scene: tuple[Desk, Answer]) -> History:
    desk, weapon = scene
    return history_of(desk.register, str(weapon["number"]))


@pytest.fixture(scope="module")
def paper(scene: tuple[Desk, Answer]) -> str:
    desk, weapon = scene
    return text(extract_of(desk.register, str(weapon["number"])))


def test_that_the_first_reading_stays_what_it_was(history: History) -> None:
    first = {change.what: (change.old, change.new) for change in history.readings[0].changes}
    assert first["serial"] == ("", "AB 12340")
    assert first["mark"] == ("", "manufacture, Arrow, front trunnion")


def test_that_a_correction_says_what_why_by_whom_and_who_signed_besides(
    history: History, scene: tuple[Desk, Answer]
) -> None:
    (corrected,) = history.readings[1:]
    assert [(each.what, each.old, each.new) for each in corrected.changes] == [
        ("serial", "AB 12340", "AB 12346")
    ]
    assert (corrected.number, corrected.reason) == (scene[1]["correction"], WHY)
    assert (corrected.by, corrected.second) == ("Supervisor", f"{STOREKEEPER}, 2026-11-23")


@pytest.mark.parametrize(
    ("day", "serial"),
    [
        ("2026-11-21", None),
        ("2026-11-22", "AB 12340"),
        ("2026-11-23", "AB 12346"),
        ("2026-12-31", "AB 12346"),
    ],
)
def test_that_it_tells_which_reading_stood_on_a_day(
    history: History, day: str, serial: str | None
) -> None:
    assert history.standing_on(day).get("serial") == serial


def test_that_custody_is_one_chain_with_its_gap_named(history: History) -> None:
    told = [(each.custody, each.place, each.is_gap) for each in history.custody]
    assert told == [
        ("in hand", "Registration table", False),
        ("in hand", "Store", False),
        ("not found", "Store", True),
        ("in hand", "Store", False),
        ("out", "", False),
    ]
    ends = [each.until for each in history.custody]
    assert ends == [*(each.since for each in history.custody[1:]), ""]
    assert history.custody[-1].what_for == "court: District court, due 2026-12-20"


def test_that_the_paper_names_who_typed_who_looked_and_the_gap(paper: str) -> None:
    for said in ("P. Observer, officer, Mission", "the holder", WHY, "[not found, 3 days]"):
        assert said in paper.replace("\n", " ")


def test_that_an_extract_of_ours_says_that_it_stays_with_us(paper: str) -> None:
    assert "For our own use" in paper


def test_that_every_extract_tells_the_limits_of_the_program(paper: str) -> None:
    said = " ".join(paper.split())
    assert all(what in said for what, _ in LIMITS)


def test_that_no_paper_shows_a_hidden_mark(paper: str, history: History) -> None:
    assert "hidden" not in paper
    assert not any("hidden" in each.new for read in history.readings for each in read.changes)


def test_that_the_promise_and_its_decree_stand_on_the_extract(desk: Desk) -> None:
    dated = {"promise_from": "2026-11-01", "decree": "Decree 4/26"}
    a_campaign(desk, "AMN", campaign_kind="amnesty", legal_promise=PROMISE, **dated)
    hand_in = a_hand_in(desk, "AMN")
    weapon = desk.do("record-weapon", hand_in=hand_in, model="AKM", serial="7")
    said = text(extract_of(desk.register, str(weapon["number"])))
    for wanted in (PROMISE, "Decree 4/26", "2026-11-01 to further notice", "weapon only"):
        assert wanted in said


def test_that_our_own_extract_tells_who_has_a_dossier_already(desk: Desk) -> None:
    promises(desk)
    weapon = a_seized(desk)
    number = released(desk, weapon)
    said = text(extract_of(desk.register, str(weapon["number"])))
    assert number in said
    assert SEIZED in said
