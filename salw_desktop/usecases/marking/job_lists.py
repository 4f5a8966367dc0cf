"""Job lists for a machine's controller: CSV with a line a strike, or the bare strings, as the profile says."""

from __future__ import annotations

import csv
import io

from salw_desktop.database import marking
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.usecases.marking import profiles
from salw_desktop.usecases.marking.machines import machine_called
from salw_desktop.usecases.register import Register

FORMATS = ("csv", "txt")
COLUMNS = ("job", "line", "weapon", "part", "place", "string")
_ENCODINGS = {"utf-8": "utf-8", "utf-8 with BOM": "utf-8-sig", "ascii": "ascii"}
_LINE_ENDS = {"CRLF": "\r\n", "LF": "\n"}
_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}


def job_list(register: Register, machine: str, format_: str) -> bytes:
    """What the machine still has to strike; TXT is the strings alone, one a line.

    Refusals machine.unknown, mark-profile.none, job-list.format, job-list.empty, job-list.no-ascii.
    """
    if format_ not in FORMATS:
        listed = ", ".join(FORMATS)
        raise Refusal("job-list.format", field="format", given=format_[:40], listed=listed)
    found = machine_called(register.reader, machine)
    profile = profiles.current(register.reader, register.clock().date)
    strikes = marking.waiting_strikes(register.reader, str(found["id"]))
    if not strikes:
        raise Refusal("job-list.empty", field="machine", machine=str(found["name"]))
    text = _csv(strikes, profile) if format_ == "csv" else _txt(strikes, profile)
    if profile["list_encoding"] == "ascii":
        _refuse_other_letters(strikes)
    return text.encode(_ENCODINGS[str(profile["list_encoding"])])


def _csv(strikes: list[Row], profile: Row) -> str:
    """No cell begins as a formula would: words, numbers of ours, and strings that begin with no sign."""
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=_DELIMITERS[str(profile["list_delimiter"])],
        lineterminator=_LINE_ENDS[str(profile["list_line_end"])],
    )
    if profile["list_header"]:
        writer.writerow(COLUMNS)
    writer.writerows([strike[column] or "" for column in COLUMNS] for strike in strikes)
    return out.getvalue()


def _txt(strikes: list[Row], profile: Row) -> str:
    end = _LINE_ENDS[str(profile["list_line_end"])]
    return "".join(f"{strike['string']}{end}" for strike in strikes)


def _refuse_other_letters(strikes: list[Row]) -> None:
    for strike in strikes:
        string = str(strike["string"])
        if not string.isascii():
            raise Refusal("job-list.no-ascii", field="machine", string=string)
