"""The sheet of a public ceremony: of one destruction, or of a campaign up to a day (practice e11).

No serial or control number, no tag, no place but the site, nobody's name, no day of a single hand-in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from salw_desktop.database import ceremony, destruction, people
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.public_figures import (
    BROAD_KINDS,
    PART,
    Shown,
    Veil,
    broad_counts,
    one_figure,
    public_column,
)
from salw_desktop.printing.ceremony import CeremonySheet, KindFigures, ceremony_sheet
from salw_desktop.printing.pictures import SHOWN_PX
from salw_desktop.usecases import lookup, photos
from salw_desktop.usecases.paperwork.imprinting import imprint
from salw_desktop.usecases.register import Register
from salw_desktop.words.ceremony import CeremonyWords

_UP_TO = "@"


@dataclass(frozen=True, slots=True)
class _Event:
    """What the sheet is of: its number, its campaign, its last day, and the session where it is of one."""

    number: str
    campaign: Row
    date: str
    session: Row | None


def number_of(register: Register, wanted: str) -> str:
    """The session's, also by its certificate; of a campaign its code and the day: figures differ from day to day."""
    return _event(register, wanted).number


def sheet_of(register: Register, wanted: str, copy: int = 1) -> bytes:
    """Sheet and certificate of thanks. Refusals `ceremony.unknown`, `ceremony.not-ended`, `ceremony.nothing`."""
    event, words = _event(register, wanted), CeremonyWords()
    campaign = str(event.campaign["id"])
    came = ceremony.handed_in(register.reader, campaign, event.date)
    cut = _destroyed(register, event, campaign)
    if not came and not cut:
        raise Refusal("ceremony.nothing", field="number", given=wanted[:80], date=event.date)
    columns = [cut] if event.session else [came, cut]
    cut_of_all = ceremony.destroyed_of_campaign(register.reader, campaign, event.date)
    authority = str(event.campaign["authority"])
    before, after = _pictures(register, event)
    sheet = CeremonySheet(
        number=event.number,
        authority=authority,
        campaign=str(event.campaign["name"]),
        site=str(register.station["site_name"]),
        date=event.date,
        is_of_one_day=event.session is not None,
        kinds=_kinds(columns, words),
        totals=[_total(each, words) for each in columns],
        parts=_parts(columns, words),
        handed_in=_total(came, words),
        destroyed=_total(cut_of_all, words),
        community=_community(register),
        before=before,
        after=after,
        imprint=replace(imprint(register, copy=copy), printed_by=authority),
    )
    return ceremony_sheet(sheet, words)


def _event(register: Register, wanted: str) -> _Event:
    reader, plain = register.reader, wanted.strip()
    certificate = destruction.certificate(reader, plain)
    found = str(certificate["destruction_session"]) if certificate else plain
    session = destruction.session(reader, found)
    if session:
        return _of_session(register, session)
    code, _, day = plain.partition(_UP_TO)
    campaign = people.campaign(reader, code.strip())
    if campaign is None:
        raise Refusal("ceremony.unknown", field="number", given=wanted[:80])
    date = lookup.day(day, "number") if day else register.clock().date
    return _Event(f"{campaign['code']}{_UP_TO}{date}", campaign, date, None)


def _of_session(register: Register, session: Row) -> _Event:
    if session["state"] != "closed":
        facts = {"number": str(session["number"]), "state": str(session["state"])}
        raise Refusal("ceremony.not-ended", field="number", **facts)
    order = lookup.order(register.reader, str(session["destruction_order"]))
    campaign = lookup.campaign(register.reader, str(order["campaign"]))
    return _Event(str(session["number"]), campaign, str(session["ended_at"])[:10], session)


def _destroyed(register: Register, event: _Event, campaign: str) -> dict[str, int]:
    if event.session:
        return ceremony.destroyed_in_session(register.reader, str(event.session["id"]))
    return ceremony.destroyed_of_campaign(register.reader, campaign, event.date)


def _kinds(columns: list[dict[str, int]], words: CeremonyWords) -> list[KindFigures]:
    """Broad kinds of which there is one at all."""
    counts = [broad_counts(each) for each in columns]
    shown = [public_column(each) for each in counts]
    return [
        KindFigures(kind, [_said(column.cells[place], words) for column in shown])
        for place, kind in enumerate(BROAD_KINDS)
        if any(each[place] for each in counts)
    ]


def _total(by_kind: dict[str, int], words: CeremonyWords) -> str:
    return _said(public_column(broad_counts(by_kind)).total, words)


def _parts(columns: list[dict[str, int]], words: CeremonyWords) -> list[str]:
    counts = [each.get(PART, 0) for each in columns]
    return [_said(one_figure(count), words) for count in counts] if any(counts) else []


def _said(shown: Shown, words: CeremonyWords) -> str:
    if isinstance(shown, int):
        return f"{shown:,}"
    return {Veil.FEW: words.few, Veil.SOME: words.some, Veil.HIDDEN: words.hidden}[shown]


def _community(register: Register) -> str:
    """The site by its public name; empty, to be written by hand, where it has no name but its code."""
    name = str(register.station["site_name"])
    return "" if name == register.station["site_code"] else name


def _pictures(register: Register, event: _Event) -> tuple[bytes | None, bytes | None]:
    """The newest released ones, as the copy that tells nothing of the camera; else a box for a print."""
    if event.session is None:
        return None, None
    rows = ceremony.released(register.reader, str(event.session["id"]))
    by_view = {str(row["view"]): row for row in rows}
    before, after = (
        photos.picture(register, by_view[view], SHOWN_PX) if view in by_view else None
        for view in ("before", "after")
    )
    return before, after
