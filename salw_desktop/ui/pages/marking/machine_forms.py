"""What is entered about machines, numbers and the State's profile, each as the fields of its act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from salw_desktop import files
from salw_desktop.domain.word_lists import PART_KINDS, words_of
from salw_desktop.ui.widgets.act_form import (
    COUNT,
    FILE,
    FOLDER,
    MANY,
    NAME,
    WORD,
    YES_NO,
    Asked,
    Value,
    Values,
)
from salw_desktop.usecases.commands import Command
from salw_desktop.usecases.marking.job_lists import FORMATS
from salw_desktop.usecases.marking.machines import (
    AddMachine,
    AddMarkBlock,
    RecordMachineEntry,
    RecordMachineTraining,
)
from salw_desktop.usecases.marking.profiles import SetMarkProfile
from salw_desktop.usecases.marking.strikes import RecordMachineLog, log_lines
from salw_desktop.usecases.marking.workshop import Workshop

_PARTS = ("frame or receiver",)
LARGEST_LOG_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class MachineForm:
    """An act of the machine register: its words, its fields, and how they become the command."""

    act: type[Command]
    title: str
    about: str
    asked: tuple[Asked, ...]
    yes: str
    command: Callable[[Values], Command]


def _tr(text: str) -> str:
    return QCoreApplication.translate("MachineForms", text)


def _text(values: Values, name: str) -> str:
    return str(values.get(name) or "")


def _count(values: Mapping[str, Value], name: str) -> int:
    found = values.get(name)
    return found if isinstance(found, int) else 0


def _machine_field(found: Workshop, chosen: str) -> Asked:
    names = tuple(each.name for each in found.machines)
    start = chosen or next(iter(names), "")
    return Asked("machine", _tr("Machine"), NAME, names, start=start, required=True)


def machine_form(found: Workshop, _: str) -> MachineForm:
    return MachineForm(
        AddMachine,
        _tr("New machine"),
        _tr("Its number is the maker's; ours are given to it in blocks."),
        (
            Asked("name", _tr("What we call it"), required=True),
            Asked("serial", _tr("Maker's number"), required=True),
            Asked(
                "method", _tr("How it strikes"), WORD, words_of("machine", "method"), required=True
            ),
            Asked("place", _tr("Place"), NAME, found.places, required=True),
        ),
        _tr("Enter the machine"),
        lambda values: AddMachine(
            name=_text(values, "name"),
            serial=_text(values, "serial"),
            method=_text(values, "method"),
            place=_text(values, "place"),
        ),
    )


def entry_form(found: Workshop, chosen: str) -> MachineForm:
    return MachineForm(
        RecordMachineEntry,
        _tr("What was done to it"),
        _tr("Strikes of our jobs are counted by themselves."),
        (
            _machine_field(found, chosen),
            Asked(
                "entry_kind", _tr("What"), WORD, words_of("machine_entry", "kind"), required=True
            ),
            Asked("strikes_without_job", _tr("Strikes without a job (trials)"), COUNT),
            Asked("remark", _tr("Remark")),
            Asked("done_by", _tr("Done by"), NAME, found.people),
        ),
        _tr("Enter it"),
        lambda values: RecordMachineEntry(
            machine=_text(values, "machine"),
            entry_kind=_text(values, "entry_kind"),
            strikes_without_job=_count(values, "strikes_without_job"),
            remark=_text(values, "remark"),
            done_by=_text(values, "done_by"),
        ),
    )


def training_form(found: Workshop, chosen: str) -> MachineForm:
    day = _tr("YYYY-MM-DD, today where empty")
    return MachineForm(
        RecordMachineTraining,
        _tr("Somebody was trained on it"),
        _tr("A strike by anybody else is recorded, and named as a breach."),
        (
            _machine_field(found, chosen),
            Asked("person", _tr("Who"), NAME, found.people, required=True),
            Asked("trained_by", _tr("Trained by"), required=True),
            Asked("trained_on", _tr("On"), hint=day),
            Asked("valid_until", _tr("Valid until"), hint=_tr("YYYY-MM-DD, or without end")),
        ),
        _tr("Enter the training"),
        lambda values: RecordMachineTraining(
            machine=_text(values, "machine"),
            person=_text(values, "person"),
            trained_by=_text(values, "trained_by"),
            trained_on=_text(values, "trained_on"),
            valid_until=_text(values, "valid_until"),
        ),
    )


def block_form(found: Workshop, chosen: str) -> MachineForm:
    country = str(found.profile["country"]) if found.profile else ""
    agency = str(found.profile["agency"]) if found.profile else ""
    return MachineForm(
        AddMarkBlock,
        _tr("Numbers for a machine"),
        _tr("Headquarters gives them; the machine's own counter is never asked."),
        (
            _machine_field(found, chosen),
            Asked("country", _tr("Country"), start=country, required=True),
            Asked("agency", _tr("Agency"), start=agency, required=True),
            Asked("first", _tr("First number"), COUNT, required=True),
            Asked("last", _tr("Last number"), COUNT, required=True),
            Asked("given_by", _tr("Given by"), required=True),
        ),
        _tr("Enter the numbers"),
        lambda values: AddMarkBlock(
            machine=_text(values, "machine"),
            country=_text(values, "country"),
            agency=_text(values, "agency"),
            first=_count(values, "first"),
            last=_count(values, "last"),
            given_by=_text(values, "given_by"),
        ),
    )


def profile_form(found: Workshop, _: str) -> MachineForm:
    """Filled with the version that counts now: the next one differs in little."""
    return MachineForm(
        SetMarkProfile,
        _tr("The State's profile of marks"),
        _tr(
            "Decided by an authority outside. The version before it ends on the day this one begins."
        ),
        (*_what_is_struck(found), *_how_it_is_listed(found)),
        _tr("Set the profile"),
        _profile,
    )


def _before(found: Workshop, name: str, default: str = "") -> str:
    return str(found.profile[name] or "") if found.profile else default


def _what_is_struck(found: Workshop) -> tuple[Asked, ...]:
    profile = found.profile or {}
    template = "{SYM}{CC}{AG}{YY}{SEQ:6}"
    also = bool(profile.get("marks_before_destruction"))
    return (
        *(
            Asked(name, caption, start=_before(found, name), required=True)
            for name, caption in (
                ("name", _tr("Name")),
                ("country", _tr("Country")),
                ("agency", _tr("Agency")),
            )
        ),
        Asked(
            "template",
            _tr("Template"),
            start=_before(found, "template"),
            hint=template,
            required=True,
        ),
        Asked("decided_by", _tr("Decided by"), required=True),
        Asked("valid_from", _tr("Valid from"), hint=_tr("YYYY-MM-DD, today where empty")),
        Asked("parts", _tr("Parts that are struck"), MANY, PART_KINDS, start=found.parts or _PARTS),
        Asked(
            "marks_before_destruction",
            _tr("Before destruction"),
            YES_NO,
            start=also,
            hint=_tr("What is to be destroyed is marked too"),
        ),
        Asked("height_um", _tr("Least height, µm"), COUNT, start=profile.get("height_um")),
        Asked("depth_um", _tr("Least depth, µm"), COUNT, start=profile.get("depth_um")),
    )


def _how_it_is_listed(found: Workshop) -> tuple[Asked, ...]:
    return (
        *(
            Asked(
                name,
                caption,
                WORD,
                words_of("mark_profile", name),
                start=_before(found, name, default),
                required=True,
            )
            for name, caption, default in (
                ("list_encoding", _tr("Job list: letters"), "utf-8"),
                ("list_line_end", _tr("Job list: line end"), "CRLF"),
                ("list_delimiter", _tr("Job list: between cells"), "comma"),
            )
        ),
        Asked(
            "list_header",
            _tr("Job list: heading"),
            YES_NO,
            start=bool((found.profile or {}).get("list_header", True)),
            hint=_tr("The first line names the columns"),
        ),
    )


def _profile(values: Values) -> SetMarkProfile:
    parts, height, depth = values["parts"], values["height_um"], values["depth_um"]
    return SetMarkProfile(
        name=_text(values, "name"),
        country=_text(values, "country"),
        agency=_text(values, "agency"),
        template=_text(values, "template"),
        decided_by=_text(values, "decided_by"),
        parts=parts if isinstance(parts, tuple) else (),
        marks_before_destruction=bool(values["marks_before_destruction"]),
        height_um=height if isinstance(height, int) else None,
        depth_um=depth if isinstance(depth, int) else None,
        list_encoding=_text(values, "list_encoding"),
        list_line_end=_text(values, "list_line_end"),
        list_delimiter=_text(values, "list_delimiter"),
        list_header=bool(values["list_header"]),
        valid_from=_text(values, "valid_from"),
    )


def log_form(found: Workshop, _: str) -> MachineForm:
    return MachineForm(
        RecordMachineLog,
        _tr("A machine's log"),
        _tr(
            "On each line a job number or string, OK or mis-strike. All of it is entered, or nothing."
        ),
        (
            Asked("lines", _tr("File"), FILE, required=True),
            Asked("struck_by", _tr("Struck by"), NAME, found.people, required=True),
        ),
        _tr("Read it in"),
        lambda values: RecordMachineLog(
            lines=log_lines(files.read_limited(Path(_text(values, "lines")), LARGEST_LOG_BYTES)),
            struck_by=_text(values, "struck_by"),
        ),
    )


def list_fields(found: Workshop, chosen: str) -> tuple[Asked, ...]:
    """For a machine's controller: whose list, how it is written, and into which folder."""
    return (
        _machine_field(found, chosen),
        Asked("format", _tr("Written as"), NAME, FORMATS, start=FORMATS[0], required=True),
        Asked("folder", _tr("Into the folder"), FOLDER, required=True),
    )


FORMS: Mapping[str, Callable[[Workshop, str], MachineForm]] = {
    "machine": machine_form,
    "entry": entry_form,
    "training": training_form,
    "numbers": block_form,
    "profile": profile_form,
    "log": log_form,
}
