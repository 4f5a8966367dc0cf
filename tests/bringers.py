"""People at the table, and everything that is kept of them: rows, events, pages of the file."""

from __future__ import annotations

import re
import shutil
import subprocess  # noqa: TID251  another program opens the pages
from pathlib import Path
from typing import Any

from factory import Desk, a_campaign, a_hand_in, introduce

from salw_desktop.database import journal
from salw_desktop.database.connection import PAGE_BYTES, PAGE_RESERVE_BYTES
from salw_desktop.domain.people import Role
from salw_desktop.keys.events import read_event
from salw_desktop.usecases.commands import Changes

NAME = "Zebulon Practice"
BRINGER = {"name": NAME, "card_number": "PX-4711", "group": "Northern Front", "nationality": "SL"}
NAMED, SENDS, AMNESTY = "NAMED", "SENDS", "AMNESTY"
CP_OFFICER = "Protector"
_VARIES = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}|[0-9a-f]{32,}|HI-[A-Z0-9-]+|\d{4}-\d\d-\d\dT[0-9:.+]+"
    r'|"(seq|monotonic_ms|running)":\d+'
)
needs_openssl = not shutil.which("openssl")


def campaigns(desk: Desk) -> None:
    """One that keeps names, one that sends them to HQ too, and one that keeps none."""
    a_campaign(desk, NAMED, named=True)
    a_campaign(desk, SENDS, named=True, may_send_persons=True)
    a_campaign(desk, AMNESTY, campaign_kind="amnesty")


def a_named_hand_in(desk: Desk, campaign: str = NAMED, **changed: str) -> str:
    return a_hand_in(desk, campaign, bringer={**BRINGER, **changed})


def person_of(desk: Desk, hand_in: str) -> str:
    return str(desk.row("hand_in", number=hand_in)["person"])


def closed(desk: Desk, hand_in: str) -> str:
    desk.do("close-hand-in", hand_in=hand_in)
    return hand_in


def a_receipt(desk: Desk, campaign: str) -> dict[str, Any]:
    """Of a closed hand-in with one line."""
    hand_in = a_hand_in(desk, campaign)
    line = {"line_kind": "ammunition", "described": "loose rounds", "unit": "rounds"}
    desk.do("add-line", hand_in=hand_in, quantity=46, **line)
    return {**desk.do("issue-receipt", hand_in=closed(desk, hand_in)), "hand_in": hand_in}


def introduce_child_protection(desk: Desk) -> None:
    introduce(desk, CP_OFFICER, Role.CHILD_PROTECTION)


def payloads(desk: Desk) -> bytes:
    return b"\n".join(entry.payload for entry in journal.entries(desk.register.reader))


def left_by(desk: Desk, changes: Changes) -> list[str]:
    """The events of an act, without what no two events have in common: ids, times and running numbers."""
    return [
        _VARIES.sub("*", entry.payload.decode())
        for entry in journal.entries(desk.register.reader)
        if read_event(entry.payload).id in changes.events
    ]


def pages(file: Path, data_key: bytes) -> bytes:
    """Every page of the locked file in clear, free space included; the first 16 bytes of each are not readable."""
    sealed, body = file.read_bytes(), PAGE_BYTES - PAGE_RESERVE_BYTES
    whole = b"".join(sealed[at : at + body] for at in range(0, len(sealed), PAGE_BYTES))
    cipher = ("openssl", "enc", "-d", "-aes-256-cbc", "-nopad", "-iv", "0" * 32)
    done = subprocess.run(
        [*cipher, "-K", data_key.hex()], input=whole, capture_output=True, check=True
    )
    return done.stdout
