"""The message desk: a day's figures for voice or SMS, and what was heard from others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from salw_desktop.database import day_sheets
from salw_desktop.database import radio as kept
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain import radio
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE, TABLE
from salw_desktop.domain.word_lists import words_of
from salw_desktop.keys.passphrases import word_list
from salw_desktop.usecases import catalogue, lookup
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.numbering import RADIO_MESSAGE, new_paper_number
from salw_desktop.usecases.register import Register

REPORT, ALERT = words_of("radio_message", "kind")
WRITTEN, HEARD = words_of("radio_message", "way")
HEEDED_DAYS = 14  # what is older was carried here by other ways, or is past


@dataclass(frozen=True, kw_only=True)
class WriteMessage(Command):
    """Totals only: no serial, no name, no place but the station's own (practice e7, §3 no. 4).

    What was handed in, recorded, made void and destroyed is of the day; alarms and stock are as they stand now.
    """

    kind: ClassVar[str] = "message.written"
    needs = TABLE | STORE

    message_kind: str = REPORT
    date: str = ""

    def execute(self, tx: Transaction) -> Answer:
        kind = lookup.one_of((REPORT, ALERT), self.message_kind, "message_kind")
        date = lookup.day_gone_by(tx, self.date, "date")
        figures, newest = _told(tx, date)
        *_, site, series, running, _ = new_paper_number(tx, RADIO_MESSAGE).split("-")
        letters = newest[: radio.NEWEST_LETTERS].upper()
        if kind == ALERT:
            figures, letters = {name: figures[name] for name in radio.ALARMS}, ""
        message = radio.Message(site, series, date, int(running), figures, letters)
        return {**_keep(tx, message, WRITTEN), "date": date}


def _told(tx: Transaction, date: str) -> tuple[dict[str, int], str]:
    """The figures of a closed day, or of today so far, and the newest event in them."""
    closed = day_sheets.day(tx.connection, date)
    if closed is None and date != tx.now.date:
        raise Refusal("day.not-closed", field="date", date=date)
    span = kept.span_of(tx.connection, date, closed, tx.now.text)
    broad: Counter[str] = Counter()
    for kind, count in kept.recorded(tx.connection, span):
        broad[radio.BROAD[kind]] += count
    manpads = [model.id for model in catalogue.models() if model.is_manpads]
    flows = Counter(kept.flows(tx.connection, span))
    figures = flows + Counter(kept.standing(tx.connection, manpads)) + broad
    newest = str(closed["newest_event"] if closed else tx.newest_event)
    return {name: figures[name] for name in radio.FIGURES}, newest


def _keep(tx: Transaction, message: radio.Message, way: str) -> dict[str, str | bool]:
    text = radio.written(message, word_list())
    row = {
        "number": message.number,
        "way": way,
        "kind": ALERT if message.is_alert else REPORT,
        "date": message.date,
        "text": text,
        "kept_by": tx.operator,
        "at": tx.now.text,
    }
    id_ = tx.insert("radio_message", row)
    return {"message": id_, "number": message.number, "text": text, "red": message.is_red}


@dataclass(frozen=True, kw_only=True)
class HearMessage(Command):
    """An alert that headquarters reads on to its stations. It is not signed: it changes no record."""

    kind: ClassVar[str] = "message.heard"
    needs = TABLE | STORE

    text: str

    def execute(self, tx: Transaction) -> Answer:
        return keep_heard(tx, read(self.text))


def read(text: str) -> radio.Message:
    """Refusals of `domain.radio.read`."""
    return radio.read(text, word_list())


def keep_heard(tx: Transaction, message: radio.Message) -> dict[str, str | bool]:
    """Once, however often it is typed. Refusal `radio.number-taken` where its number bears another text."""
    known = kept.message(tx.connection, message.number)
    if known is None:
        return {**_keep(tx, message, HEARD), "repeated": False}
    if known["text"] != radio.written(message, word_list()):
        raise Refusal("radio.number-taken", field="text", number=message.number)
    told = {"message": str(known["id"]), "number": message.number, "text": str(known["text"])}
    return {**told, "red": message.is_red, "repeated": True}


def message_called(register: Register, wanted: str) -> Row:
    """One that was written or heard here, by its number. Refusal `radio.unknown`."""
    found = kept.message(register.reader, wanted.strip().upper())
    if found is None:
        raise Refusal("radio.unknown", field="number", given=wanted[:80])
    return found


@dataclass(frozen=True, slots=True)
class Alert:
    """An alarm that another station told over the radio; `figures` are those of `radio.ALARMS` that are not nought."""

    number: str
    date: str
    figures: tuple[tuple[str, int], ...]


def alerts_heard(register: Register) -> tuple[Alert, ...]:
    """What stands: alarms are told as they are at the time, so a station's next message takes the place of this one."""
    today = date.fromisoformat(register.clock().date)
    since = (today - timedelta(days=HEEDED_DAYS)).isoformat()
    found = []
    for row in kept.newest_heard(register.reader, since):
        message = read(str(row["text"]))
        figures = tuple((name, message.figures[name]) for name in radio.ALARMS)
        if message.is_red:
            red = tuple(each for each in figures if each[1])
            found.append(Alert(message.number, message.date, red))
    return tuple(found)
