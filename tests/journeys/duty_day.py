"""Who may act and what leaves for the laboratory: the part of the trade's story that is told at a desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from terminal import done
from whole_day import STOREKEEPER, Facts

if TYPE_CHECKING:
    from trade_day import Trade

DUTY_ACTS = (
    *("open-day", "appoint-acting", "end-acting", "declare-lone", "end-lone"),
    *("decide-eligibility", "record-group-roll", "intend-disposal", "send-out"),
    *("take-back", "record-laboratory-result", "waive-restoration", "release-dossier"),
    *("write-message", "hear-message"),
)


def in_days(days: int) -> str:
    return (datetime.now().astimezone() + timedelta(days=days)).date().isoformat()


def on_duty(day: Trade) -> None:
    said_at = datetime.now().astimezone().isoformat(timespec="seconds")
    day.told["opened"] = day.do("open-day", STOREKEEPER, clock="radio", said_at=said_at)
    acting = {"operator": "Armourer", "stands_for": STOREKEEPER}
    named: Facts = {"roles": ["storekeeper"], "until_on": in_days(7), "reason": "on leave"}
    day.told["acting"] = day.do("appoint-acting", "Protector", **acting, **named)
    words = ("--passphrase-file", day.words)
    day.told["operators"] = done("operators", "list", day.register, *words)
    day.do("end-acting", **acting)
    day.do("declare-lone", until_on=in_days(2), reason="the other one is ill")
    day.told["alone"] = day.at_station("waiting")
    day.do("end-lone")
    people(day)
    to_the_laboratory(day)
    day.do("intend-disposal", weapon=day.number("struck"), disposal="transfer", reason="police")
    to_the_prosecutor(day)
    day.told["sitrep"] = day.do("write-message")
    day.told["said back"] = day.do("hear-message", text=day.told["sitrep"]["text"].lower())


def people(day: Trade) -> None:
    decided: Facts = {"eligible": False, "decided_by": "P. Elder", "reason": "listed elsewhere"}
    rule = {"rule": "one serviceable weapon", "facts": "one rifle", "referred_to": "CVR"}
    fighter = day.hand_ins["fighter"]
    day.told["eligible"] = day.do("decide-eligibility", hand_in=fighter, **rule, **decided)
    day.paper("eligibility-decision", fighter)
    came: Facts = {"expected": 60, "came": 52, "unarmed_women": 11, "unarmed_men": 4}
    day.told["group roll"] = day.do("record-group-roll", hand_in=day.hand_ins["group"], **came)


def to_the_laboratory(day: Trade) -> None:
    ground = {"weapon": day.number("ground")}
    trip = {"purpose": "laboratory", "to_whom": "State laboratory", "carried_by": "P. Cutter"}
    day.told["out"] = day.do("send-out", by=STOREKEEPER, **ground, **trip, due_on=in_days(30))
    day.paper("out-voucher", day.told["out"]["voucher"])
    day.do("take-back", by=STOREKEEPER, **ground, condition="as it went", place="Store")
    result = {"laboratory": "State laboratory", "examiner": "Dr P.", "method": "etching"}
    read = {
        "restoration": "in part",
        "report_number": "L 17",
        "read": "31??07",
        "certainty": "ss??sl",
    }
    read["place"] = "frame or receiver"
    day.told["laboratory"] = day.do("record-laboratory-result", **ground, **result, **read)
    day.paper("laboratory-result", day.number("ground"))
    waived = {"waived_by": "Practice court", "reason": "no more can be read"}
    day.do("waive-restoration", **ground, **waived)


def to_the_prosecutor(day: Trade) -> None:
    """Of somebody who gave his name, so the campaign lets everything out."""
    asked = {"recipient_kind": "prosecutor", "recipient": "Prosecutor of Lendo"}
    allowed = {"purpose": "case 31/26", "legal_clearance": "Legal adviser, letter 3"}
    number: Facts = {"weapon": day.number("fighter's"), "content": "everything", "events": True}
    day.told["released"] = day.do("release-dossier", STOREKEEPER, **number, **asked, **allowed)
    release = day.told["released"]["release"]
    day.told["dossier"] = day.at_station("dossier", release, day.home / "dossier")
    day.told["releases"] = day.at_station("releases")
