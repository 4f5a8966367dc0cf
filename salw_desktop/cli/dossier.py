"""salw dossier, releases."""

from __future__ import annotations

from pathlib import Path

import click

from salw_desktop.cli import options
from salw_desktop.cli.output import Output
from salw_desktop.usecases.dossier.writing import write_dossier
from salw_desktop.usecases.release.releasing import release_log


@click.command()
@click.argument("register", type=options.FOLDER)
@click.argument("release")
@click.argument("folder", type=options.FOLDER)
@click.option("--reason", default="", metavar="TEXT", help="Why it is written once more.")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def dossier(
    output: Output,
    register: Path,
    release: str,
    folder: Path,
    reason: str,
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """Write what RELEASE lets go into a new FOLDER: a paper, pictures, events and their checker."""
    options.look_at_new_files(folder)
    with options.unlock(register, operator, passphrase_file) as opened:
        done = write_dossier(opened, release, folder, reason)
    withheld = f", {done.withheld} withheld" if done.withheld else ""
    output.say(
        f"Dossier {done.release}, copy {done.copy}, in {folder}: {done.events} events{withheld}."
        f" Check it: python {folder / 'verify.py'}",
        {
            "folder": str(folder.resolve()),
            "release": done.release,
            "copy": done.copy,
            "files": list(done.files),
            "events": done.events,
            "withheld": done.withheld,
        },
    )


@click.command()
@click.argument("register", type=options.FOLDER)
@click.option("--weapon", default="", metavar="NUMBER", help="Only those of this weapon.")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def releases(
    output: Output, register: Path, weapon: str, operator: str | None, passphrase_file: Path | None
) -> None:
    """The release log: what went out, to whom, for what, and which two let it go."""
    with options.unlock(register, operator, passphrase_file) as opened:
        found = release_log(opened, weapon)
    lines = [
        f"{each['number']}  {str(each['at'])[:10]}  {each['weapon_number']}  {each['content']}  to {each['recipient']}"
        f" ({each['recipient_kind']})  by {each['released_by_name']} and {each['released_second_name']}"
        for each in found
    ]
    output.say("\n".join(lines) or "Nothing went out.", {"releases": [dict(row) for row in found]})


VERBS = (dossier, releases)
