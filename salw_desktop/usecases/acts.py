"""Every act by its name, and its fields from JSON: what `salw do` offers and lists."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.strict_json import Json, parse_object
from salw_desktop.usecases import (
    countersigning,
    days,
    messages,
    people,
    photo_corrections,
    photos,
    printouts,
)
from salw_desktop.usecases.commands import Command
from salw_desktop.usecases.destruction import (
    amendments,
    batches,
    certificates,
    interruptions,
    orders,
    press,
    results,
    sessions,
)
from salw_desktop.usecases.duty import appointments, day_opening, lone_officer
from salw_desktop.usecases.intake import (
    caches,
    clearances,
    counting,
    eligibility,
    group_rolls,
    hand_ins,
    lines,
    persons,
    receipts,
)
from salw_desktop.usecases.lookup import missing
from salw_desktop.usecases.marking import jobs, machines, profiles, read_back, strikes
from salw_desktop.usecases.release import releasing
from salw_desktop.usecases.store import (
    disposals,
    holds,
    labels,
    laboratory,
    losses,
    out,
    placing,
    tag_ranges,
    tags,
    untagged,
)
from salw_desktop.usecases.weapons import correcting, identifying, look_alikes, recording

LIMIT_BYTES = 1024 * 1024
_ACTS: tuple[type[Command], ...] = (
    people.AddToRoster,
    people.AddPlace,
    people.OpenCampaign,
    people.GiveRole,
    appointments.AppointActing,
    appointments.EndActing,
    lone_officer.DeclareLone,
    lone_officer.EndLone,
    day_opening.OpenDay,
    caches.RecordCache,
    caches.DecideOnCache,
    hand_ins.OpenHandIn,
    counting.CountBringer,
    counting.CountChild,
    lines.AddLine,
    lines.ReceiveLine,
    clearances.RecordClearance,
    hand_ins.CloseHandIn,
    receipts.IssueReceipt,
    receipts.ShowReceipt,
    persons.AllotWeapon,
    persons.ReadPerson,
    persons.ErasePerson,
    group_rolls.RecordGroupRoll,
    eligibility.DecideEligibility,
    recording.RecordWeapon,
    recording.DocumentWeapon,
    identifying.IdentifyWeapon,
    identifying.DoubtIdentification,
    identifying.MakeModelCard,
    look_alikes.AnswerLookAlike,
    look_alikes.HandInAgain,
    look_alikes.AcknowledgeAlarm,
    correcting.CorrectWeapon,
    correcting.VoidWeapon,
    correcting.NumberWeapon,
    releasing.ReleaseDossier,
    labels.AddSheetPack,
    labels.MarkLabelsPrinted,
    labels.ReprintLabel,
    labels.DropLabels,
    tag_ranges.MakeTags,
    tag_ranges.SignOutTags,
    tag_ranges.SignBackTags,
    tags.BindTag,
    tags.SpoilTag,
    tags.LoseTag,
    tags.Retag,
    untagged.RecordUntagged,
    untagged.SolveUntagged,
    printouts.CountPrint,
    placing.PutAway,
    placing.Observe,
    disposals.IntendDisposal,
    holds.PlaceHold,
    holds.LiftHold,
    out.SendOut,
    out.TakeBack,
    laboratory.RecordLaboratoryResult,
    laboratory.WaiveRestoration,
    losses.ReportMissing,
    losses.CloseLoss,
    profiles.SetMarkProfile,
    machines.AddMachine,
    machines.RecordMachineEntry,
    machines.RecordMachineTraining,
    machines.AddMarkBlock,
    jobs.OrderMarkJob,
    strikes.RecordStrike,
    strikes.RecordMachineLog,
    read_back.ReadBackMark,
    jobs.VoidMarkJob,
    orders.WriteOrder,
    orders.ApproveOrder,
    amendments.AmendOrder,
    orders.WithdrawOrder,
    sessions.StartSession,
    sessions.ScanForDestruction,
    sessions.FinishCheck,
    sessions.RecordWitness,
    interruptions.InterruptSession,
    interruptions.ResumeSession,
    results.NotDestroyed,
    batches.RecordBatch,
    results.RecordDestruction,
    certificates.IssueCertificate,
    press.ReleasePhoto,
    photos.AddPhoto,
    photo_corrections.CorrectPhotoView,
    photo_corrections.MovePhoto,
    photo_corrections.BlurPhoto,
    photo_corrections.EraseOriginal,
    messages.WriteMessage,
    messages.HearMessage,
    days.CloseDay,
    countersigning.Countersign,
    countersigning.CountersignHere,
)


def name_of(act: type[Command]) -> str:
    """`RecordWeapon` is `record-weapon`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", act.__name__).lower()


