"""What a person is told when bundles say no."""

from __future__ import annotations

_AGAIN = "Nothing was taken in. Ask the sender for a new one."

REFUSALS: dict[str, str] = {
    "bundle.not-a-bundle": f"This file is not a sealed bundle. {_AGAIN}",
    "bundle.truncated": f"The bundle ends early: it was not copied whole, or the stick came out too soon. {_AGAIN}",
    "bundle.altered": f"The bundle was changed or damaged after it was sealed. {_AGAIN}",
    "bundle.trailing-data": f"There is something behind the end of the bundle (byte {{at}}). {_AGAIN}",
    "bundle.member-malformed": f"The bundle is put together wrongly at byte {{at}}. {_AGAIN}",
    "bundle.member-missing": "The bundle lacks {name}. Put it together again with that file.",
    "bundle.member-unexpected": "{name} does not belong in this bundle. Put it together again without that file.",
    "bundle.member-order": f"{{name}} stands in the wrong place in the bundle, or twice. {_AGAIN}",
    "bundle.head-malformed": "The description of the bundle is wrong at “{part}”. The bundle cannot be used; make a new one.",
    "bundle.newer-format": "The bundle was written by a newer program (format {found}; this program knows {known}). Install the newer program and try again.",
    "bundle.unknown-sender": "No device {device} of unit {unit} is known here. Enrol it first, or ask who sent this bundle.",
    "bundle.head-unsigned": f"The signature on the bundle is not its sender's. {_AGAIN}",
    "bundle.end-unsigned": f"The signature at the end of the bundle is not its sender's, so it may not be complete. {_AGAIN}",
    "bundle.wrong-addressee": "The bundle is addressed to somebody else. Take it to the register that it was made for.",
    "bundle.practice-mixed": "This is a {found} bundle and this is a {expected} register; the two never mix. Open it in a {found} register.",
    "bundle.wrong-purpose": "This is a bundle of the kind “{found}”, and one of the kind “{expected}” is wanted here. Choose the other file.",
    "bundle.hash-differs": f"{{name}} in the bundle is not what its sender described. {_AGAIN}",
    "bundle.manifest-differs": f"The list {{name}} does not agree with what is in the bundle. {_AGAIN}",
    "bundle.line-malformed": f"Line {{line}} of {{name}} in the bundle cannot be read. {_AGAIN}",
    "bundle.too-large": "{part} is over the limit for a bundle ({limit}). Spread the photos over more volumes.",
    "bundle.recipient-malformed": "“{recipient}” is not a key that a bundle can be sealed to. Enrol this register again.",
    "bundle.identity-malformed": "This is not a secret key for bundles. It begins with AGE-SECRET-KEY-1; type it as it stands on the paper.",
}

TROUBLES: dict[str, str] = {
    "bundle.not-for-us": "No key held here opens this bundle. Open it where it was sealed for, or with the recovery key.",
    "bundle.source-changed": "{name} changed while the bundle was being written, so the bundle was thrown away. Check the register, then export again.",
}
