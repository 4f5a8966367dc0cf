"""Every word that stands on a paper, and what a person is told when a paper can not be printed."""

from __future__ import annotations

from dataclasses import dataclass

REFUSALS: dict[str, str] = {
    "paper.code-too-long": (
        "A text of {length} characters does not fit into a QR code. Print the paper for fewer items."
    ),
    "labels.none": "There is no label to print. Choose at least one item.",
    "labels.sheet-unknown": "There is no label sheet named {sheet}. Choose one of: {known}.",
    "labels.start-off-sheet": (
        "Position {start} is not on this sheet: its labels are numbered from 1 to {positions}. "
        "Give the position of the first empty label."
    ),
    "labels.sheet-too-small": (
        "The labels of {sheet} are too small for number {number}: its figures and its code could "
        "not be read. Choose a sheet with larger labels."
    ),
}

TROUBLES: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class ImprintWords:
    """Foot line, marks and signature boxes: the same on every paper."""

    practice: str = "PRACTICE"
    draft: str = "DRAFT"
    duplicate: str = "DUPLICATE"
    page: str = "Page {page} of {pages}"
    printed: str = "Printed {at} by {by}"
    copy: str = "Copy {copy} of {copies}"
    clock_not_confirmed: str = "Clock not confirmed"
    sign_here: str = "Signature, date, stamp"
    not_recorded: str = "not recorded"


@dataclass(frozen=True, slots=True)
class LabelWords:
    """A sheet of labels."""

    title: str = "Labels"
    practice: str = "PRACTICE"
    no_serial: str = "no number"


@dataclass(frozen=True, slots=True)
class OrderWords:
    """P11, the destruction order."""

    imprint: ImprintWords = ImprintWords()
    title: str = "Destruction order"
    number: str = "Number"
    campaign: str = "Campaign"
    legal_basis: str = "Legal basis"
    mandate: str = "Ordered by"
    mandate_text: str = "{issuer}, {number} of {date}"
    scan: str = "SHA-256 of its scan"
    local_approval: str = "Approved at the station; the campaign allows it"
    method: str = "Method"
    place: str = "Place"
    planned: str = "Planned for"
    written: str = "Written by"
    approved: str = "Approved by"
    approval: str = "{name}, {function}, {at}"
    not_approved: str = "Not yet approved"
    list_title: str = "Items to be destroyed"
    list_note: str = (
        "The list is closed. Nothing may be added; whatever is taken out stands in a numbered "
        "amendment below it or in the exceptions of the certificate."
    )
    line: str = "No."
    control_number: str = "Control number"
    type_model: str = "Type, model"
    calibre: str = "Calibre"
    serial: str = "Serial number"
    condition: str = "Condition"
    safety: str = "Safety"
    list_hash: str = "SHA-256 of the list (number of lines: {lines})"
    amendment_title: str = "Amendment {number} of {date}: withdrawn from the list"
    amendment_signed: str = "Signed by {first} and {second}"
    amendment_hash: str = "SHA-256 of the list as amended (lines left: {lines})"
    reason: str = "Reason"
    check: str = "Scan the code to open this order in the program."


@dataclass(frozen=True, slots=True)
class CertificateWords:
    """P12, the certificate of destruction and its annex."""

    imprint: ImprintWords = ImprintWords()
    title: str = "Certificate of destruction"
    number: str = "Number"
    all_destroyed: str = (
        "We certify that the {destroyed} weapons listed in the annex were destroyed on {date} at "
        "{place}, under destruction order {order}, and cannot be made to fire again."
    )
    one_destroyed: str = (
        "We certify that the weapon listed in the annex was destroyed on {date} at {place}, under "
        "destruction order {order}, and cannot be made to fire again."
    )
    part_destroyed: str = (
        "We certify that, of the {counted_in} weapons listed in the annex, {destroyed} were "
        "destroyed on {date} at {place}, under destruction order {order}, and cannot be made to "
        "fire again. The others stand in the exceptions."
    )
    legal_basis: str = "Legal basis"
    method: str = "Method"
    place: str = "Place"
    times: str = "Started, ended"
    times_text: str = "{started} – {ended}"
    weights: str = "Weight before, after"
    weights_text: str = "{before}, {after} scrap"
    scrap: str = "Scrap handed to"
    photographs: str = "Photographs"
    no_photographs: str = "none"
    photographs_of: str = (
        "Of {shown} of {items} items; the first letters of each set stand in the annex"
    )
    list_frozen: str = "SHA-256 of the list as approved"
    list_amended: str = "SHA-256 as amended (no. {number} of {date})"
    counted_after: str = "Counted after"
    counted_differs: str = "{count}, but {destroyed} were destroyed"
    ffe: str = "Free of explosives"
    ffe_text: str = "Certificate {number}"
    kind: str = "Kind"
    counted_in: str = "Counted in"
    destroyed: str = "Destroyed"
    difference: str = "Difference"
    total: str = "Total"
    difference_reason: str = "Reason for the difference: {reason}"
    check_title: str = "Check this paper"
    check_scan: str = "Scan the code in the program, or compare these letters with its answer:"
    check_annex: str = (
        "Lines in the annex: {lines}. Its pages: {pages}. Any change in these lines changes the "
        "letters above."
    )
    annex_title: str = "Annex to certificate of destruction {number}"
    line: str = "No."
    control_number: str = "Control number"
    type: str = "Type"
    model: str = "Model"
    calibre: str = "Calibre"
    serial: str = "Serial number"
    marks: str = "Marks"
    condition: str = "Condition"
    outcome: str = "Outcome"
    photos: str = "Photos"
    annex_hash: str = "SHA-256 of the annex (number of lines: {lines})"
    exceptions_title: str = "Exceptions"
    exceptions_none: str = "None: every listed weapon was there and was destroyed, and no other."
    exception: str = "What differed"
    batches_title: str = "Destroyed by batch"
    batch: str = "Batch"
    count: str = "Count"
    began: str = "From"
    ended: str = "To"
    interruptions_title: str = "Interruptions"
    seals: str = "Seals"
    recount: str = "Counted again"
    responsible_officer: str = "Responsible officer"
    custodian: str = "Custodian"
    witness: str = "Witness"
    independent_witness: str = "Independent witness"


@dataclass(frozen=True, slots=True)
class RecoveryWords:
    """P16, the recovery sheet."""

    imprint: ImprintWords = ImprintWords()
    title: str = "Recovery sheet"
    unit: str = "Unit"
    site: str = "Site"
    register: str = "Register"
    made: str = "Made on"
    words_title: str = "The ten recovery words"
    purpose_title: str = "What it is for"
    purpose: str = (
        "These words open the register when no operator can: all passphrases are lost, or the "
        "people are gone. Whoever holds them can read everything in the register."
    )
    use_title: str = "How to use it"
    use: str = (
        "Run salw operators recover, name the operator, and type all ten words in this order, with "
        "a blank between two, or scan the code: he gets a new passphrase. "
        "Then change the key with salw rekey, which makes a new sheet, and burn this one."
    )
    fingerprint_title: str = "This station’s signing key"
    fingerprint: str = "Compare these eight words with what headquarters reads out to you."
    keep_title: str = "Keep it"
    keep: str = (
        "Put the sheet into an envelope, close it and sign across the flap, both holders. Keep it "
        "away from the computer. Never photograph it, never read it out."
    )
    sealed: str = "Sealed in an envelope on"
    seal_number: str = "Seal number"
    holder: str = "Holder {number}"
