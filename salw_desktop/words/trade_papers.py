"""Every word on the papers of the store and of decisions, and why one of them can not be printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from salw_desktop.words.papers import ImprintWords

REFUSALS: dict[str, str] = {
    "laboratory.no-result": (
        "There is no laboratory result {given} of {number}: the record has {count}. Give the control number "
        "for the newest, or the number with /1 for the first."
    ),
    "eligibility.no-decision": (
        "There is no eligibility decision {given} of hand-in {number}: the record has {count}. Give the hand-in's "
        "number for the newest, or the number with /1 for the first."
    ),
    "receipt.read-aloud-late": (
        "Receipt {number} was issued before, so the language in which it was read aloud can no longer be printed "
        "on it. Write it by hand on the line of the receipt."
    ),
}

TROUBLES: dict[str, str] = {}

_IMPRINT = ImprintWords()


@dataclass(frozen=True, slots=True)
class OutVoucherWords:
    """P6, the voucher of a weapon that goes out and comes back."""

    imprint: ImprintWords = _IMPRINT
    title: str = "Out voucher"
    keepers: tuple[str, ...] = (
        "Sheet 1 of 3: stays at the store",
        "Sheet 2 of 3: goes with the carrier",
        "Sheet 3 of 3: stays with the receiver",
    )
    control_number: str = "Control number"
    type_model: str = "Type, model"
    serial: str = "Serial number"
    condition: str = "Condition"
    purpose: str = "Goes out for"
    to_whom: str = "To"
    case_number: str = "Case number"
    from_place: str = "From"
    sent_at: str = "Sent out"
    due_back: str = "Due back on {date}"
    still_ours: str = (
        "It stays in the register of the authority above. This paper comes back with it."
    )
    given_by: str = "Given by"
    carried_by: str = "Carried by"
    received_by: str = "Received by"
    return_title: str = "Return"
    back_on: str = "Back on"
    back_place: str = "Back at"
    back_condition: str = "Condition now"
    differences: str = "Differences"
    no_differences: str = "none"
    brought_back_by: str = "Brought back by"
    taken_back_by: str = "Taken back by"


@dataclass(frozen=True, slots=True)
class LaboratoryWords:
    """What a laboratory brought back of a number; `certainties` words the letters of the record."""

    imprint: ImprintWords = _IMPRINT
    title: str = "Laboratory result"
    note: str = "Scan the code to open this item in the program."
    weapon: str = "Weapon"
    result: str = "Result"
    laboratory: str = "Laboratory"
    examiner: str = "Examiner"
    method: str = "Method"
    report: str = "Report number"
    examined_on: str = "Examined on"
    place: str = "Place"
    waived_by: str = "Waived by"
    why: str = "Why"
    recorded_at: str = "Recorded"
    characters_title: str = "Characters read, with how sure the examiner is of each"
    certainties: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType(
            {"s": "sure", "l": "likely", "g": "a guess", "?": "not read"}
        )
    )
    readings_title: str = "Other readings"
    readings_note: str = (
        "A reading never takes the place of another one: all of them stay on the record."
    )
    on_record: str = "Number on record"
    reading: str = "Reading"
    legibility: str = "Legibility"
    read_how: str = "How it was read"
    by_eye: str = "by eye"
    recorded_by: str = "Recorded by"


@dataclass(frozen=True, slots=True)
class EligibilityWords:
    """What was decided of one who brought weapons, and how to appeal."""

    imprint: ImprintWords = _IMPRINT
    title: str = "Eligibility decision"
    note: str = "A person decided this, not the program."
    campaign: str = "Campaign"
    receipt: str = "Receipt"
    no_receipt: str = "not issued yet; until then the hand-in slip"
    bearer: str = "Decided of"
    no_name: str = "the bearer of this receipt; no name stands on this paper"
    eligible: str = "Eligible"
    not_eligible: str = "Not eligible"
    rule: str = "Rule"
    facts: str = "Facts looked at"
    why: str = "Why"
    referred_to: str = "Referred to"
    nowhere: str = "nobody"
    decided_on: str = "Decided on"
    decided_by: str = "Decided by"
    earlier_title: str = "Decided before"
    date: str = "Date"
    decision: str = "Decision"
    receipt_stands: str = (
        "The receipt for everything that was handed in stands in full, whatever is decided here."
    )
    appeal_title: str = "Appeal"
    appeal: str = "You may ask for another decision. Bring this paper and your receipt."
    ask: str = "Where to ask:"
    ask_station: str = "at the station named above"
    appeal_because: str = "I ask for another decision, because:"
    person: str = "Signature, mark or thumbprint"
    appeal_taken_by: str = "Appeal taken by"
    stays_on_paper: str = "Stays on paper. Never scan it."
