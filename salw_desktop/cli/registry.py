"""salw registry: HQ's desk on an embedded folder."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from salw_desktop import files
from salw_desktop.cli import options
from salw_desktop.cli.output import Output
from salw_desktop.registry import conflicts, desk, status
from salw_desktop.words.radio import FIGURES

_GAPS = " Missing before what came: {events}."
_FORKS = " Two histories after {events}: both are kept."
at_folder = click.option("--at", required=True, metavar="URL", help="The folder of the registry.")


@click.group()
def registry() -> None:
    """Headquarters: enrol stations, import bundles, give receipts."""


@registry.command()
@at_folder
@click.option("--name", default="Central registry", metavar="NAME")
@click.option(
    "--series",
    required=True,
    metavar="CCYY",
    help="Country and year of the numbers it gives: XA26 for practice.",
)
@click.option("--passphrase-out", type=options.FILE, metavar="FILE")
@click.option(
    "--recovery-out",
    type=options.FILE,
    metavar="FILE",
    help="The recovery secret: print it, then destroy the file.",
)
@options.as_json
@click.pass_obj
def init(
    output: Output,
    at: str,
    name: str,
    series: str,
    passphrase_out: Path | None,
    recovery_out: Path | None,
) -> None:
    """Make a registry: its signing key, and the two keys that bundles are sealed to."""
    options.look_at_new_files(passphrase_out, recovery_out)
    founded = desk.found(options.registry_folder(at), name, series)
    once = f"{options.shown_once(founded.shown)}\n  Recovery secret of bundles: {founded.recovery_secret}"
    with options.said_before_trouble(output, once):
        options.keep_passphrases(passphrase_out, founded.shown)
        if recovery_out:
            files.write_private(recovery_out, f"{founded.recovery_secret}\n".encode())
    output.say(
        f"Made registry {at}. Write this down now, it is shown once and kept nowhere:\n{once}",
        {
            "registry": str(options.registry_folder(at).resolve()),
            "passphrases": dict(founded.shown.passphrases),
            "recovery": founded.shown.recovery,
            "recovery_secret": founded.recovery_secret,
            "sign_key": founded.keys.sign_key,
        },
    )


@registry.command()
@click.argument("file", type=options.FILE)
@at_folder
@click.option(
    "--out", type=options.FOLDER, required=True, metavar="DIR", help="Where the answer goes."
)
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def enrol(
    output: Output,
    file: Path,
    at: str,
    out: Path,
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """Answer a station's request with HQ's keys and its first numbers."""
    with options.unlock_registry(at, operator, passphrase_file) as opened:
        letter, request = desk.enrol(opened, file, out)
    output.say(
        f"{request.unit} is enrolled. Its answer lies in {letter.written.path}.\n"
        f"Read these eight words to the station:\n  {letter.words}",
        {
            "unit": request.unit,
            "answer": str(letter.written.path.resolve()),
            "word": letter.written.word.value,
            "number": letter.number,
            "words": letter.words,
        },
    )


@registry.command("import")
@click.argument("file", type=options.FILE)
@at_folder
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def import_file(
    output: Output, file: Path, at: str, operator: str | None, passphrase_file: Path | None
) -> None:
    """Take a bundle in: verified as a whole, imported once however often it comes."""
    with options.unlock_registry(at, operator, passphrase_file) as opened:
        told = dict(desk.import_bundle(opened, file))

    text = f"{told['unit']}: {told['new_events']} new events, {told['known_events']} known, {told['weapons']} weapons held."
    if told["new_photos"] or told["wanted_photos"]:
        text += f" {told['new_photos']} new photographs, {told['wanted_photos']} still missing."
    if told["repeated"]:
        text = f"This bundle was imported before; nothing changed. {text}"
    for name, sentence in (("gaps", _GAPS), ("forks", _FORKS)):
        found = told[name]
        if isinstance(found, list) and found:
            text += sentence.format(events=", ".join(found))
    output.say(text, told)


@registry.command()
@at_folder
@click.option("--station", required=True, metavar="UNIT")
@click.option("--out", type=options.FOLDER, required=True, metavar="DIR")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def receipt(
    output: Output,
    at: str,
    station: str,
    out: Path,
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """Write the signed receipt that a station takes back."""
    with options.unlock_registry(at, operator, passphrase_file) as opened:
        letter, given = desk.give_receipt(opened, station, out)
    output.say(
        f"Receipt {letter.number} in {letter.written.path}: {given.weapons} weapons, {len(given.wants)} gaps.",
        {
            "receipt": str(letter.written.path.resolve()),
            "word": letter.written.word.value,
            "number": letter.number,
            "weapons": given.weapons,
            "holds": [held.event for held in given.holds],
            "wants": [wanted.before for wanted in given.wants],
            "wants_photos": list(given.wants_photos),
            "forks": list(given.forks),
        },
    )


@registry.command()
@at_folder
@click.option("--station", required=True, metavar="UNIT")
@click.option(
    "--letters", required=True, metavar="ABCDEF", help="The six letters that the station reads out."
)
@click.option("--reason", required=True)
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def code(
    output: Output,
    at: str,
    station: str,
    letters: str,
    reason: str,
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """Stand in for a second person who is far: one code, for one act of a station."""
    with options.unlock_registry(at, operator, passphrase_file) as opened:
        told = dict(desk.give_code(opened, station, letters, reason))
    output.say(f"Read this to {station}: {told['code']}", told)


@registry.command("status")
@at_folder
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def show_status(
    output: Output, at: str, operator: str | None, passphrase_file: Path | None
) -> None:
    """What HQ holds of each station, and what is missing."""
    with options.unlock_registry(at, operator, passphrase_file) as opened:
        found, twice = status.status(opened), status.numbers_twice(opened)
    lines = [
        f"{each['unit']}: {each['events']} events, {each['weapons']} weapons, last bundle {each['last_import'] or 'never'}"
        f"{', GAPS' if each['gaps'] else ''}{', FORKS' if each['forks'] else ''}"
        f"{_said(each['messages'])}"
        f"{', CONFLICTS' if each['contested'] else ''}"
        for each in found
    ]
    if twice:
        lines.append(f"Numbers on two records: {', '.join(twice)}")
    output.say(
        "\n".join(lines) or "No station is enrolled.", {"stations": found, "numbers_twice": twice}
    )


def _said(messages: object) -> str:
    """What came by radio and no bundle has borne out: figures, or where they are not those of the record."""
    assert isinstance(messages, list)  # noqa: S101  # see status
    told = []
    for each in messages:
        figures = [f"{FIGURES[name]} {value}" for name, value in each["figures"].items()]
        differs = [
            f"{FIGURES.get(name, name)} {said or 'not'} said, {held or 'not'} in the record"
            for name, (said, held) in each["differs"].items()
        ]
        what = f"{'RED, ' if each['red'] else ''}{'; '.join(differs) or ', '.join(figures)}"
        if each["standing"] != "agrees":
            told.append(f"\n  {each['number']} of {each['date']}, {each['standing']}: {what}")
    return "".join(told)


@registry.command("conflicts")
@at_folder
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def show_conflicts(
    output: Output, at: str, operator: str | None, passphrase_file: Path | None
) -> None:
    """Rows of which two events of a station say different things: what is held, and what was claimed beside it."""
    with options.unlock_registry(at, operator, passphrase_file) as opened:
        found = [asdict(each) for each in conflicts.conflicts(opened)]
    lines = [
        f"{each['unit']}: {each['table']} {each['id']} {each['what']}, event {each['event']}\n"
        f"  held {json.dumps(each['held'], ensure_ascii=False)}\n"
        f"  claimed {json.dumps(each['claimed'], ensure_ascii=False)}"
        for each in found
    ]
    output.say("\n".join(lines) or "No conflicts.", {"conflicts": found})


@registry.command()
@at_folder
@click.option("--out", type=options.FILE, required=True, metavar="FILE")
@click.option("--reason", default="opened without the program", metavar="WHY")
@options.yes
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def identity(
    output: Output,
    at: str,
    out: Path,
    reason: str,
    yes: bool,  # click gives flags by name
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """HQ's bundle key as a plain age identity: with it age, tar and any BagIt tool open every bundle."""
    options.look_at_new_files(out)
    with options.unlock_registry(at, operator, passphrase_file) as opened:
        options.confirm(
            "Whoever has this file reads every bundle ever sealed to this registry. Write it?",
            is_yes=yes,
        )
        files.write_private(out, f"{desk.release_identity(opened, reason).secret}\n".encode())
    output.say(f"The bundle key lies in {out}. Guard it.", {"identity": str(out.resolve())})
