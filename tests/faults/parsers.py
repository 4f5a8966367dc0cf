"""Each reader of what comes from outside: good samples, how it reads, and how what it took is written again."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from bundle_makers import a_line, tar_of
from sealed_bench import FAIR, OTHER, SMALL

from salw_desktop import files
from salw_desktop.bundle import layout, messages, ustar
from salw_desktop.bundle.head import Head
from salw_desktop.bundle.lines import Line, parse_line
from salw_desktop.bundle.persons import read_persons, write_persons
from salw_desktop.bundle.reader import _verified
from salw_desktop.domain.calibres import CALIBRES, Calibre, read_calibres
from salw_desktop.domain.catalogue import MODELS, Model, read_models
from salw_desktop.domain.countries import COUNTRIES, Country, read_countries
from salw_desktop.domain.mark_strings import ScannedResult, read_result_code, result_code
from salw_desktop.domain.numbers import NumberBlock, read_number, scan_code
from salw_desktop.domain.strict_json import encode, parse
from salw_desktop.keys import sealed_tally, sealed_values
from salw_desktop.keys.age import AgeIdentity
from salw_desktop.keys.certificates import CERTIFICATE, DAY_SHEET, RECEIPT, read_code, write_code
from salw_desktop.keys.events import pack, read_event, unpack
from salw_desktop.keys.receipt_secrets import is_secret, new_secret
from salw_desktop.keys.signing import Signer
from salw_desktop.keys.slots import (
    OPERATOR,
    RECOVERY,
    Cost,
    Opened,
    Slots,
    check_value,
    read_slots,
    unwrap,
    wrap,
    write_slots,
)  # fmt: skip
from salw_desktop.printing.sheets import SHEETS, LabelSheet, read_sheets

VECTORS = Path(__file__).parent.parent / "data" / "formats"
STATION = Signer(bytes(range(32)))


@dataclass(frozen=True)
class Parser:
    """`write(read(x))` reads as `read(x)` did; what is not read is turned down by `codes`, or by ValueError."""

    samples: Sequence[bytes]
    read: Callable[[bytes], Any]
    write: Callable[[Any], bytes]
    codes: frozenset[str] = frozenset()  # none: the reader's word for wrong is ValueError


def _codes(*codes: str) -> frozenset[str]:
    return frozenset(codes)


def _texts(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in texts)


def _text(data: bytes) -> str:
    """As a terminal hands it on: bytes that are no UTF-8 become lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def _vectors(*patterns: str) -> tuple[bytes, ...]:
    return tuple(
        path.read_bytes() for pattern in patterns for path in sorted(VECTORS.glob(pattern))
    )


def _tar(data: bytes) -> list[tuple[str, bytes]]:
    file = BytesIO(data)
    return [(each.name, b"".join(ustar.pieces(file, each))) for each in ustar.walk(file)]


def _bundle(data: bytes) -> bytes:
    """Only what the sender signed is taken, so it is one of the two bundles that he did sign."""
    _verified(BytesIO(data), FAIR)
    assert data in (SMALL, OTHER)
    return data


_HEADS = [dict(_tar(tar))[layout.HEAD] for tar in (SMALL, OTHER)]
_PAPER_CODES = {
    read_code(code): code
    for kind in (CERTIFICATE, RECEIPT, DAY_SHEET)
    for code in (write_code("DC-XA26-LEN-7K2M-0006-M", "9f" * 32, STATION, kind),)
}
_KEY = sealed_values.new_key()
_SEALED = sealed_values.seal(_KEY, b'{"name":"Practice person"}')
_ENTRY = sealed_tally.seal_entry(b'{"week":"2026-W47"}', [STATION.public])
_SECRET = new_secret()


def _sealed(data: bytes) -> bytes:
    opened = sealed_values.open_(_KEY, _text(data))
    assert opened == b'{"name":"Practice person"}'
    return opened


def _entry(data: bytes) -> bytes | None:
    opened = sealed_tally.open_entry(_text(data), STATION)
    assert opened in (None, b'{"week":"2026-W47"}')
    return opened


