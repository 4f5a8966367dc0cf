"""Campaigns that promise more and less, weapons that came under them, and releases of those."""

from __future__ import annotations

from pathlib import Path

from card import drawn, jpeg
from factory import (
    FAST,
    STOREKEEPER,
    SUPERVISOR,
    Answer,
    Desk,
    FixedClock,
    Practice,
    a_campaign,
    a_hand_in,
    a_weapon,
    countersign_all,
)

from salw_desktop.domain.numbers import NumberBlock
from salw_desktop.domain.people import Role
from salw_desktop.usecases import keeping, staffing
from salw_desktop.usecases.genesis import NewOperator, NewStation

SEIZED, NAMED, AMNESTY, UNTRACED = "SZ", "NAM", "AMN", "UNT"
PROMISE = "Whoever hands in is not prosecuted."
HIDDEN = {"kind": "hidden", "text": "Z9", "place": "under the trigger guard"}
TO_COURT = {
    "recipient_kind": "court",
    "recipient": "District court of Lendo",
    "purpose": "criminal case 12/26",
    "legal_clearance": "legal adviser, letter 3/26",
}


def promises(desk: Desk) -> None:
    decree = {"decree": "Decree 4/26", "promise_from": "2026-11-01", "promise_until": "2026-12-31"}
    a_campaign(desk, SEIZED, campaign_kind="seized")
    a_campaign(desk, NAMED, named=True)
    a_campaign(desk, AMNESTY, campaign_kind="amnesty", legal_promise=PROMISE, **decree)
    a_campaign(desk, UNTRACED, may_be_traced=False)


def a_seized(desk: Desk, **changed: object) -> Answer:
    """Everything of it may go out."""
    hand_in = a_hand_in(desk, SEIZED, brought_by="own patrol")
    return a_weapon(desk, hand_in=hand_in, **changed)


def brought_by(desk: Desk, campaign: str, **changed: object) -> Answer:
    """A weapon that somebody brought under the promise of a campaign."""
    return a_weapon(desk, hand_in=a_hand_in(desk, campaign, **changed))


def a_photo(desk: Desk, weapon: Answer, view: str, folder: Path, seed: int = 1) -> None:
    file = folder / f"{seed}.jpg"
    file.write_bytes(jpeg(drawn(seed)))
    desk.do("add-photo", weapon=weapon["number"], file=str(file), view=view)


def released(desk: Desk, weapon: Answer, content: str = "everything", **changed: object) -> str:
    """Its number."""
    countersign_all(desk)
    fields = {**TO_COURT, "content": content, **changed}
    return str(
        desk.do("release-dossier", STOREKEEPER, weapon=weapon["number"], **fields)["release"]
    )


def a_renewed_supervisor(path: Path) -> Desk:
    """A register whose supervisor forgot his passphrase and got another key by the recovery sheet."""
    first = NewOperator(SUPERVISOR, "supervisor", "Commission", (Role.SUPERVISOR,))
    other = NewOperator(STOREKEEPER, "storekeeper", "Commission", (Role.STOREKEEPER,))
    block, clock = NumberBlock.parse("1-9", site="LEN"), FixedClock()
    station = NewStation("LEN1", "LEN", (first, other), block, is_practice=True)
    shown = keeping.new_register(path, station, clock=clock, cost=FAST)
    words = staffing.recover(path, shown.recovery, SUPERVISOR, "forgotten")
    practice = Practice(path, clock, {**dict(shown.passphrases), SUPERVISOR: words})
    desk = Desk(practice, practice.unlock())
    desk.do("add-to-roster", name="P. Observer", function="officer", organisation="Mission")
    promises(desk)
    return desk
