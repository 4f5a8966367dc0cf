"""The extract of one weapon for our own use, and the paper of a dossier that was released."""

from __future__ import annotations

from collections.abc import Sequence

from salw_desktop.database import releases, weapons
from salw_desktop.database.rows import Row
from salw_desktop.domain.numbers import scan_code
from salw_desktop.domain.promises import WEAPON_ONLY
from salw_desktop.domain.time import minutes
from salw_desktop.printing.annex import grouped
from salw_desktop.printing.extract import Extract, Section, Shown, extract
from salw_desktop.printing.letterhead import Letterhead
from salw_desktop.printing.signatures import Signatory
from salw_desktop.usecases import lookup
from salw_desktop.usecases.paperwork import told_of_weapons
from salw_desktop.usecases.paperwork.imprinting import imprint, on_roster, site_called
from salw_desktop.usecases.paperwork.told_of_weapons import Table
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.release.releasing import may_go_out
from salw_desktop.usecases.weapons.details import HIDDEN
from salw_desktop.usecases.weapons.history import READ, History, history_of
from salw_desktop.words.dossier import COLUMNS, ExtractWords

_WORDS = ExtractWords()
_OWNERS = "owner"  # whose name may be cut into the wood
_WEAPON_MM = (46.0, 68.0, 68.0)


def extract_of(register: Register, wanted: str, copy: int = 1) -> bytes:
    """For our own use, with the promise under which it came. Refusal `weapon.unknown`."""
    weapon = lookup.weapon(register.reader, wanted)
    number = lookup.called(weapon)
    history = history_of(register, str(weapon["id"]))
    sections = [
        _promise(register, weapon),
        _limit(register, weapon),
        *_whole_record(register, weapon, history),
        told_of_weapons.released_before(register.reader, weapon, _WORDS),
    ]
    code = scan_code(number) if weapon["number"] else number
    head = _head(register, weapon, _WORDS.extract, number, code, copy)
    return extract(Extract(head, _WORDS.own_use, _shown(sections)), _WORDS)


def dossier_of(register: Register, release: Row, photos: Sequence[Shown], copy: int) -> bytes:
    """What a release lets out, and nothing else: of `weapon only` no number, day, place or person of ours."""
    weapon = lookup.weapon(register.reader, str(release["weapon"]))
    history, number = history_of(register, str(weapon["id"])), str(release["number"])
    is_bare = release["content"] == WEAPON_ONLY
    record = (
        [_weapon(register, weapon, history, is_bare=True)]
        if is_bare
        else _whole_record(register, weapon, history)
    )
    sections = [_release(register, release), _promise(register, weapon), *record]
    head = _head(register, weapon, _WORDS.dossier, number, scan_code(number), copy, is_bare=is_bare)
    note = _WORDS.released.format(recipient=release["recipient"])
    paper = Extract(head, note, _shown(sections), photos, _signatories(register, release))
    return extract(paper, _WORDS)


def _head(
    register: Register,
    weapon: Row,
    title: str,
    number: str,
    code: str,
    copy: int,
    *,
    is_bare: bool = False,
) -> Letterhead:
    campaigns = releases.campaigns_of(register.reader, str(weapon["id"]))
    authority = str(campaigns[0]["authority"]) if campaigns else ""
    site = "" if is_bare else site_called(register)
    return Letterhead(authority, site, title, number, code, imprint(register, copy=copy))


def _shown(sections: Sequence[Section]) -> list[Section]:
    return [each for each in sections if each.facts or each.rows]


def _release(register: Register, release: Row) -> Section:
    content = str(release["content"])
    facts = [
        (_WORDS.recipient, f"{release['recipient']} ({release['recipient_kind']})"),
        (_WORDS.case, str(release["case_number"] or _WORDS.imprint.not_recorded)),
        (_WORDS.purpose, str(release["purpose"])),
        (_WORDS.clearance, str(release["legal_clearance"])),
        (
            _WORDS.content,
            _WORDS.with_events.format(content=content) if release["has_events"] else content,
        ),
        (_WORDS.redactions, str(release["redactions"] or _WORDS.nothing_left_out)),
        (
            _WORDS.released_by,
            _WORDS.by_two.format(
                one=release["released_by_name"],
                other=release["released_second_name"],
                on=str(release["at"])[:10],
            ),
        ),
        (_WORDS.station_key, grouped(str(register.station["device_key"]))),
    ]
    return Section(_WORDS.release_title, facts)


