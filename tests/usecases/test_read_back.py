"""Reading back from the metal: what agrees, what does not, and what the weapon's record keeps of it."""

from __future__ import annotations

import pytest
from factory import Answer, Desk, a_weapon
from marking_shop import (
    QUALITIES,
    READER,
    STRIKER,
    a_job,
    a_marked_weapon,
    furnish_shop,
    read_back,
    reading,
    strike,
)

OTHER = "★ XA PS 26 000007"


@pytest.fixture
def shop(desk: Desk) -> Desk:
    furnish_shop(desk)
    return desk


@pytest.fixture
def job(shop: Desk) -> Answer:
    """Struck, not read yet."""
    made = a_job(shop)
    strike(shop, made["number"])
    return made


def marks(desk: Desk) -> list[tuple[str, str, str, str]]:
    names = ("kind", "text", "place", "method")
    return [tuple(str(mark[name]) for name in names) for mark in desk.rows("mark")]  # type: ignore[misc]


def test_that_a_mark_that_reads_as_ordered_ends_the_job(shop: Desk, job: Answer) -> None:
    answer = read_back(shop, job["number"], "* xa ps 26 000001")
    assert (answer["state"], answer["agrees"], answer["breaches"]) == ("read back", 1, [])
    row = shop.row("strike", mark_job=job["job"])
    assert (row["outcome"], row["read_as"]) == ("read back", job["string"])
    assert shop.row("roster", id=row["read_by"])["name"] == READER
    assert [row[quality] for quality in QUALITIES] == [1] * 6
    assert marks(shop) == [("national", job["string"], "frame or receiver", "dot-peen")]
    assert shop.rows("mark")[0]["symbol"] == "star"
    assert shop.rows("weapon")[0]["adequately_marked"] == "yes"
    assert shop.findings() == []


def test_that_a_difference_is_a_mis_strike_that_the_metal_keeps(shop: Desk, job: Answer) -> None:
    answer = read_back(shop, job["number"], OTHER)
    assert (answer["state"], answer["agrees"]) == ("mis-strike", 0)
    assert answer["next"] == "order the next number"
    row = shop.row("mark_job", id=job["job"])
    assert (row["state"], row["why"]) == ("mis-strike", f"strike 1 reads {OTHER}")
    assert [text for _, text, _, _ in marks(shop)] == [OTHER]
    weapon = shop.rows("weapon")[0]
    assert weapon["adequately_marked"] == "not judged"
    assert a_job(shop, weapon["number"])["string"] == "★ XA PS 26 000002"


def test_that_a_job_ends_with_the_last_of_its_strikes(desk: Desk) -> None:
    furnish_shop(desk, parts=["frame or receiver", "barrel"])
    made = a_job(desk)
    states = []
    for line in (1, 2):
        strike(desk, made["number"], line=line)
        states.append(read_back(desk, made["number"], made["string"], line=line)["state"])
    assert states == ["ordered", "read back"]
    assert [place for _, _, place, _ in marks(desk)] == ["frame or receiver", "barrel"]


def test_that_one_wrong_strike_ends_the_job_and_the_good_one_stays_in_the_metal(
    desk: Desk,
) -> None:
    furnish_shop(desk, parts=["frame or receiver", "barrel"])
    made = a_job(desk)
    for line in (1, 2):
        strike(desk, made["number"], line=line)
    read_back(desk, made["number"], OTHER, line=2)
    answer = read_back(desk, made["number"], made["string"], line=1)
    assert (answer["state"], answer["agrees"]) == ("mis-strike", 1)
    assert answer["breaches"] == []
    assert [text for _, text, _, _ in marks(desk)] == [OTHER, made["string"]]
    assert desk.rows("weapon")[0]["adequately_marked"] == "not judged"


def test_that_a_mark_called_bad_at_the_machine_is_read_all_the_same(shop: Desk) -> None:
    made = a_job(shop)
    strike(shop, made["number"], "mis-strike")
    answer = read_back(shop, made["number"], made["string"])
    assert answer["state"] == "mis-strike"
    assert shop.row("strike", mark_job=made["job"])["outcome"] == "mis-strike"
    assert [text for _, text, _, _ in marks(shop)] == [made["string"]]


OWN = "read back by the one who struck it, within 10 minutes"


