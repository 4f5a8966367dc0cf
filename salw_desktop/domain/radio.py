"""The radio message: short lines made to be read over HF or sent by SMS, each with its check, all with two words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import UNWRITABLE, check_character

ALARMS = ("lost", "manpads", "alarms")
KINDS = ("handguns", "long_guns", "machine_guns", "launchers", "others")
FLOWS = ("hand_ins", "void", "destroyed")
STOCK = ("stored", "elsewhere", "out", "missing")
FIGURES = (*ALARMS, *KINDS, *FLOWS, *STOCK)
BROAD = {
    **dict.fromkeys(("pistol", "revolver"), "handguns"),
    **dict.fromkeys(("rifle", "shotgun", "sub-machine gun"), "long_guns"),
    "machine gun": "machine_guns",
    **dict.fromkeys(("launcher", "mortar"), "launchers"),
    **dict.fromkeys(("other", "part"), "others"),
}
"""The kind of a weapon → the broad kind that is told over the radio."""

NEWEST_LETTERS = 6
LONGEST = 1000  # characters typed: a message has fewer than two hundred
_ALERT_LINES, _REPORT_LINES = 2, 5
_DAY_LINE = 2
_COUNT, _STOCK = 4, 5  # figures of what one day brings, and of what may have gathered in years
_SPARES = "ABCD"  # one of the four always leads to a check character that can be written

_SEPARATORS = re.compile(r"[\s\-‐–.,_]")
_ENDS = re.compile(r"[\n\r/;]+")
_FOLDED = str.maketrans("OI", "01")
_LETTERS = str.maketrans("01", "OI")
_SHAPES = tuple(
    re.compile(f"{place}{body}([0-9A-Z]{{2}})")
    for place, body in enumerate(
        (
            f"(RED|GREEN){'([0-9]{4})' * len(ALARMS)}",
            "([A-Z01]{3})([0-9A-Z]{4})([0-9]{6})([0-9]{4})",
            "([0-9]{4})" * len(KINDS),
            "([0-9]{4})" * len(FLOWS),
            f"{'([0-9]{5})' * len(STOCK)}([0-9A-F]{{6}})",
        ),
        1,
    )
)
_ALPHABET = (
    "alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa"
    " quebec romeo sierra tango uniform victor whiskey x-ray yankee zulu"
)
_DIGITS = "zero one two three four five six seven eight niner"
_SPOKEN = {word[0]: word for word in _ALPHABET.split()} | {
    str(digit): word for digit, word in enumerate(_DIGITS.split())
}


@dataclass(frozen=True, slots=True)
class Message:
    """A report, or an alert, which is the first two lines of one: alarms, station, day and number.

    `figures` has all names of FIGURES, those of an alert only the names of ALARMS. `newest` is the first
    letters of the newest event; an alert has none.
    """

    site: str
    series: str
    date: str
    running: int
    figures: Mapping[str, int] = field(hash=False)
    newest: str = ""

    @property
    def is_alert(self) -> bool:
        return not self.newest

    @property
    def is_red(self) -> bool:
        return any(self.figures[name] for name in ALARMS)

    @property
    def number(self) -> str:
        """`LEN-7K2M-0007`: no other message of any device bears it."""
        return f"{self.site}-{self.series}-{self.running:04d}"


def lines(message: Message) -> tuple[str, ...]:
    """Two lines or five, in groups; what is red is said first. Refusal `radio.too-large`."""
    figures = message.figures
    day = message.date.replace("-", "")[2:]
    colour = "RED" if message.is_red else "GREEN"
    running = _figure("message", message.running, _COUNT)
    told = [
        [colour, *_figures(figures, ALARMS, _COUNT)],
        [message.site, message.series, day, running],
    ]
    if not message.is_alert:
        told += [
            _figures(figures, KINDS, _COUNT),
            _figures(figures, FLOWS, _COUNT),
            [*_figures(figures, STOCK, _STOCK), message.newest],
        ]
    return tuple(_checked([str(place), *groups]) for place, groups in enumerate(told, 1))


def _figures(figures: Mapping[str, int], names: Sequence[str], width: int) -> list[str]:
    return [_figure(name, figures[name], width) for name in names]


def _figure(name: str, value: int, width: int) -> str:
    """As long as every other: an omitted digit is noticed."""
    text = f"{value:0{width}d}"
    if len(text) > width:
        raise Refusal("radio.too-large", field="date", figure=name, value=value, most=10**width - 1)
    return text


def _checked(groups: list[str]) -> str:
    """With a spare letter before the check character of ISO 7064 MOD 37-2, so that it is never `*`, I or O."""
    body = "".join(groups)
    checks = (spare + check_character(body + spare) for spare in _SPARES)
    return " ".join([*groups, next(check for check in checks if check[1] not in UNWRITABLE)])


def check_words(told: Sequence[str], words: Sequence[str]) -> str:
    """Two of `words`, from a hash over all lines: they say that these lines belong together."""
    digest = sha256(b"salw radio v1\0" + "\n".join(told).encode()).digest()
    second, first = divmod(int.from_bytes(digest[:8], "big"), len(words))
    return f"{words[first]} {words[second % len(words)]}"


def written(message: Message, words: Sequence[str]) -> str:
    """The lines and under them the check words."""
    told = lines(message)
    return "\n".join((*told, check_words(told, words)))


def read(text: str, words: Sequence[str]) -> Message:
    """What was typed from the radio, an SMS or a scan: case, spaces, dashes, O for 0 and I for 1 do not matter.

    Lines end at a line break or a stroke. Refusals `radio.lines`, `radio.line-wrong` with the numbers of the lines to
    ask for again, `radio.check-words`.
    """
    *typed, last = [part for part in _ENDS.split(text[:LONGEST]) if part.strip()] or [""]
    if len(typed) not in (_ALERT_LINES, _REPORT_LINES):
        raise Refusal("radio.lines", field="text", count=len(typed))
    found = [_groups(place, line) for place, line in enumerate(typed)]
    message = _message(found) if all(found) else None
    wrong = [place for place, groups in enumerate(found, 1) if not groups]
    if message is None or (wrong := _unlike(message, found)):
        listed = ", ".join(map(str, wrong or [_DAY_LINE]))
        raise Refusal("radio.line-wrong", field="text", lines=listed)
    if _plain(last) != _plain(check_words(lines(message), words)):
        raise Refusal("radio.check-words", field="text")
    return message


def _unlike(message: Message, found: list[list[str]]) -> list[int]:
    """Lines that hold and yet are not how we write them: GREEN over figures that are red."""
    pairs = zip(lines(message), found, strict=True)
    return [
        place
        for place, (line, groups) in enumerate(pairs, 1)
        if line.split() != [str(place), *groups]
    ]


def _groups(place: int, line: str) -> list[str]:
    """The groups of one line with its check at the end; none where the line does not hold."""
    shape = _SHAPES[place].fullmatch(_SEPARATORS.sub("", line.upper()).translate(_FOLDED))
    if shape is None:
        return []
    *groups, check = shape.groups()
    if place == 1:
        groups[0] = groups[0].translate(_LETTERS)
    body = f"{place + 1}{''.join(groups)}{check[0]}"
    return [*groups, check] if check_character(body) == check[1] else []


def _message(found: list[list[str]]) -> Message | None:
    """None for a day that no calendar has."""
    (_, *alarms, _), (site, series, day, running, _), *rest = found
    try:
        told_on = date.fromisoformat(f"20{day}").isoformat()
    except ValueError:
        return None
    figures, newest = dict(zip(ALARMS, map(int, alarms), strict=True)), ""
    if rest:
        (*kinds, _), (*flows, _), (*stock, newest, _) = rest
        values = map(int, (*kinds, *flows, *stock))
        figures |= zip(FIGURES[len(ALARMS) :], values, strict=True)
    return Message(site, series, told_on, int(running), figures, newest)


def _plain(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalpha())


def differences(said: Message, kept: Message) -> dict[str, tuple[str, str]]:
    """What was said and what the record has, of each thing in which two messages of one number differ."""
    sides = [
        {"date": each.date, "newest": each.newest, **dict(each.figures)} for each in (said, kept)
    ]
    ours, theirs = ({name: str(value) for name, value in side.items()} for side in sides)
    return {
        name: (ours.get(name, ""), theirs.get(name, ""))
        for name in dict.fromkeys((*ours, *theirs))
        if ours.get(name, "") != theirs.get(name, "")
    }


def scan_text(text: str) -> str:
    """A whole message in one line, of signs that any scanner types."""
    return text.upper().replace("\n", "/")


def spelled(text: str) -> tuple[str, ...]:
    """Each line of a message as it is read aloud: `two, lima echo november`; the check words as they stand."""
    *told, words = text.split("\n")
    return (*(", ".join(map(_said, line.split())) for line in told), words)


def _said(group: str) -> str:
    return " ".join(_SPOKEN[character.lower()] for character in group)
