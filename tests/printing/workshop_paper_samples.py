"""Practice papers of the workshop and the road, to be changed in one place by a test."""

from __future__ import annotations

from io import BytesIO

from paper_samples import HASH, IMPRINT, control_number
from PIL import Image, ImageDraw

from salw_desktop.printing.bundle_slip import BundleSlip, Recipient
from salw_desktop.printing.isolation import IsolationNotice, Told
from salw_desktop.printing.job_card import JobCard, Strike
from salw_desktop.printing.red_tag import RedTag
from salw_desktop.printing.signatures import Signatory

LONG_MARK = "XA PS 26 000123 LEN 0045"
FINGERPRINT = ("kettle", "lantern", "meadow", "nickel", "orchard", "pebble", "quiver", "ribbon")


def a_strike(part: str = "Frame", mark: str = "XA PS 26 000123") -> Strike:
    return Strike(
        part=part,
        where="left side, above the trigger, on bare metal",
        mark=mark,
        is_frame_or_receiver=part in ("Frame", "Receiver"),
        size_note="Height at least 1.6 mm, depth at least 0.08 mm",
        ok_code=f"SALWC1OK{part.upper()}",
        mis_strike_code=f"SALWC1MIS{part.upper()}",
    )


def a_job(count: int = 43, *strikes: Strike) -> JobCard:
    return JobCard(
        number=f"MJ-XA26-LEN-{count:06d}-3",
        code=f"SALW1MJXA26LEN{count:06d}3",
        control_number=control_number(count),
        weapon="Assault rifle AKM, 7.62x39",
        machine="Dot-peen 2, Lendo workshop",
        strikes=strikes or (a_strike(), a_strike("Barrel")),
        imprint=IMPRINT,
    )


def a_jpeg(*, exif: bytes = b"") -> bytes:
    """A grey slope with a dark bar: something to recognise, and nothing of anybody."""
    picture = Image.linear_gradient("L").resize((800, 500)).convert("RGB")
    ImageDraw.Draw(picture).rectangle((150, 220, 650, 280), fill=(20, 20, 20))
    out = BytesIO()
    picture.save(out, "JPEG", quality=80, exif=exif)
    return out.getvalue()


def a_notice(picture: bytes | None = None) -> IsolationNotice:
    return IsolationNotice(
        number=control_number(43),
        code="SALW1XA26LEN0000439",
        picture=picture,
        type_model="Assault rifle AKM, 7.62x39",
        seen="A round is stuck in the chamber; the bolt does not open.",
        safety="loaded",
        where="Isolation point behind the berm, bay 2, barrel to the north",
        since="2026-11-03 10:12",
        cleared_by="",
        verified_by="",
        told=(
            Told("Practice Technician", "2026-11-03 10:20"),
            Told("Practice Supervisor", "2026-11-03 10:31"),
        ),
        officer=Signatory(
            "Technical officer", "Practice Technician", "EOD level 3", "National Commission"
        ),
        imprint=IMPRINT,
    )


def a_red_tag(count: int = 43) -> RedTag:
    return RedTag(
        number=control_number(count),
        code=f"SALW1XA26LEN{count:06d}9",
        weapon="Assault rifle AKM, 7.62x39",
        place="Receiver, left side, over the magazine well",
        authority="Forensic laboratory of the Ministry of the Interior",
        case="L-44/26",
        since="2026-11-03",
        held_by="Practice Armourer",
        imprint=IMPRINT,
    )


def a_slip(volume: int = 1, volumes: int = 2, recipients: int = 3) -> BundleSlip:
    names = ("National registry", "Mission in Examplia, arms control cell", "Regional centre")
    return BundleSlip(
        number="BU-XA26-LEN-000012-4",
        file_name=f"mobile-team-3-7f3a21c9-0000000012-v{volume:02d}of{volumes:02d}.salwb",
        volume=volume,
        volumes=volumes,
        site="LEN, Lendo",
        unit="Mobile team 3",
        first_event=1204,
        last_event=2443,
        events=1240,
        photos=310,
        size="912.4 MB",
        sha256=HASH,
        recipients=tuple(Recipient(name, FINGERPRINT) for name in names[:recipients]),
        stick="LEN-STICK-07",
        acknowledged="receipt 11 of 2026-10-29, up to event 1203",
        imprint=IMPRINT,
    )
