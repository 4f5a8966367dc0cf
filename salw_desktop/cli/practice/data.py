"""PRACTICE DATA: people who do not exist and weapons that nobody handed in, drawn from a seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from salw_desktop.domain.serials import SerialStatus

ROSTER: tuple[dict[str, str], ...] = (
    {
        "name": "Practice Inspector",
        "function": "weapons inspector",
        "organisation": "Practice commission",
    },
    {
        "name": "Practice Armourer",
        "function": "weapons inspector",
        "organisation": "Practice commission",
    },
    {
        "name": "Practice Observer",
        "function": "military observer",
        "organisation": "Practice mission",
    },
    {
        "name": "Practice Cutter",
        "function": "technical officer",
        "organisation": "Practice commission",
        "qualification": "EOD",
        "level": "3",
        "valid_until": "2030-12-31",
    },
    {
        "name": "Practice Striker",
        "function": "marking machine operator",
        "organisation": "Practice commission",
    },
    {
        "name": "Practice Elder",
        "function": "community witness",
        "organisation": "Practice community",
    },
)
INSPECTOR, ARMOURER, OBSERVER, CUTTER, STRIKER, ELDER = (each["name"] for each in ROSTER)
CAMPAIGN: dict[str, Any] = {
    "code": "PRACTICE-DDR",
    "name": "Practice disarmament programme",
    "campaign_kind": "DDR",
    "authority": "Practice National Commission on Small Arms",
    "named": True,
    "may_be_traced": True,
    "may_approve_locally": False,
    "receipt_text": "You have handed in what is listed here under the practice agreement.",
    "payment_text": "This receipt is not a promise of payment.",
    "ask_at": "Practice commission, Lendo",
}
AMNESTY: dict[str, Any] = {
    "code": "PRACTICE-AMNESTY",
    "name": "Practice amnesty month",
    "campaign_kind": "amnesty",
    "authority": "Practice National Commission on Small Arms",
    "named": False,
    "may_be_traced": False,
    "may_approve_locally": False,
    "legal_promise": "Whoever hands in during the practice month is not prosecuted for having had it.",
    "payment_text": "This receipt is not a promise of payment.",
    "ask_at": "Practice commission, Lendo",
}
PROFILE: dict[str, Any] = {
    "name": "Practice State mark",
    "country": "XA",
    "agency": "PC",
    "template": "{SYM}{CC}{AG}{YY}{SEQ:5}{CHK}",
    "parts": ["frame or receiver"],
    "decided_by": "Practice decree 26/12",
}
_NAMES = ("Adda", "Bero", "Cimo", "Dela", "Endo", "Fara", "Gita", "Hamo", "Ilo", "Juna")
_MODELS = (
    "AKM",
    "AK74",
    "AK",
    "SKS",
    "FAL",
    "G3",
    "MOSIN",
    "PKM",
    "UZI",
    "M16",
    "SVD",
    "RPD",
    "MAT49",
)
_FUNCTIONS = (
    "serviceable",
    "serviceable",
    "unserviceable, repairable",
    "unserviceable, beyond repair",
)
_PREFIXES = ("", "", "", "АВ", "TE", "C", "ГД")
_SEXES = ("male", "male", "male", "female", "other or not stated")
_GROUP = 40
_BANDS = ("18-24", "25-59", "25-59", "60+", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeWeapon:
    """What the inspector reads out at the table; `said` is more of the same in the words of the act."""

    model: str
    serial: str
    serial_status: SerialStatus = SerialStatus.READABLE
    function: str = "serviceable"
    safety: str = "clear"
    marks: tuple[dict[str, str], ...] = ()
    said: dict[str, Any] = field(default_factory=dict)
    is_quick: bool = False  # first the kind alone, then the armourer
    is_to_mark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeHandIn:
    """Who came with what; `is_child` is asked first and written nowhere."""

    brought_by: str
    weapons: tuple[PracticeWeapon, ...]
    bringer: dict[str, str] | None = None
    is_child: bool = False
    is_from_cache: bool = False
    is_amnesty: bool = False
    lines: tuple[dict[str, Any], ...] = ()
    tick: tuple[str, str] | None = None


class _Story:
    """Draws everything from one seed, and never more weapons than were asked for."""

    def __init__(self, count: int, seed: int) -> None:
        self.draw = Random(seed)  # noqa: S311  # a story that can be told again, no secret
        self.left = count

    def some(self, wanted: int) -> int:
        taken = min(wanted, self.left)
        self.left -= taken
        return taken

    def weapon(self, **changed: Any) -> PracticeWeapon:  # noqa: ANN401  # fields of a weapon
        year = self.draw.randint(1951, 1989)
        digits = f"{self.draw.randint(100_000, 9_999_999)}"
        values: dict[str, Any] = {
            "model": self.draw.choice(_MODELS),
            "serial": f"{self.draw.choice(_PREFIXES)}{digits}",
            "function": self.draw.choice(_FUNCTIONS),
            "marks": (_mark("manufacture", f"arrow in triangle {year}", "front trunnion"),),
            **self._reading(digits),
        }
        return PracticeWeapon(**{**values, **changed})

    def _reading(self, digits: str) -> dict[str, Any]:
        chance = self.draw.random()
        if chance < 0.05:
            return {"serial": f"{digits[:-2]}??", "serial_status": SerialStatus.PARTIAL}
        if chance < 0.08:
            return {"serial": "", "serial_status": SerialStatus.WORN}
        if chance < 0.10:
            return {"serial": "", "serial_status": SerialStatus.NEVER_HAD_ONE}
        return {}

    def person(self) -> dict[str, str]:
        name = f"Practice {self.draw.choice(_NAMES)} {self.draw.choice(_NAMES)}"
        return {"name": name, "card_number": f"PX-{self.draw.randint(1000, 9999)}"}

    def tick(self) -> tuple[str, str]:
        return self.draw.choice(_SEXES), self.draw.choice(_BANDS)


def hand_ins(count: int, seed: int) -> Iterator[PracticeHandIn]:
    """`count` weapons in all, the same for the same seed; what is rare comes first, so a short day has it too."""
    story = _Story(count, seed)
    yield from _of_one_person(story)
    yield from _of_nobody(story)
    yield from _pistols(story)
    yield from _group(story)
    while story.left:
        weapons = tuple(
            story.weapon() for _ in range(story.some(story.draw.choice((1, 1, 1, 2, 3))))
        )
        is_amnesty = story.draw.random() < 0.3
        yield PracticeHandIn(
            brought_by="person",
            weapons=weapons,
            bringer=None if is_amnesty else story.person(),
            is_amnesty=is_amnesty,
            tick=story.tick(),
        )


def _mark(kind: str, text: str, place: str, script: str = "") -> dict[str, str]:
    return {"kind": kind, "text": text, "place": place, **({"script": script} if script else {})}


def _of_one_person(story: _Story) -> Iterator[PracticeHandIn]:
    """Numbers of every kind: clear, in other scripts, partial, removed, alike; and a stuck round."""
    cyrillic = _mark("manufacture", "Ижевск 1954", "front trunnion", "cyrillic")
    chinese = _mark("manufacture", "五六式", "frame or receiver", "chinese")
    arabic = _mark("state stock", "الجيش ٢٣", "frame or receiver", "arabic")
    worn_parts = [
        {"kind": "bolt", "serial": "7781"},
        {"kind": "top cover", "serial": "КМ 902"},
    ]
    wanted: tuple[dict[str, Any], ...] = (
        {
            "model": "AKM",
            "serial": "АВ 12340",
            "serial_status": SerialStatus.READABLE,
            "marks": (cyrillic,),
        },
        {"safety": "loaded or stuck"},
        {
            "serial": "",
            "serial_status": SerialStatus.REMOVED,
            "said": {"serial_place": "frame or receiver"},
        },
        {"model": "AKM", "serial": "AB-12340", "serial_status": SerialStatus.READABLE},
        {"serial": "31??07", "serial_status": SerialStatus.PARTIAL},
        {
            "model": "T56AR",
            "serial": "17051234",
            "serial_status": SerialStatus.READABLE,
            "marks": (chinese,),
        },
        {
            "model": "MISR",
            "serial": "٠٠٤٧١٢",
            "serial_status": SerialStatus.READABLE,
            "marks": (arabic,),
        },
        {"said": {"parts": worn_parts, "accessories": [{"kind": "magazine", "count": 2}]}},
        {"is_quick": True},
    )
    for changed in wanted[: story.some(len(wanted))]:
        rounds = {"rounds_declared": story.draw.randint(5, 90)}
        said = {**rounds, **changed.get("said", {})}
        weapon = story.weapon(**{**changed, "said": said})
        yield PracticeHandIn(
            brought_by="person", weapons=(weapon,), bringer=story.person(), tick=story.tick()
        )


def _of_nobody(story: _Story) -> Iterator[PracticeHandIn]:
    """A child's, of whom nothing is written; an amnesty slip; a cache that nobody brought."""
    if story.some(1):
        yield PracticeHandIn(brought_by="person", weapons=(story.weapon(),), is_child=True)
    if story.some(1):
        line = {"line_kind": "ammunition", "described": "loose rounds", "calibre": "7.62x39mm"}
        lines = (
            {**line, "quantity": 46, "unit": "rounds", "packed": "loose"},
            {
                "line_kind": "ammunition",
                "described": "hand grenades, as the bringer says",
                "quantity": 2,
                "unit": "pieces",
                "state": "still to come",
                "lies_at": "Unloading bay",
            },
        )
        yield PracticeHandIn(
            brought_by="person",
            weapons=(story.weapon(),),
            is_amnesty=True,
            lines=lines,
            tick=story.tick(),
        )
    found = story.some(3)
    if found:
        weapons = tuple(story.weapon() for _ in range(found))
        yield PracticeHandIn(brought_by="found in place", weapons=weapons, is_from_cache=True)


def _pistols(story: _Story) -> Iterator[PracticeHandIn]:
    count = story.some(min(10, story.left // 3))
    if count:
        weapons = tuple(
            story.weapon(
                model=story.draw.choice(("TT33", "PM", "CZ75")),
                serial=f"P{story.draw.randint(10_000, 99_999)}",
                serial_status=SerialStatus.READABLE,
                function="serviceable",
                is_to_mark=True,
            )
            for _ in range(count)
        )
        yield PracticeHandIn(brought_by="other unit", weapons=weapons)


def _group(story: _Story) -> Iterator[PracticeHandIn]:
    """Forty through their leader, or as many as a short day has room for; he alone is named."""
    count = story.some(_GROUP if story.left >= _GROUP else story.left // 3)
    if count > 1:
        weapons = tuple(story.weapon() for _ in range(count))
        yield PracticeHandIn(brought_by="group", weapons=weapons, bringer=story.person())
