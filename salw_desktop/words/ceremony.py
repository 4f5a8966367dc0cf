"""What stands on the paper of a public ceremony, and why one cannot be printed or a picture shown at it."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.words.papers import ImprintWords

REFUSALS: dict[str, str] = {
    "ceremony.unknown": "“{given}” is neither a certificate of destruction, nor a session, nor the code of a campaign. A campaign up to a day is written like DDR1@2026-11-22.",
    "ceremony.not-ended": "The destruction session {number} is {state}. Print the sheet when it is closed: before that its figures still move.",
    "ceremony.nothing": "{given} has nothing to show: no weapon was handed in for good or destroyed up to {date}.",
    "press-photo.unknown": "There is no photograph “{given}”. Use the id that was answered when it was added.",
    "press-photo.not-of-a-destruction": "Only a picture “before” or “after” of a destruction session is released for the press. This one is “{view}” of something else.",
    "press-photo.released": "This picture was released for the press on {date}. Nothing was changed.",
}

TROUBLES: dict[str, str] = {}

_IMPRINT = ImprintWords()


@dataclass(frozen=True, slots=True)
class CeremonyWords:
    """The sheet of a public ceremony, and the certificate of thanks behind it."""

    imprint: ImprintWords = _IMPRINT
    title_destroyed: str = "Weapons destroyed"
    title_both: str = "Weapons handed in and destroyed"
    at: str = "{site}, {date}"
    up_to: str = "{site}, up to {date}"
    handed_in: str = "Handed in"
    destroyed: str = "Destroyed"
    kind: str = "Kind"
    total: str = "Weapons in all"
    parts: str = "Parts, counted apart"
    few: str = "fewer than 5"
    some: str = "5 or more"
    hidden: str = "not shown"
    note: str = (
        "For the public and the press. Numbers below five are not shown exactly, nor any number "
        "from which one of them could be worked out."
    )
    before: str = "Before"
    after: str = "After"
    glue: str = "Glue a print here, if any"
    witnesses: str = "Witnesses from the community"
    witness_name: str = "Name"
    witness_function: str = "Function"
    witness_signature: str = "Signature or mark"
    on_paper: str = "These names stay on this paper. They are not entered into the register."
    thanks: str = "Thank you"
    to_community: str = "to the people of"
    thanks_text: str = "for handing in {count} in the campaign {campaign}, up to {date}."
    weapons: str = "{count} weapons"
    thanks_destroyed: str = "{count} of them have been destroyed before witnesses."
    closing: str = "Every weapon given up makes a home safer."
    for_authority: str = "For the {authority}"
    for_community: str = "Received for the community"
