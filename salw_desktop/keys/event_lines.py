"""An event as a bundle carries it: one line of text, which is measured before it is spelled."""

from __future__ import annotations

from binascii import b2a_base64

from salw_desktop.keys.signing import SIGNATURE_BYTES


def line_of(payload: bytes, signature: bytes, witness: bytes | None) -> bytes:
    """`base64(payload) SP base64(signature)`, and ` SP base64(…)` of a second person's, with its end."""
    text = b"%b %b" % (b2a_base64(payload, newline=False), b2a_base64(signature, newline=False))
    if witness is None:
        return text + b"\n"
    return b"%b %b\n" % (text, b2a_base64(witness, newline=False))


def line_bytes(payload_bytes: int, *, is_witnessed: bool) -> int:
    """What `line_of` takes for a payload of this size."""
    signatures = 2 if is_witnessed else 1
    return _base64_bytes(payload_bytes) + signatures * (1 + _base64_bytes(SIGNATURE_BYTES)) + 1


def _base64_bytes(size_bytes: int) -> int:
    return -(-size_bytes // 3) * 4
