"""salw sitrep, salw hear, salw registry sitrep: the message desk."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from salw_desktop import files
from salw_desktop.cli import options
from salw_desktop.cli.output import Output
from salw_desktop.cli.registry import at_folder, registry
from salw_desktop.domain import radio
from salw_desktop.registry.radio import HearStation
from salw_desktop.usecases import messages
from salw_desktop.usecases.commands import Answer, perform

_TYPED = click.Path(path_type=Path, dir_okay=False, allow_dash=True)
_EXERCISE = "exercise, exercise, exercise"


@click.command()
@click.argument("register", type=options.FOLDER)
@click.option("--day", default="", metavar="DATE", help="A closed day; else today so far.")
@click.option("--alert", is_flag=True, help="Only the alarms: two lines, at once.")
@click.option("--again", metavar="NUMBER", help="No new one: this message once more.")
@click.option("--spelled", is_flag=True, help="Each line as it is read aloud.")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def sitrep(
    output: Output,
    register: Path,
    day: str,
    alert: bool,  # click gives flags by name
    again: str | None,
    spelled: bool,
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """The day's figures in five lines for radio or SMS, and two check words under them."""
    with options.unlock(register, operator, passphrase_file) as opened:
        if again:
            row = messages.message_called(opened, again)
            facts: dict[str, object] = {"number": row["number"], "text": row["text"]}
        else:
            kind = messages.ALERT if alert else messages.REPORT
            wanted = messages.WriteMessage(message_kind=kind, date=day)
            facts = dict(perform(wanted, opened).answer)
        is_practice = bool(opened.station["is_practice"])
    text = str(facts["text"])
    spoken = [*([_EXERCISE] if is_practice else []), *radio.spelled(text)]
    output.say("\n".join(spoken) if spelled else text, {**facts, "spelled": spoken})


@click.command()
@click.argument("register", type=options.FOLDER)
@click.argument("file", type=_TYPED)
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def hear(
    output: Output, register: Path, file: Path, operator: str | None, passphrase_file: Path | None
) -> None:
    """Keep a message that headquarters reads on, as it was typed into FILE."""
    text = _typed(file)
    with options.unlock(register, operator, passphrase_file) as opened:
        told = perform(messages.HearMessage(text=text), opened).answer
    _say(output, told)


@registry.command("sitrep")
@at_folder
@click.argument("file", type=_TYPED)
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def hear_station(
    output: Output, at: str, file: Path, operator: str | None, passphrase_file: Path | None
) -> None:
    """Keep a station's message as provisional figures, until the bundle with the same message comes."""
    text = _typed(file)
    with options.unlock_registry(at, operator, passphrase_file) as opened:
        told = perform(HearStation(text=text), opened).answer
    _say(output, told)


def _say(output: Output, told: Answer) -> None:
    known = "known already, nothing was changed" if told["repeated"] else "kept"
    red = "RED. " if told["red"] else ""
    output.say(f"{red}Message {told['number']}: {known}. It is not signed.", dict(told))


def _typed(file: Path) -> str:
    """A dash: standard input."""
    if str(file) == "-":
        return sys.stdin.read(radio.LONGEST)
    return files.read_limited(file, radio.LONGEST).decode(errors="replace")


VERBS = (sitrep, hear)
