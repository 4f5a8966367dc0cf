"""The code on a certificate: it says by itself who signed what, and no character can be changed."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from event_makers import DEVICE, STRANGER
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import MODE_ALPHA_NUM, QRData

from salw_desktop.domain.errors import Refusal
from salw_desktop.keys.certificates import CERTIFICATE, PaperCode, letters, read_code, write_code
from salw_desktop.keys.events import pae

NUMBER = "DC-XA26-LEN-7K2M-0006-M"
ANNEX = "9f" * 32
CODE = write_code(NUMBER, ANNEX, DEVICE)
VECTORS = Path(__file__).parent.parent / "data" / "formats" / "certificate"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def refusal(text: str) -> str:
    with pytest.raises(Refusal) as refused:
        read_code(text)
    assert refused.value.field == "file"
    return refused.value.code


def sealed(body: bytes) -> str:
    """A code whose signature is right, whatever its body says."""
    raw = body + DEVICE.sign(pae("salw.certificate", body))
    return CERTIFICATE.prefix + base64.b32encode(raw).decode().rstrip("=")


def test_that_a_code_says_number_annex_and_key() -> None:
    assert read_code(CODE) == PaperCode(NUMBER, ANNEX, DEVICE.public)


def test_that_a_code_is_what_it_always_was() -> None:
    frozen = (VECTORS / "code.txt").read_text(encoding="ascii").strip()
    assert frozen == CODE
    assert read_code(frozen).number == NUMBER


def test_that_spaces_lines_and_small_letters_do_not_matter() -> None:
    typed = re.sub("(.{50})", "\\1 \n", CODE.lower())
    assert read_code(typed) == read_code(CODE)


def test_that_each_altered_character_is_refused() -> None:
    read = []
    for place in range(len(CODE)):
        other = ALPHABET[(ALPHABET.find(CODE[place]) + 1) % len(ALPHABET)]
        read.append(refusal(CODE[:place] + other + CODE[place + 1 :]))
    assert set(read) == {"certificate.malformed", "certificate.signature-wrong"}
    prefix = read[: len(CERTIFICATE.prefix)]
    # SALWC1 with its C made a D names another kind of paper: well spelled, and not signed as such
    another_kind = prefix.pop(CERTIFICATE.prefix.index("C"))
    assert another_kind == "certificate.signature-wrong"
    assert set(prefix) == {"certificate.malformed"}


def test_that_every_other_last_character_is_refused() -> None:
    others = [refusal(CODE[:-1] + last) for last in ALPHABET if last != CODE[-1]]
    assert set(others) == {"certificate.signature-wrong"}


def test_that_the_code_of_another_station_says_its_own_key() -> None:
    assert read_code(write_code(NUMBER, ANNEX, STRANGER)).public == STRANGER.public


@pytest.mark.parametrize(
    "text",
    [
        "",
        "SALW1XA26LEN0000439",
        CODE[:-1],
        CODE[:-3],
        CODE + "A",
        CODE + "AAAAAAAA",
        CODE.replace("SALWC1", "SALWC2"),
        CERTIFICATE.prefix + "A" * 250,
        CERTIFICATE.prefix + "0" * 250,
        sealed(b"\1" * 120),
        sealed(b"N\0" + b"\1" * 63 + DEVICE.public),
        sealed("DC-é".encode() + b"\0" + b"\1" * 32 + DEVICE.public),
    ],
)
def test_that_what_is_no_whole_code_is_refused(text: str) -> None:
    assert refusal(text).startswith("certificate.")


def test_that_a_body_of_another_shape_is_refused_though_it_is_signed() -> None:
    assert refusal(sealed(b"N\0" + b"\1" * 63 + DEVICE.public)) == "certificate.malformed"


def test_that_the_longest_code_fits_a_qr_code_that_prints_small() -> None:
    code = write_code("DC-XA26-LEN-7K2M-00000006-M", ANNEX, DEVICE)
    assert set(code) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    qr = QRCode(error_correction=ERROR_CORRECT_M)
    qr.add_data(QRData(code, mode=MODE_ALPHA_NUM))
    assert qr.best_fit() <= 15


def test_that_a_person_compares_fourteen_letters() -> None:
    assert letters("0123456789abcdef" * 4) == "0123456789ABCD"
