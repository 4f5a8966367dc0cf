"""The code on a certificate: number, hash of the annex, the station's public key and its signature."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from salw_desktop.domain.errors import Refusal
from salw_desktop.keys.events import pae
from salw_desktop.keys.signing import SIGNATURE_BYTES, Signer, is_signed

PREFIX = "SALWC1"
_KIND = "salw.certificate"
_HASH_BYTES, _KEY_BYTES = 32, 32
_CODE = re.compile(PREFIX + r"[A-Z2-7]{210,320}")
LETTERS = 14


@dataclass(frozen=True, slots=True)
class CertificateCode:
    """What a scanned code says, its signature looked at."""

    number: str
    annex_sha256: str
    public: bytes


def write_code(number: str, annex_sha256: str, signer: Signer) -> str:
    """Only 0-9 and A-Z, for any reader: base32 of number, hash, key and signature."""
    body = number.encode() + b"\0" + bytes.fromhex(annex_sha256) + signer.public
    signature = signer.sign(pae(_KIND, body))
    return PREFIX + base64.b32encode(body + signature).decode().rstrip("=")


def read_code(text: str) -> CertificateCode:
    """Refusal `certificate.malformed`; Refusal `certificate.signature-wrong` where anything was changed."""
    plain = re.sub(r"\s", "", text.upper())
    if not _CODE.fullmatch(plain):
        raise Refusal("certificate.malformed", field="file")
    encoded = plain.removeprefix(PREFIX)
    try:
        raw = base64.b32decode(encoded + "=" * (-len(encoded) % 8))
    except binascii.Error:
        raise Refusal("certificate.malformed", field="file") from None
    body, signature = raw[:-SIGNATURE_BYTES], raw[-SIGNATURE_BYTES:]
    number, _, rest = body.partition(b"\0")
    if len(rest) != _HASH_BYTES + _KEY_BYTES or not number.isascii():
        raise Refusal("certificate.malformed", field="file")
    public = rest[_HASH_BYTES:]
    if _spelled(raw) != encoded or not is_signed(public, pae(_KIND, body), signature):
        raise Refusal("certificate.signature-wrong", field="file")
    return CertificateCode(number.decode(), rest[:_HASH_BYTES].hex(), public)


def _spelled(raw: bytes) -> str:
    """The one spelling of these bytes: base32 leaves spare bits, and a code with others was altered."""
    return base64.b32encode(raw).decode().rstrip("=")


def letters(annex_sha256: str) -> str:
    """Fourteen letters that a person compares with the paper."""
    return annex_sha256[:LETTERS].upper()