def _secret(data: bytes) -> bool:
    """A row that a station sent, as HQ compares it with what the bearer typed."""
    salt, _, kept = _text(data).partition(" ")
    is_his = is_secret(_SECRET.letters, salt, kept)
    assert not is_his or kept == _SECRET.hash
    return is_his


_SLOT_COST = Cost(memory_mib=8, passes=1)
_DATA_KEY = bytes(32)
_WORDS = "acorn banjo cactus dagger eagle fabric gadget habit icing jaunt"
_SHEET = wrap("register-1", RECOVERY, RECOVERY, "", _WORDS, Opened(_DATA_KEY, STATION), _SLOT_COST)
_SLOTS = Slots(
    "register-1",
    check_value(_DATA_KEY),
    (wrap("register-1", OPERATOR, "id", "Supervisor", "w", Opened(_DATA_KEY, STATION), _SLOT_COST), _SHEET),
)  # fmt: skip


def _sheet_words(data: bytes) -> bytes:
    """Typed from the recovery sheet: no other words open it, whatever is typed."""
    assert unwrap(_SLOTS, _SHEET, _text(data)).data_key == _DATA_KEY
    assert "".join(_text(data).casefold().split()) == _WORDS.replace(" ", "")
    return _DATA_KEY


def _rows(header: str, cells: Callable[[Any], list[str]], made: Sequence[Any]) -> bytes:
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header.split(","))
    writer.writerows(map(cells, made))
    return out.getvalue().encode()


def _listed(cells: Sequence[str]) -> str:
    return "; ".join(cells)


def _of_calibre(each: Calibre) -> list[str]:
    return [each.name, _listed(each.aliases), _listed(each.bores)]


def _of_country(each: Country) -> list[str]:
    return [each.code, each.name, each.kind, _listed(each.other_names), _listed(each.successors)]


def _of_model(each: Model) -> list[str]:
    year = "" if each.introduced_year is None else str(each.introduced_year)
    return [
        each.id, each.name, _listed(each.aliases), each.group, each.category, each.kind, each.action, each.fire_mode,
        _listed(each.calibres), str(each.crew), str(int(each.is_explosive)), _listed(each.countries), each.marks,
        each.serial_location, each.serial_format, each.notes, each.hs6, each.confidence,
        str(int(each.is_made_elsewhere)), year, each.serial_pattern, "",
    ]  # fmt: skip


def _table(name: str) -> tuple[bytes, str]:
    """Its first rows, and its header: a long table is broken too seldom in one place."""
    lines = files.resource(name).splitlines(keepends=True)
    return b"".join(lines[:4]), lines[0].decode().strip()


_CALIBRES, _COUNTRIES, _MODELS = map(_table, (CALIBRES, COUNTRIES, MODELS))


def _of_sheets(sheets: dict[str, LabelSheet]) -> bytes:
    return json.dumps([asdict(sheet) for sheet in sheets.values()]).encode()


def _result(data: bytes) -> ScannedResult | None:
    return read_result_code(_text(data))


def _of_result(found: ScannedResult | None) -> bytes:
    return result_code(found.job_scan, found.line, found.outcome).encode() if found else b""


_MESSAGES = VECTORS / "messages"
_DAMAGED = _codes("program.damaged")
_BUNDLE = _codes(
    *(f"bundle.{word}" for word in (
        "truncated", "member-malformed", "member-missing", "member-unexpected", "member-order", "too-large",
        "trailing-data", "head-malformed", "head-unsigned", "hash-differs", "line-malformed", "manifest-differs",
        "end-unsigned", "unknown-sender",
    ))
)  # fmt: skip

