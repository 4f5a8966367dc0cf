"""An event as a bundle carries it: one line of text, which is measured before it is spelled."""

from __future__ import annotations

from collections.abc import Iterable

from pybase64 import b64encode
from typing_extensions import Buffer

from salw_desktop.keys.signing import SIGNATURE_BYTES


def line_of(payload: bytes, signature: bytes, witness: bytes | None) -> bytes:
    """`base64(payload) SP base64(signature)`, and ` SP base64(…)` of a second person's, with its end."""
    if witness is None:
        return b"%b %b\n" % (b64encode(payload), b64encode(signature))
    return b"%b %b %b\n" % (b64encode(payload), b64encode(signature), b64encode(witness))


def text_of(
    payloads: Iterable[Buffer], signatures: Iterable[bytes], witnesses: Iterable[bytes | None]
) -> bytes:
    """`line_of` of many, spelled into one text: each line by itself would be copied once more."""
    parts: list[bytes] = []
    add = parts.extend
    for payload, signature, witness in zip(payloads, signatures, witnesses, strict=True):
        if witness is None:
            add((b64encode(payload), b" ", b64encode(signature), b"\n"))
        else:
            add((b64encode(payload), b" ", b64encode(signature), b" ", b64encode(witness), b"\n"))
    return b"".join(parts)


def line_bytes(payload_bytes: int, *, is_witnessed: bool) -> int:
    """What `line_of` takes for a payload of this size."""
    signatures = 2 if is_witnessed else 1
    return _base64_bytes(payload_bytes) + signatures * (1 + _base64_bytes(SIGNATURE_BYTES)) + 1


def _base64_bytes(size_bytes: int) -> int:
    return -(-size_bytes // 3) * 4
