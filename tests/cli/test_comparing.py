"""`salw compare`, `salw find` and `salw waiting`: what the armourer and the supervisor read of look-alikes."""

from __future__ import annotations

import pytest
from ready import CLEAR, Ready
from terminal import done, refused, salw


@pytest.fixture
def seen(ready: Ready) -> str:
    """A documented weapon with the number of the first one that was taken in."""
    fields = {"model": "AKM", "serial": "AB 1", "source_reliability": "reliable"}
    where = {"seen_where": "Checkpoint", "seen_on": "2026-11-20"}
    return str(done(*ready.do("document-weapon", **fields, **where))["answer"]["number"])


def test_that_it_shows_both_with_their_histories(ready: Ready, seen: str) -> None:
    said = salw("compare", ready.register, CLEAR, *ready.words)
    lines = said.out.splitlines()
    assert lines[0] == f"{CLEAR}  AKM / AKMS  AB 1"
    assert "Look-alike, exact, open" in lines
    assert f"{seen}  AKM / AKMS  AB 1" in lines
    assert "  not taken, Checkpoint" in lines
    assert [line.split("  ")[2].partition(",")[0] for line in lines if "weapon." in line] == [
        "weapon.recorded",
        "weapon.documented",
    ]


def test_that_its_object_holds_everything(ready: Ready, seen: str) -> None:
    facts = done("compare", ready.register, seen, *ready.words)
    assert facts["weapon"]["record_kind"] == "documented"
    (other,) = facts["others"]
    assert (other["side"]["number"], other["grade"], other["verdict"]) == (CLEAR, "exact", "open")
    assert other["side"]["history"][0]["what"] == "weapon.recorded"


def test_that_it_says_so_where_nothing_looks_alike(ready: Ready) -> None:
    said = salw("compare", ready.register, CLEAR, *ready.words)
    assert said.out.splitlines()[-1] == "No other weapon looks like it."
    unknown = refused("compare", ready.register, "XA26-LEN-000043-9", *ready.words)
    assert unknown.code == "weapon.unknown"


def test_that_an_answer_stands_beside_it(ready: Ready, seen: str) -> None:
    pair = {"weapon": CLEAR, "other": seen, "reason": "same scratch", "verdict": "same"}
    done(*ready.do("answer-look-alike", **pair))
    said = salw("compare", ready.register, seen, *ready.words)
    assert "Look-alike, exact, same: same scratch" in said.out.splitlines()


def test_that_the_worklists_say_how_much_waits(ready: Ready, seen: str) -> None:
    assert seen
    lines = salw("waiting", ready.register, *ready.words).out.splitlines()
    assert "To identify: 4" in lines
    assert "Look-alikes to answer: 1" in lines
    assert not any(line.startswith("Alarms") for line in lines)
    opened = {"campaign": "PRACTICE-DDR", "brought_by": "community"}
    hand_in = done(*ready.do("open-hand-in", **opened))["answer"]["number"]
    done(*ready.do("hand-in-again", weapon=CLEAR, hand_in=hand_in))
    assert "Alarms: 1" in salw("waiting", ready.register, *ready.words).out.splitlines()
    facts = done("waiting", ready.register, *ready.words)
    assert (facts["to_identify"], len(facts["look_alikes"]), len(facts["alarms"])) == (4, 1, 1)


def test_that_a_documented_weapon_is_found_with_its_number_and_state(
    ready: Ready, seen: str
) -> None:
    said = salw("find", ready.register, seen, *ready.words)
    assert said.out.strip() == f"{seen}  AKM / AKMS  AB 1  not taken"