PARSERS: dict[str, Parser] = {
    "strict JSON": Parser(
        (*_vectors("event/*.json", "messages/answer.json"), '{"é":["\\"",-0,{"x":null}]}'.encode()),
        partial(parse, limit_bytes=65_536), lambda value: encode(value).encode(),
    ),
    "event payload": Parser(
        _vectors("event/*.*.json"), lambda data: read_event(data).members, lambda members: encode(dict(members)).encode()
    ),
    "packed event": Parser(_vectors("event/*.packed"), unpack, pack),
    "journal line": Parser([a_line(n).encoded() for n in (1, 2)], parse_line, Line.encoded),
    "tar": Parser((SMALL,), _tar, tar_of, _BUNDLE),
    "bundle archive": Parser((SMALL, OTHER), _bundle, bytes, _BUNDLE | _codes("bundle.newer-format")),
    "bundle head": Parser(_HEADS, Head.from_json, Head.to_json, _codes("bundle.head-malformed", "bundle.newer-format")),
    "persons.json": Parser(
        (write_persons({"019eb5c9-2f60-7000-8000-000000000001": "ab" * 32}),), read_persons, write_persons,
        _codes("persons.malformed"),
    ),
    "request": Parser(
        _vectors("messages/request.json"), messages.read_request, lambda found: messages.write_request(found, STATION),
        _codes("request.malformed", "request.unsigned"),
    ),
    "answer": Parser(
        _vectors("messages/answer.json"), messages.read_answer, messages.write_answer, _codes("answer.malformed")
    ),
    "receipt": Parser(
        _vectors("messages/receipt.json"), messages.read_receipt, messages.write_receipt, _codes("receipt.malformed")
    ),
    "slots.json": Parser(
        (*_vectors("slots/*.json"), write_slots(_SLOTS)), read_slots, write_slots, _codes("slots.damaged")
    ),
    "recovery sheet": Parser(
        _texts(_WORDS, _WORDS.upper()), _sheet_words, lambda _: _WORDS.encode(), _codes("passphrase.wrong")
    ),
    "bundle key": Parser(
        _texts(AgeIdentity.generate().secret), lambda data: AgeIdentity(_text(data)).secret, str.encode,
        _codes("bundle.identity-malformed"),
    ),
    "sealed value": Parser(_texts(_SEALED), _sealed, lambda _: _SEALED.encode(), _codes("sealed.damaged")),
    "sealed entry": Parser(
        _texts(_ENTRY), _entry, lambda found: _ENTRY.encode() if found else b"[]", _codes("sealed.damaged")
    ),
    "receipt secret": Parser(
        _texts(f"{_SECRET.salt} {_SECRET.hash}"), _secret,
        lambda is_his: f"{_SECRET.salt} {_SECRET.hash if is_his else ''}".encode(),
    ),
    "paper code": Parser(
        _texts(*_PAPER_CODES.values()), lambda data: read_code(_text(data)), lambda found: _PAPER_CODES[found].encode(),
        _codes("certificate.malformed", "certificate.signature-wrong"),
    ),
    "scanned number": Parser(
        _texts("XA26-LEN-000043-9", "SALW1XA26LEN0000439", "xa26 len 000043 9"),
        lambda data: read_number(_text(data)), lambda found: scan_code(found).encode(),
        _codes("number.malformed", "number.misread"),
    ),
    "number block": Parser(
        _texts("XA26-LEN-000001-000999", "1-999"), lambda data: NumberBlock.parse(_text(data), site="LEN"),
        lambda found: str(found).encode(), _codes("block.malformed", "block.other-site"),
    ),
    "result code": Parser(_texts("SALW1MJXA26LEN7K2M0001XL1OK", "SALW1MJXA26LEN7K2M0001XL2MS"), _result, _of_result),
    "calibres": Parser((_CALIBRES[0],), read_calibres, partial(_rows, _CALIBRES[1], _of_calibre), _DAMAGED),
    "countries": Parser((_COUNTRIES[0],), read_countries, partial(_rows, _COUNTRIES[1], _of_country), _DAMAGED),
    "models": Parser((_MODELS[0],), read_models, partial(_rows, _MODELS[1], _of_model), _DAMAGED),
    "label sheets": Parser((files.resource(SHEETS),), read_sheets, _of_sheets, _DAMAGED),
}  # fmt: skip
