"""Every word on the papers of the workshop and the road, and why one of them can not be printed."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.words.papers import ImprintWords

REFUSALS: dict[str, str] = {
    "barcode.empty": "There is no mark to print. Give the text that is to be struck.",
    "barcode.too-wide": (
        "The mark {mark} has {length} characters: its bar code does not fit on a job card. "
        "Give a shorter mark, or strike it in two parts."
    ),
    "job-cards.none": "There is no job card to print. Choose at least one job.",
    "job-cards.no-strike": (
        "Job {number} says of no part that it is to be struck. Add at least one strike."
    ),
    "red-tags.none": "There is no red tag to print. Choose at least one weapon.",
    "bundle-slips.none": "There is no slip to print. Choose at least one bundle file.",
}

TROUBLES: dict[str, str] = {}

_IMPRINT = ImprintWords()


@dataclass(frozen=True, slots=True)
class JobCardWords:
    """P10, the marking job card; the six qualities are those of ITI §7."""

    imprint: ImprintWords = _IMPRINT
    title: str = "Marking job card"
    card: str = "card {card} of {cards}"
    control_number: str = "Control number"
    weapon: str = "Weapon"
    machine: str = "Machine"
    not_frame: str = "Not frame or receiver: only beside a mark on one of them (ITI §10)"
    length: str = "{length} characters"
    one_length: str = "1 character"
    blanks: str = "blank at {places}"
    letters_o: str = "letter O at {places}"
    no_linear: str = (
        "No bar code can hold this mark. Scan the square code, or type the mark and compare it "
        "sign by sign."
    )
    done_by: str = "Done by"
    time: str = "Time"
    photo: str = "Photo"
    before: str = "before"
    after: str = "after"
    ok: str = "OK"
    mis_strike: str = "Mis-strike"
    qualities: tuple[str, ...] = (
        "on an exposed surface",
        "conspicuous without aids",
        "easily recognisable",
        "readable",
        "durable",
        "recoverable if feasible",
    )
    read_back_title: str = "Read-back from the metal"
    read_back: str = "Cut off for another person, who has not seen the card: write what you see."
    read_by: str = "Read by"


@dataclass(frozen=True, slots=True)
class IsolationWords:
    """P17, the notice to the technical officer."""

    imprint: ImprintWords = _IMPRINT
    title: str = "Isolation notice"
    band: str = "DO NOT TOUCH"
    band_note: str = "Only the technical officer moves it."
    no_picture: str = "No picture"
    unreadable_picture: str = "The picture cannot be read"
    seen: str = "What was seen"
    safety: str = "Safety"
    where: str = "Where it lies"
    since: str = "Since"
    cleared_by: str = "Cleared by"
    verified_by: str = "Verified by"
    nobody: str = "nobody"
    told: str = "Told"
    told_at: str = "{name}, {at}"
    nobody_told: str = "nobody yet"
    decision_title: str = "Decision of the technical officer"
    safe_to_move: str = "Safe to move, to"
    render_safe: str = "Render safe here"
    destroy_in_situ: str = "Destroy in situ"
    wait: str = "Leave and wait until"
    decision: str = "Decision and orders"
    officer: str = "Technical officer"
    scan: str = "Scan the code to open this item in the program."


@dataclass(frozen=True, slots=True)
class RedTagWords:
    """The red tag of a laboratory hold."""

    imprint: ImprintWords = _IMPRINT
    title: str = "Red tag"
    warning: str = "Do not clean, oil, grind or mark here"
    why: str = "A number was removed on purpose. The laboratory may bring it back."
    place: str = "Place"
    weapon: str = "Weapon"
    held_for: str = "Held for"
    case: str = "Case"
    since: str = "Since"
    by: str = "By"


@dataclass(frozen=True, slots=True)
class BundleSlipWords:
    """P13, the slip that goes with a stick."""

    imprint: ImprintWords = _IMPRINT
    title: str = "Bundle slip"
    file: str = "File"
    volume: str = "Volume"
    volume_of: str = "{volume} of {volumes}"
    site: str = "Site, unit"
    events: str = "Events"
    events_text: str = "{first} to {last} ({count})"
    photos: str = "Photographs"
    size: str = "Size"
    stick: str = "Stick"
    write_here: str = "_" * 18
    acknowledged: str = "Acknowledged"
    never_acknowledged: str = "nothing yet"
    sha256: str = "SHA-256"
    recipients: str = "Sealed for"
    courier: str = "Courier"
    headquarters: str = "Headquarters"
    sign_here: str = "Name, signature, date"
