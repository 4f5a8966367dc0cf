"""What a person is told when tags, label sheets and copies say no."""

from __future__ import annotations

REFUSALS: dict[str, str] = {
    "tag.gone": "The tag of the weapon {number} is {state}, so there is none to bind. Re-tag the weapon: two people say by what they know it.",
    "tag.gone-already": "The tag {tag} is {state} already. Nothing was changed.",
    "tag.or-weapon": "Give the number on the tag, or the weapon that it hangs on: one of the two.",
    "tag.no-number": "This weapon has no number and never had a tag. Scan a tag of a roll or a number card for it, or give it the next number.",
    "tag.not-here": "The record {number} is “{custody}”, so no tag is tied to it. If the weapon is here, record first that it was seen.",
    "tag.void": "The tag {tag} is {state}: it belonged to the weapon {number}. Take it off whatever it hangs on, and find out by serial number and photographs what that is.",
    "tags.count": "A roll or a card has 1 to {most} numbers. Make several.",
    "tags.too-few": "{asked} numbers are wanted and no block has more than {left} left. Make fewer, or ask HQ for the next block.",
    "tags.unknown": "No roll or card was made with “{given}”. Type a number of it as it is printed.",
    "tags.out": "These tags are with {holder} since {out_on}. Sign them back before they are given to somebody else.",
    "tags.not-out": "These tags were not signed out, so they cannot come back. Look at the number once more.",
    "sheet-pack.unknown": "There is no pack of labels called “{given}”. Check its name, or add the pack.",
    "sheet-pack.twice": "There is a pack of labels called “{name}” already. Choose another name.",
    "print.no-reason": "The {paper} {number} was printed before; this is copy {copy}. Say why it is wanted: the copy is marked as a duplicate.",
}
TROUBLES: dict[str, str] = {}
