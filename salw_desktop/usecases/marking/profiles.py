"""The State's profile of marks: what is struck, on which parts, and how a job list is written; with its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import marking
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.mark_strings import MarkTemplate
from salw_desktop.domain.people import SUPERVISORS
from salw_desktop.domain.word_lists import PART_KINDS, words_of
from salw_desktop.usecases import countries, lookup
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.register import Register

NO_STAR_IN_ASCII = "the star cannot be written in ASCII, so no job list can be made"
_BETWEEN_PARTS = "; "


def current(connection: Connection, day: str) -> Row:
    """Refusal `mark-profile.none`."""
    found = marking.profile_on(connection, day)
    if found is None:
        raise Refusal("mark-profile.none", field="weapon")
    return found


def template_of(profile: Row) -> MarkTemplate:
    country, agency = str(profile["country"]), str(profile["agency"])
    return MarkTemplate.parse(str(profile["template"]), country=country, agency=agency)


def parts_of(profile: Row) -> tuple[str, ...]:
    """The parts that are struck unless an order says otherwise."""
    return tuple(part for part in str(profile["parts"]).split(_BETWEEN_PARTS) if part)


def history(register: Register) -> list[Row]:
    """Every version of the profile, the newest first."""
    return marking.profiles(register.reader)


@dataclass(frozen=True, kw_only=True)
class SetMarkProfile(Command):
    """Decided by an authority outside; the version before it ends on the day this one begins."""

    kind: ClassVar[str] = "mark-profile.set"
    needs = SUPERVISORS

    name: str
    country: str
    agency: str
    template: str
    decided_by: str
    parts: tuple[str, ...] = ("frame or receiver",)
    marks_before_destruction: bool = False
    height_um: int | None = None
    depth_um: int | None = None
    list_encoding: str = "utf-8"
    list_line_end: str = "CRLF"
    list_delimiter: str = "comma"
    list_header: bool = True
    valid_from: str = ""

    def execute(self, tx: Transaction) -> Answer:
        template = MarkTemplate.parse(
            self.template,
            country=countries.country(self.country).code,
            agency=self.agency.strip(),
        )
        starts = lookup.day_of_the_act(tx, self.valid_from, "valid_from")
        version = self._end_the_last(tx, starts)
        encoding = self._listed("list_encoding", self.list_encoding)
        profile = tx.insert(
            "mark_profile",
            {
                "version": version,
                "name": lookup.required(self.name, "name"),
                "country": template.country,
                "agency": template.agency,
                "template": self.template,
                "parts": _BETWEEN_PARTS.join(self._parts()),
                "marks_before_destruction": int(self.marks_before_destruction),
                "height_um": self._size("height_um", self.height_um),
                "depth_um": self._size("depth_um", self.depth_um),
                "list_encoding": encoding,
                "list_line_end": self._listed("list_line_end", self.list_line_end),
                "list_delimiter": self._listed("list_delimiter", self.list_delimiter),
                "list_header": int(self.list_header),
                "decided_by": lookup.required(self.decided_by, "decided_by"),
                "valid_from": starts,
                "set_by": tx.operator,
            },
        )
        is_mute = encoding == "ascii" and not template.is_ascii
        warnings = [NO_STAR_IN_ASCII] if is_mute else []
        return {"mark_profile": profile, "version": version, "warnings": warnings}

    def _end_the_last(self, tx: Transaction, starts: str) -> int:
        """The number of this version."""
        known = marking.profiles(tx.connection)
        if not known:
            return 1
        last, began = known[0], str(known[0]["valid_from"])
        if starts < began:
            raise Refusal("mark-profile.too-early", field="valid_from", began=began)
        tx.change("mark_profile", str(last["id"]), ended_on=starts)
        return int(last["version"] or 0) + 1

    def _parts(self) -> list[str]:
        parts = [lookup.one_of(PART_KINDS, part, "parts") for part in self.parts]
        for part in parts:
            if parts.count(part) > 1:
                raise Refusal("mark.part-twice", field="parts", part=part)
        return parts

    @staticmethod
    def _listed(column: str, given: str) -> str:
        return lookup.one_of(words_of("mark_profile", column), given, column)

    @staticmethod
    def _size(field: str, given_um: int | None) -> int | None:
        if given_um is not None and given_um < 0:
            raise Refusal("quantity.negative", field=field, name=field)
        return given_um