@pytest.mark.parametrize(("minutes", "breaches"), [(9, [OWN]), (10, [])])
def test_that_the_striker_reads_his_own_mark_ten_minutes_later(
    shop: Desk, job: Answer, minutes: int, breaches: list[str]
) -> None:
    shop.practice.clock.go_on(minutes=minutes)
    answer = read_back(shop, job["number"], job["string"], read_by=STRIKER)
    assert (answer["state"], answer["breaches"]) == ("read back", breaches)
    assert shop.row("strike", mark_job=job["job"])["breaches"] == ("; ".join(breaches) or None)


@pytest.mark.parametrize(("read_at", "breaches"), [("08:09:59", [OWN]), ("08:10", [])])
def test_that_the_times_on_the_card_count_and_not_those_of_typing(
    shop: Desk, read_at: str, breaches: list[str]
) -> None:
    made = a_job(shop)
    strike(shop, made["number"], struck_at="2026-11-22T08:00")
    own = {"read_by": STRIKER, "read_at": f"2026-11-22T{read_at}"}
    assert read_back(shop, made["number"], made["string"], **own)["breaches"] == breaches


def test_that_a_reading_before_the_strike_was_entered_is_kept_and_named(shop: Desk) -> None:
    made = a_job(shop)
    answer = read_back(shop, made["number"], made["string"])
    assert answer["state"] == "read back"
    assert answer["breaches"] == ["read back before the strike was entered"]


def test_that_a_void_job_stays_void_when_its_mark_is_found(shop: Desk, job: Answer) -> None:
    shop.do("void-mark-job", job=job["number"], reason="wrong weapon")
    answer = read_back(shop, job["number"], job["string"])
    assert (answer["state"], answer["breaches"]) == (
        "void",
        ["read back although the job is void"],
    )
    assert len(marks(shop)) == 1


@pytest.mark.parametrize("quality", QUALITIES)
def test_that_a_mark_wants_all_six_qualities(shop: Desk, job: Answer, quality: str) -> None:
    answer = read_back(shop, job["number"], job["string"], **{quality: False})
    said = f"mark quality: not {quality.removeprefix('is_')}"
    assert (answer["state"], answer["breaches"]) == ("read back", [said])
    weapon = shop.rows("weapon")[0]
    assert (weapon["adequately_marked"], weapon["breaches"]) == ("not judged", said)


def test_that_a_breach_at_the_machine_stays_beside_that_of_the_reading(shop: Desk) -> None:
    made = a_job(shop)
    by_visitor = strike(shop, made["number"], struck_by="P. Visitor")["breaches"]
    answer = read_back(shop, made["number"], made["string"], is_durable=False, is_exposed=False)
    assert answer["breaches"] == ["mark quality: not exposed, not durable"]
    kept = shop.row("strike", mark_job=made["job"])["breaches"]
    assert kept == "; ".join([*by_visitor, *answer["breaches"]])


def test_that_a_mark_is_read_back_once(shop: Desk) -> None:
    made = a_marked_weapon(shop)
    refusal = shop.refused("read-back-mark", **reading(made["number"], made["string"]))
    assert (refusal.code, refusal.facts["line"]) == ("strike.read", 1)


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("field.missing", {"read_as": "  "}),
        ("roster.unknown", {"read_by": "Nobody"}),
        ("strike.unknown", {"line": 2}),
        ("strike.time-to-come", {"read_at": "2026-11-30T09:00"}),
    ],
)
def test_that_a_reading_that_says_nothing_is_refused(
    shop: Desk, job: Answer, code: str, changed: dict[str, object]
) -> None:
    fields = {**reading(job["number"], job["string"]), **changed}
    assert shop.refused("read-back-mark", **fields).code == code


def test_that_the_weapons_own_breaches_stay(shop: Desk) -> None:
    weapon = a_weapon(shop)
    shop.do("observe", weapon=weapon["number"], place="Store", safety="unsafe")
    looked = {"safety": "clear", "cleared_by": "holder", "verified_by": "P. Observer"}
    shop.do("record-clearance", weapon=weapon["number"], **looked)
    made = a_job(shop, weapon["number"])
    read_back(shop, made["number"], made["string"], is_readable=False)
    kept = shop.row("weapon", id=weapon["weapon"])["breaches"]
    assert kept == "unsafe at Store; mark quality: not readable"