def _promise(register: Register, weapon: Row) -> Section:
    """Of each campaign under which it came: the promise is printed on whatever is made of the record (practice i2)."""
    none, facts = _WORDS.imprint.not_recorded, []
    for campaign in releases.campaigns_of(register.reader, str(weapon["id"])):
        since = campaign["promise_from"]
        until = str(campaign["promise_until"] or _WORDS.open_end)
        dates = _WORDS.from_until.format(since=since, until=until) if since else none
        facts += [
            (_WORDS.campaign, f"{campaign['name']} ({campaign['kind']})"),
            (_WORDS.authority, str(campaign["authority"])),
            (_WORDS.decree, str(campaign["decree"] or none)),
            (_WORDS.promise_dates, dates),
            (_WORDS.promise, str(campaign["legal_promise"] or _WORDS.no_promise)),
        ]
    return Section(_WORDS.promise_title, facts if facts else [("", _WORDS.no_promise)])


def _limit(register: Register, weapon: Row) -> Section:
    """For our own eyes: a recipient who reads it could tell a bringer without a name from others."""
    most = may_go_out(register.reader, str(weapon["id"]))
    return Section(_WORDS.release_title, [(_WORDS.may_go_out, most)])


def _whole_record(register: Register, weapon: Row, history: History) -> list[Section]:
    reader = register.reader
    return [
        _weapon(register, weapon, history, is_bare=False),
        told_of_weapons.people_of(register, weapon, _WORDS),
        told_of_weapons.corrections(history, _WORDS),
        told_of_weapons.stood_when(history, _WORDS),
        told_of_weapons.custody(history, _WORDS),
        told_of_weapons.holds(reader, weapon, _WORDS),
        told_of_weapons.results(reader, weapon, _WORDS),
    ]


def _weapon(register: Register, weapon: Row, history: History, *, is_bare: bool) -> Section:
    """The first reading beside the one that stands; where nothing differs the two are the same words."""
    first = history.stood[0].values if history.stood else {}
    rows: Table = [
        [COLUMNS[column], first.get(column, ""), str(weapon[column] or "")]
        for column in READ
        if first.get(column) or weapon[column]
    ]
    began = history.readings[0] if history.readings else None
    note = (
        ""
        if is_bare or began is None
        else _WORDS.first_note.format(at=minutes(began.at), by=began.by)
    )
    facts = _metal(register, weapon, is_bare=is_bare)
    if not is_bare:
        place = f", {weapon['place_name']}" if weapon["place_name"] else ""
        facts = [
            (_WORDS.number, lookup.called(weapon)),
            (_WORDS.now, f"{weapon['custody']}{place}"),
            *facts,
        ]
    captions = (_WORDS.what, _WORDS.first_title, _WORDS.stands_now)
    columns = tuple(zip(captions, _WEAPON_MM, strict=True))
    return Section(_WORDS.weapon_title, facts, columns, rows, note)


def _metal(register: Register, weapon: Row, *, is_bare: bool) -> list[tuple[str, str]]:
    """Marks and parts. Where a hidden mark stands is told to two roles, and to no paper."""
    left_out = (HIDDEN, _OWNERS) if is_bare else (HIDDEN,)
    id_ = str(weapon["id"])
    marks = [
        f"{each['kind']}: {each['text']} ({each['place']})"
        for each in weapons.marks(register.reader, id_)
        if each["kind"] not in left_out
    ]
    parts = [
        f"{each['kind']}: {each['serial'] or each['serial_status']}"
        for each in weapons.parts(register.reader, id_)
    ]
    none = _WORDS.imprint.not_recorded
    return [
        (_WORDS.marks, "\n".join(marks) or none),
        (_WORDS.parts, "\n".join(parts) or none),
    ]


def _signatories(register: Register, release: Row) -> list[Signatory]:
    found = []
    for column in ("released_by_name", "released_second_name"):
        person = on_roster(register, str(release[column]))
        details = (str(person[name]) for name in ("person", "function", "organisation"))
        found.append(Signatory(_WORDS.released_by, *details))
    return [*found, Signatory(_WORDS.receiver, str(release["recipient"]))]