ACTS: Mapping[str, type[Command]] = {name_of(act): act for act in _ACTS}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an act as `salw do --list` shows it."""

    name: str
    kind: str
    is_required: bool


def fields_of(act: type[Command]) -> tuple[Field, ...]:
    hints = get_type_hints(act)
    return tuple(
        Field(
            each.name,
            _kind(hints[each.name]),
            each.default is MISSING or (each.name == "reason" and act.asks_why),
        )
        for each in fields(act)
    )


def _kind(hint: Any) -> str:  # noqa: ANN401  # a type hint has no narrower type
    if get_origin(hint) is tuple:
        return f"list of {_kind(get_args(hint)[0])}"
    if get_origin(hint) in (Union, types.UnionType):
        return " or ".join(_kind(each) for each in get_args(hint) if each is not types.NoneType)
    if is_dataclass(hint):
        return "{" + ", ".join(each.name for each in fields(hint)) + "}"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return " | ".join(hint)
    return {"str": "text", "int": "whole number", "bool": "true or false"}[hint.__name__]


def read_act(name: str, line: bytes) -> Command:
    """A command from its name and its fields as one JSON object."""
    act = ACTS.get(name)
    if act is None:
        raise Refusal("act.unknown", field="command", given=name)
    try:
        members = parse_object(line, limit_bytes=LIMIT_BYTES)
    except ValueError as damage:
        raise Refusal("act.not-json", field="file", why=str(damage)) from damage
    built = _build(act, members, "")
    assert isinstance(built, Command)  # noqa: S101  # ACTS holds nothing else
    return built


def _build(kind: Any, members: Mapping[str, Json], path: str) -> object:  # noqa: ANN401
    hints, known = _hints(kind), {each.name: each for each in fields(kind)}
    for name in members:
        if name not in known:
            listed = ", ".join(known)
            raise Refusal("act.field-unknown", field=path + name, given=path + name, listed=listed)
    for name, each in known.items():
        if name not in members and each.default is MISSING:
            raise missing(path + name)
    return kind(
        **{name: _value(hints[name], value, path + name) for name, value in members.items()}
    )


@cache
def _hints(kind: Any) -> Mapping[str, Any]:  # noqa: ANN401
    """Evaluating the annotations of an act takes as long as saving it."""
    return get_type_hints(kind)


def _value(hint: Any, value: Json, path: str) -> object:  # noqa: ANN401
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise Refusal("act.field-kind", field=path, name=path, kind=_kind(hint))
        return tuple(
            _value(get_args(hint)[0], each, f"{path}[{n}]") for n, each in enumerate(value, 1)
        )
    if get_origin(hint) in (Union, types.UnionType):
        if value is None:
            return None
        hint = next(each for each in get_args(hint) if each is not types.NoneType)
    if is_dataclass(hint) and isinstance(value, dict):
        return _build(hint, value, f"{path}.")
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        if value in tuple(hint):
            return hint(value)
        if value == "":
            raise missing(path)
        raise Refusal("word.not-listed", field=path, given=str(value)[:80], listed=", ".join(hint))
    if type(value) is not hint:
        raise Refusal("act.field-kind", field=path, name=path, kind=_kind(hint))
    return value
