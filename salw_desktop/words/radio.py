"""What a person is told of radio messages, and the words on their sheet."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.words.papers import ImprintWords

REFUSALS: dict[str, str] = {
    "radio.lines": "{count} lines and the check words were found. A report has five lines, an alert has two, and the two check words come last. Ask for what is missing.",
    "radio.line-wrong": "Misheard or mistyped: line {lines}. Its last two characters do not fit the rest. Ask for that line again.",
    "radio.check-words": "Each line holds, but the two check words are others: lines of two messages were mixed, or a word was misheard. Ask for the check words again, then for all lines.",
    "radio.too-large": "{value} for {figure} does not fit into a radio message, which takes {most} at most. Send a bundle.",
    "radio.unknown": "There is no radio message “{given}” in this register. Give its number, like LEN-7K2M-0007.",
    "radio.number-taken": "The message {number} was heard before with another text. One of the two is wrong: ask the station to read it again.",
    "radio.station-unknown": "No station that calls itself {call} is enrolled here. Ask for line 2 again. If the station was restored from a backup, import its next bundle first.",
}

TROUBLES: dict[str, str] = {}

FIGURES: dict[str, str] = {
    "lost": "lost",
    "manpads": "MANPADS",
    "alarms": "alarms",
    "handguns": "pistols and revolvers",
    "long_guns": "rifles, shotguns, sub-machine guns",
    "machine_guns": "machine guns",
    "launchers": "launchers and mortars",
    "others": "others and parts",
    "hand_ins": "hand-ins",
    "void": "void",
    "destroyed": "destroyed",
    "stored": "in store",
    "elsewhere": "elsewhere with us",
    "out": "out",
    "missing": "missing",
    "date": "day",
    "newest": "newest event",
}
"""What each figure of a message is called."""

_IMPRINT = ImprintWords()


@dataclass(frozen=True, slots=True)
class RadioSheetWords:
    """The sheet of one message, for the set, the fax or the courier."""

    imprint: ImprintWords = _IMPRINT
    titles: tuple[tuple[str, str], ...] = (("report", "Situation report"), ("alert", "Alert"))
    red: str = "RED"
    red_note: str = "Read line 1 before anything else."
    day: str = "Day"
    captions: tuple[str, ...] = (
        "Now",
        "Station, laptop, day, message number",
        "Taken in that day",
        "That day",
        "Now",
    )
    newest: str = "newest event {letters}"
    check_words: str = "Check words"
    scan: str = "Scan the code, or type the lines and the check words."
    say: str = (
        "Say figure by figure. The last two characters of each line are its check: "
        "if they do not fit, only that line is read again."
    )
    not_signed: str = (
        "Not signed. Headquarters keeps these figures as provisional until the next bundle comes."
    )
    log: tuple[str, ...] = ("Sent at", "Sent by", "Taken by", "Read back")
