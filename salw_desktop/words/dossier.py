"""Every word of extract and dossier, and why something does not go out."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.words.papers import ImprintWords

REFUSALS: dict[str, str] = {
    "campaign.promises-less": (
        "Such a campaign can let out at most: {most}, not: {given}. What is traced by nobody does not go out, and "
        "of those who give no name the weapon alone. Choose that, or less."
    ),
    "campaign.promise-ends-early": (
        "The promise would end on {date}, before it begins. Check its two dates."
    ),
    "release.unknown": "There is no release “{given}”. Look into the release log: salw releases.",
    "release.nothing-goes-out": (
        "Nothing of {number} may go out: that was promised when it was handed in. Send the request to those who made the "
        "promise."
    ),
    "release.promised-less": (
        "Of {number} no more may go out than: {most}. That was promised when it was handed in. Release that, or nothing."
    ),
    "release.events-say-more": (
        "Events, originals and hidden marks of {number} say more than the weapon itself: when and where it came. Leave them "
        "out; the paper alone may go."
    ),
    "release.no-paper-shows-it": (
        "No paper shows a hidden mark. Release the events of {number} too, or leave the hidden marks out."
    ),
}

TROUBLES: dict[str, str] = {}

_IMPRINT = ImprintWords()

LIMITS: tuple[tuple[str, str], ...] = (
    (
        "a weapon that was never entered",
        "The register knows what people told it. It does not see the table, the store or the bag.",
    ),
    (
        "an end that was cut off",
        "Each event names the one before it, so a gap in the middle shows. A cut end shows only against a receipt of "
        "headquarters or a printed day sheet.",
    ),
    (
        "an older copy of the whole folder",
        "It is a true register, of an earlier day. Receipts and day sheets tell it apart.",
    ),
    (
        "a history written anew by somebody who holds all keys",
        "Every signature in it holds. What was printed or sent before it does not agree with it.",
    ),
    (
        "two people who agree to enter what is not true",
        "A signature says who said a thing and that it was not altered since. It does not say that it is true.",
    ),
)
"""The limits of the system, half a page for every dossier (practice i10); docs/manual/limits.md tells them in full."""

COLUMNS: dict[str, str] = {
    "kind": "Kind",
    "model_name": "Model",
    "category": "Category",
    "variant": "Variant",
    "calibre": "Calibre",
    "measured_calibre_um": "Calibre measured, µm",
    "action": "Action",
    "fire_mode": "Mode of fire",
    "barrels": "Barrels",
    "capacity": "Capacity",
    "finish": "Finish",
    "stock": "Stock",
    "sights": "Sights",
    "frame_material": "Frame",
    "country": "Country of make",
    "country_basis": "Country known by",
    "maker": "Maker",
    "year": "Year",
    "licensed": "Made under licence",
    "licensed_from": "Licence of",
    "factory_code": "Factory code",
    "import_country": "Import country",
    "import_year": "Import year",
    "manufacture_kind": "How it was made",
    "serial": "Serial number",
    "serial_status": "Serial number is",
    "serial_place": "Serial number stands on",
    "function": "Function",
    "completeness": "Completeness",
    "missing_part": "Missing part",
    "preservation": "State",
    "identification": "Identification",
    "confidence": "How sure",
    "adequately_marked": "Adequately marked",
    "counts_as": "Counts as",
    "mark": "Mark",
    "part": "Part",
    "accessory": "Accessory",
    "former_number": "Former number",
}


@dataclass(frozen=True, slots=True)
class ExtractWords:
    """The extract of one weapon, and the paper of a dossier."""

    imprint: ImprintWords = _IMPRINT
    extract: str = "Weapon extract"
    dossier: str = "Weapon dossier"
    own_use: str = "For our own use. It leaves this office only by a release that two people sign."
    released: str = "Released to {recipient}. Only what follows was released."
    release_title: str = "Release"
    recipient: str = "Recipient"
    case: str = "Case"
    purpose: str = "Purpose"
    clearance: str = "Legal clearance"
    content: str = "Content"
    with_events: str = "{content}, with the signed events"
    redactions: str = "Left out"
    nothing_left_out: str = "nothing besides the limits of the promise"
    released_by: str = "Released by"
    by_two: str = "{one} and {other}, {on}"
    station_key: str = "Key of the station"
    promise_title: str = "Promise under which it was handed in"
    campaign: str = "Campaign"
    authority: str = "Authority"
    decree: str = "Decree"
    promise_dates: str = "In force"
    from_until: str = "{since} to {until}"
    open_end: str = "further notice"
    promise: str = "Promise"
    no_promise: str = "no promise is recorded"
    may_go_out: str = "May go out at most"
    weapon_title: str = "The weapon"
    number: str = "Control number"
    now: str = "Where it is"
    marks: str = "Marks"
    parts: str = "Parts"
    people_title: str = "Who saw, who typed, who verified"
    what: str = "What"
    who: str = "Who"
    when: str = "When"
    typed: str = "Typed by"
    looked: str = "Looked into it: {safety}"
    looked_verified: str = "Verified that"
    the_holder: str = "the holder"
    the_inspector: str = "an inspector"
    read_back: str = "Number read back from the metal"
    inspected: str = "Inspected by"
    identified: str = "Identified by ({confidence})"
    identified_verified: str = "Verified the identification"
    first_title: str = "First reading"
    stands_now: str = "Reading that stands"
    reading: str = "Reading"
    first_note: str = "As it was typed on {at} by {by}."
    corrections_title: str = "What was corrected since"
    no_corrections: str = "Nothing was corrected."
    before: str = "Before"
    after: str = "After"
    why: str = "Why, on which paper"
    by: str = "By, and second"
    stood_title: str = "Which reading stood when"
    since: str = "From"
    until: str = "Until"
    today: str = "today"
    custody_title: str = "Custody"
    custody_note: str = "A line in brackets is a gap: nobody of ours had it."
    custody: str = "Custody"
    place: str = "Place"
    what_for: str = "What for"
    recorded_by: str = "Recorded by"
    gap: str = "[{custody}{days}]"
    last_place: str = "last: {place}"
    days: str = ", {days} days"
    holds_title: str = "Holds"
    hold: str = "Hold"
    ordered: str = "Ordered by, case"
    ordered_on: str = "Ordered on"
    lifted: str = "Lifted"
    stands: str = "stands"
    results_title: str = "Results"
    result: str = "Result"
    paper: str = "Paper"
    laboratory: str = "Laboratory: {restoration}"
    laboratory_read: str = "Laboratory: {restoration}, read {read}"
    loss: str = "Loss: {finding}"
    still_missing: str = "reported missing"
    releases_title: str = "Released before"
    photos_title: str = "Photographs"
    photo: str = "{name}, SHA-256 {letters}…"
    limits_title: str = "What the program cannot know"
    limits_note: str = "No program on a laptop can detect"
    receiver: str = "Received by"


README = """\
DOSSIER {release}

One weapon, for one recipient: {recipient}.
Purpose: {purpose}

dossier.pdf     what a person reads
verify.py       checks everything here: python verify.py (Python 3.8 or newer, no network, nothing to install)
dossier.json    the SHA-256 of each file; dossier.sig is the station's signature over it
photos/         shrunk pictures without place, time or camera
{events}
The key of the station is
  {key}
Compare it with the paper, and ask headquarters whether it is theirs. Nobody else can tell you.

WHAT THE PROGRAM CANNOT KNOW
{limits}
"""
README_EVENTS = """\
originals/      pictures as the camera wrote them, where the release names them
events.jsonl    one event a line: its hash, its bytes (base64) as they were signed, and the signatures
keys.json       the public keys of the station and of the people who signed, and who they are

An event is kept to the last byte, or its signature would be worth nothing. So its bytes say more than the paper:
when it was typed, to the second or the day; the ids of the hand-in, the campaign and the place (numbers without a name); the
names and offices of those who work with the register. No event here holds the name of whoever brought the weapon,
his or her age, group or answers, or a row of the hand-in itself. An event that holds rows of other weapons, of a
hand-in, or a hidden mark that was not released is withheld: a line names its hash alone.
The original of a picture in which something was made unrecognisable never leaves.
"""
