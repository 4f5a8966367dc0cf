"""Papers that go with an item: P10 the job card, P17 the isolation notice, the red tag."""

from __future__ import annotations

from salw_desktop.database import isolation
from salw_desktop.database.rows import Row
from salw_desktop.domain.axes import CLEAR
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import scan_code
from salw_desktop.domain.time import minutes
from salw_desktop.printing.isolation import IsolationNotice, Told, isolation_notice
from salw_desktop.printing.job_card import JobCard, Strike, job_cards
from salw_desktop.printing.pictures import SHOWN_PX
from salw_desktop.printing.red_tag import RedTag, red_tags
from salw_desktop.printing.signatures import Signatory
from salw_desktop.usecases import lookup, photos
from salw_desktop.usecases.marking.jobs import job_card_values
from salw_desktop.usecases.paperwork.imprinting import called, imprint
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.store.holds import LABORATORY
from salw_desktop.words.workshop_papers import IsolationWords, JobCardWords, RedTagWords


def isolation_of(register: Register, wanted: str, copy: int = 1) -> bytes:
    """P17. Refusal `isolation.clear` for what nobody has to be warned of."""
    weapon = lookup.weapon(register.reader, wanted)
    number = lookup.called(weapon)
    if weapon["safety"] in CLEAR:
        raise Refusal("isolation.clear", field="number", number=number)
    looks = isolation.clearances_of(register.reader, str(weapon["id"]))
    newest = looks[-1] if looks else None
    told = [
        Told(str(each["told_name"]), minutes(str(each["told_at"])))
        for each in looks
        if each["told"]
    ]
    words = IsolationWords()
    notice = IsolationNotice(
        number=number,
        code=scan_code(number) if weapon["number"] else number,
        picture=_picture(register, number),
        type_model=called(weapon),
        seen=str(newest["seen"] or "") if newest else "",
        safety=str(weapon["safety"]),
        where=str(weapon["place_name"] or ""),
        since=minutes(str(newest["done_at"] if newest else weapon["recorded_at"])),
        cleared_by=_cleared_by(newest),
        verified_by=str(newest["verified_by_name"]) if newest else "",
        told=told,
        officer=Signatory(words.officer, "", "", ""),
        imprint=imprint(register, copy=copy),
    )
    return isolation_notice(notice, words)


def _picture(register: Register, number: str) -> bytes | None:
    """The newest that shows the item; a picture of its tag shows no danger."""
    shown = [row for row in photos.of_weapon(register, number) if row["view"] != "tag"]
    return photos.picture(register, shown[-1], SHOWN_PX) if shown else None


def _cleared_by(newest: Row | None) -> str:
    """An inspector by his name, a holder never."""
    if newest is None:
        return ""
    return str(newest["performed_by_name"] or newest["cleared_by"])


def red_tag_of(register: Register, wanted: str, copy: int = 1) -> bytes:
    """For a number removed on purpose, while the laboratory's hold stands (practice b6)."""
    weapon = lookup.weapon(register.reader, wanted)
    number = lookup.called(weapon)
    hold = isolation.open_hold_of_kind(register.reader, str(weapon["id"]), LABORATORY)
    if hold is None:
        raise Refusal("red-tag.no-hold", field="number", number=number)
    tag = RedTag(
        number=number,
        code=scan_code(number) if weapon["number"] else number,
        weapon=called(weapon),
        place=str(weapon["serial_place"] or ""),
        authority=str(hold["authority"]),
        case=str(hold["case_number"]),
        since=str(hold["ordered_on"]),
        held_by=str(hold["placed_by_name"]),
        imprint=imprint(register, copy=copy),
    )
    return red_tags([tag], RedTagWords())


def job_card_of(register: Register, wanted: str, copy: int = 1) -> bytes:
    """P10, for the machine: what to strike where, and codes by which the result is scanned back in."""
    job = job_card_values(register, wanted)
    size = "; ".join(
        f"at least {_millimetres(least)} {what}"
        for least, what in ((job.height_um, "high"), (job.depth_um, "deep"))
        if least
    )
    strikes = [
        Strike(
            part=each.part,
            where="" if each.place == each.part else each.place,
            mark=each.string,
            is_frame_or_receiver=each.is_structural,
            size_note=size,
            ok_code=each.ok_code,
            mis_strike_code=each.mis_strike_code,
        )
        for each in job.strikes
    ]
    card = JobCard(
        number=job.number,
        code=job.code,
        control_number=job.control_number,
        weapon=job.weapon,
        machine=f"{job.machine} ({job.method})",
        strikes=strikes,
        imprint=imprint(register, copy=copy),
    )
    return job_cards([card], JobCardWords())


def _millimetres(size_um: int) -> str:
    return f"{size_um / 1000:.3f}".rstrip("0").rstrip(".") + " mm"
