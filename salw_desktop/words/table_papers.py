"""Every word on the papers of the table: receipt, hand-in slip, day sheet, number card."""

from __future__ import annotations

from dataclasses import dataclass, field

from salw_desktop.words.papers import ImprintWords

REFUSALS: dict[str, str] = {}

TROUBLES: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class ReceiptWords:
    """P3, the receipt: one half for the station, one for the bearer."""

    imprint: ImprintWords = field(default_factory=ImprintWords)
    title: str = "Receipt"
    keep: str = "Keep: station’s copy"
    give: str = "Give: bearer’s copy"
    campaign: str = "Campaign"
    date: str = "Date"
    place: str = "Place"
    handed_in_by: str = "Handed in by"
    bearer: str = "the bearer; no name is recorded"
    card_number: str = "Card number"
    keep_slip: str = (
        "Keep this slip. Whoever holds it can show that this was handed in. "
        "Nobody can replace it: no name is kept."
    )
    duplicate_slip: str = (
        "This duplicate carries no secret: only the slip first printed shows that its holder "
        "handed this in."
    )
    line: str = "No."
    control_number: str = "Control number"
    type_model: str = "Type, model"
    serial: str = "Serial number"
    condition: str = "Condition"
    quantity: str = "With it, as declared"
    not_inspected: str = "not inspected"
    on_annex: str = "Items on this receipt: {count}. All of them stand on the annex."
    promise_on_annex: str = "What the campaign promises stands on the annex."
    annex_title: str = "Annex to receipt {number}"
    still_to_come: str = "Still to come:"
    ask: str = "Where to ask:"
    officer: str = "Received by (signature, stamp)"
    mark: str = "Signature, mark or thumbprint"
    stays_on_paper: str = "Stays on paper. Never scan it."
    read_aloud_in: str = "Read aloud in"
    read_aloud_by: str = "by"


@dataclass(frozen=True, slots=True)
class HandInSlipWords:
    """The slip that joins the tables of one hand-in."""

    imprint: ImprintWords = field(default_factory=ImprintWords)
    title: str = "Hand-in"
    person: str = "Goes with the person"
    items: str = "Goes with the items"
    show: str = "Show this number at each table."
    date: str = "Date"
    place: str = "Place"
    campaign: str = "Campaign"
    announced: str = "Items announced"


@dataclass(frozen=True, slots=True)
class DaySheetWords:
    """The sheet of one day, with its seal."""

    imprint: ImprintWords = field(default_factory=ImprintWords)
    title: str = "Day sheet"
    hand_ins: str = "Hand-ins"
    weapons: str = "Weapons"
    parts: str = "Parts"
    documented: str = "Documented apart"
    in_hand: str = "In hand now"
    put_away: str = "Put away"
    isolated: str = "At the isolation point"
    destroyed: str = "Destroyed"
    numbers_used: str = "Numbers used"
    first_to_last: str = "{first} to {last}"
    spoiled: str = "Spoiled or void"
    never_issued: str = "Never issued"
    tags_out: str = "Tags signed out"
    late: str = "Late entries of other days"
    late_entry: str = "{date}: {what}"
    ammunition: str = "Ammunition, as declared"
    ammunition_note: str = "Declared by the bearers. Stock comes only from counted lots."
    countersignatures: str = "Waiting for a second person"
    lone_officer: str = "One officer alone"
    lone_until: str = "{name}, declared {from_on}, until {until_on}: {why}"
    acting: str = "Standing in"
    acting_for: str = "{name} for {away} as {role}, until {until_on}"
    breaches: str = "Breaches"
    photographs: str = "Photographs"
    untagged: str = "Untagged items"
    people: str = "People, by tick"
    people_few: str = "A dash is fewer than five: they wait for a later day, so that no figure tells of one person."
    total: str = "Total"
    none: str = "none"
    more: str = "and {count} more"
    seal_title: str = "Seal of the day"
    newest_event: str = "Newest event"
    seal_check: str = "Scan the code in the program, or compare these letters with its answer:"
    photograph: str = "Photograph this sheet with two phones and put it into the bound day book."
    closed_by: str = "Closed by"
    countersigned_by: str = "Countersigned by"


@dataclass(frozen=True, slots=True)
class NumberCardWords:
    """The next control numbers, for the pen."""

    imprint: ImprintWords = field(default_factory=ImprintWords)
    title: str = "Number card"
    range: str = "{count} numbers, {first} to {last}"
    holder: str = "Holder"
    out: str = "Date out"
    back: str = "Date back"
    how_to: str = (
        "Take the next number, write all of it on the tag, tie the tag on, tick the box. "
        "Strike out a spoiled number and never use it again. "
        "A zero has a stroke (here and by hand); the letter O has none."
    )
    type: str = "Type"
    serial_end: str = "Last four of serial"
