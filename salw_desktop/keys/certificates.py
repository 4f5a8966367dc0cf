"""The code on a certificate or a receipt: number, hash of what it lists, the station's public key and its signature."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from salw_desktop.domain.errors import Refusal
from salw_desktop.keys.events import pae
from salw_desktop.keys.signing import SIGNATURE_BYTES, Signer, is_signed

_HASH_BYTES, _KEY_BYTES = 32, 32
LETTERS = 14


@dataclass(frozen=True, slots=True)
class CodeKind:
    """What sort of paper it stands on: one can never pass for the other."""

    prefix: str
    name: str


CERTIFICATE = CodeKind("SALWC1", "salw.certificate")
RECEIPT = CodeKind("SALWR1", "salw.receipt")
DAY_SHEET = CodeKind("SALWD1", "salw.day-sheet")
_KINDS = {kind.prefix: kind for kind in (CERTIFICATE, RECEIPT, DAY_SHEET)}
_NUMBER = re.compile(
    rb"[0-9A-Z][0-9A-Z-]*"
)  # a stranger's number is shown: no letter of it may steer a screen
_CODE = re.compile(r"(SALW[CRD]1)([A-Z2-7]{210,320})")


@dataclass(frozen=True, slots=True)
class PaperCode:
    """What a scanned code says, its signature looked at."""

    number: str
    annex_sha256: str
    public: bytes
    kind: CodeKind = CERTIFICATE


def write_code(number: str, annex_sha256: str, signer: Signer, kind: CodeKind = CERTIFICATE) -> str:
    """Only 0-9 and A-Z, for any reader: base32 of number, hash, key and signature."""
    body = number.encode() + b"\0" + bytes.fromhex(annex_sha256) + signer.public
    signature = signer.sign(pae(kind.name, body))
    return kind.prefix + base64.b32encode(body + signature).decode().rstrip("=")


def read_code(text: str) -> PaperCode:
    """Refusal `certificate.malformed`; Refusal `certificate.signature-wrong` where anything was changed."""
    plain = re.sub(r"\s", "", text.upper())
    found = _CODE.fullmatch(plain)
    if found is None:
        raise Refusal("certificate.malformed", field="file")
    kind = _KINDS[found[1]]
    encoded = found[2]
    try:
        raw = base64.b32decode(encoded + "=" * (-len(encoded) % 8))
    except binascii.Error:
        raise Refusal("certificate.malformed", field="file") from None
    body, signature = raw[:-SIGNATURE_BYTES], raw[-SIGNATURE_BYTES:]
    number, _, rest = body.partition(b"\0")
    if len(rest) != _HASH_BYTES + _KEY_BYTES or not _NUMBER.fullmatch(number):
        raise Refusal("certificate.malformed", field="file")
    public = rest[_HASH_BYTES:]
    if _spelled(raw) != encoded or not is_signed(public, pae(kind.name, body), signature):
        raise Refusal("certificate.signature-wrong", field="file")
    return PaperCode(number.decode(), rest[:_HASH_BYTES].hex(), public, kind)


def _spelled(raw: bytes) -> str:
    """The one spelling of these bytes: base32 leaves spare bits, and a code with others was altered."""
    return base64.b32encode(raw).decode().rstrip("=")


def letters(annex_sha256: str) -> str:
    """Fourteen letters that a person compares with the paper."""
    return annex_sha256[:LETTERS].upper()
