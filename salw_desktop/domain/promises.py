"""What may go out of the record of a weapon, as the promise says under which it was handed in (practice i2)."""

from __future__ import annotations

from collections.abc import Collection

NOTHING, WEAPON_ONLY, EVERYTHING = "nothing", "weapon only", "everything"
MAY_GO_OUT = (NOTHING, WEAPON_ONLY, EVERYTHING)
"""From the least to the most."""
_OF_NO_BRINGER = ("found", "seized")


def widest(kind: str, *, is_named: bool, may_be_traced: bool) -> str:
    """The most that a campaign can let out: who promised to keep no name may not say at what minute somebody came."""
    if not may_be_traced:
        return NOTHING
    return EVERYTHING if is_named or kind in _OF_NO_BRINGER else WEAPON_ONLY


def narrowest(promised: Collection[str]) -> str:
    """Of all the promises under which a weapon came; everything where nobody was promised anything."""
    return min(promised, key=MAY_GO_OUT.index, default=EVERYTHING)
