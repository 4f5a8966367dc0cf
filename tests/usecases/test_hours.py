"""Where a campaign promises that nobody is known, a hand-in's hour is kept nowhere that leaves (practice a16)."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bringers import AMNESTY, campaigns
from card import drawn, jpeg
from factory import Desk, a_campaign, a_hand_in, a_practice, a_weapon, an_order

from salw_desktop.database import journal
from salw_desktop.domain.ids import day_id
from salw_desktop.domain.time import Moment, minutes

TAKEN_AT = "2026:03:14 16:49:58"
MADE = 3  # table, id, new values: a changed row has its old ones too
DAY = timedelta(days=1)
TEN_TO_FIVE = datetime.fromisoformat("2026-03-14T16:50:07+02:00")


@pytest.fixture
def at_ten_to_five(desk: Desk) -> Desk:
    desk.register.clock = lambda: Moment(TEN_TO_FIVE, monotonic_ms=77, boot="b")
    return desk


def events_of(desk: Desk, since: int) -> list[str]:
    return [each.payload.decode() for each in journal.entries(desk.register.reader, since)]


def claim_of(event: str) -> str:
    return str(json.loads(event)["time"]["claim"])


def a_table_day(desk: Desk, folder: Path) -> list[str]:
    """Hand-in, clearance, weapon, picture, place."""
    since = journal.tip(desk.register.reader).n
    number = a_weapon(desk, hand_in=a_hand_in(desk, AMNESTY))["number"]
    (folder / "a.jpg").write_bytes(jpeg(drawn(), TAKEN_AT))
    desk.do("add-photo", weapon=number, file=str(folder / "a.jpg"), view="left")
    desk.do("put-away", weapon=number)
    return [each for each in events_of(desk, since) if '"type":"branch.' not in each]


def test_that_no_event_of_an_anonymous_hand_in_tells_its_hour(
    at_ten_to_five: Desk, tmp_path: Path
) -> None:
    campaigns(at_ten_to_five)
    done = a_table_day(at_ten_to_five, tmp_path)
    assert len(done) == 5
    for event in done:
        assert "16:50" not in event
        assert '"monotonic_ms":77' not in event
        assert claim_of(event) == "2026-03-14T00:00:00+02:00"


def test_that_no_id_tells_an_hour(at_ten_to_five: Desk, tmp_path: Path) -> None:
    campaigns(at_ten_to_five)
    tip = journal.tip(at_ten_to_five.register.reader).n
    midnight_ms = int(datetime(2026, 3, 14, tzinfo=UTC).timestamp() * 1000)
    for event in a_table_day(at_ten_to_five, tmp_path):
        for id_ in (row[1] for row in json.loads(event)["rows"] if len(row) == MADE):
            assert midnight_ms < uuid.UUID(id_).int >> 80 <= midnight_ms + tip + 10


def test_that_the_camera_tells_the_day_alone(at_ten_to_five: Desk, tmp_path: Path) -> None:
    campaigns(at_ten_to_five)
    a_table_day(at_ten_to_five, tmp_path)
    assert at_ten_to_five.row("photo")["taken_at"] == "2026-03-14"


def test_that_where_everybody_is_named_an_event_tells_its_hour(tmp_path: Path) -> None:
    practice = a_practice(tmp_path / "named.salw")
    desk = Desk(practice, practice.unlock())
    desk.register.clock = lambda: Moment(TEN_TO_FIVE, monotonic_ms=77, boot="b")
    a_hand_in(desk, a_campaign(desk, named=True))
    assert claim_of(events_of(desk, 0)[-1]) == "2026-03-14T16:50:07+02:00"
    desk.register.close()


def test_that_an_act_away_from_the_table_keeps_its_hour(at_ten_to_five: Desk) -> None:
    campaigns(at_ten_to_five)
    an_order(at_ten_to_five, str(a_weapon(at_ten_to_five)["number"]))
    assert claim_of(events_of(at_ten_to_five, 0)[-1]) == "2026-03-14T16:50:07+02:00"


def test_that_a_day_alone_is_shown_as_a_day() -> None:
    moment = Moment(TEN_TO_FIVE, monotonic_ms=77, boot="b")
    assert minutes(moment.text) == "2026-03-14 16:50"
    assert minutes(moment.by_day.text) == "2026-03-14"


def test_that_ids_of_a_day_stand_in_the_order_of_making() -> None:
    late = TEN_TO_FIVE.replace(hour=23, minute=59)
    first, second, next_day = day_id(late, 8), day_id(TEN_TO_FIVE, 9), day_id(late + DAY, 10)
    assert first < second < next_day
