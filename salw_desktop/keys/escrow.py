"""The data key sealed to the registry's recovery key: the way back when nobody can open any more."""

from __future__ import annotations

import pyrage

from salw_desktop.domain.errors import Refusal
from salw_desktop.keys.slots import Slot, escrow


def escrow_slot(data_key: bytes, recipient: str) -> Slot:
    """Refusal `bundle.recipient-malformed` where `recipient` is no age key."""
    try:
        key = pyrage.x25519.Recipient.from_str(recipient)
    except (pyrage.RecipientError, UnicodeEncodeError):
        raise Refusal(
            "bundle.recipient-malformed", field="file", recipient=recipient[:80]
        ) from None
    return escrow(recipient, pyrage.encrypt(data_key, [key]))
