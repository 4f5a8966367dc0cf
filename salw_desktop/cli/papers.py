"""salw labels, paper, find, journal."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click

from salw_desktop import files
from salw_desktop.cli import options
from salw_desktop.cli.output import Output
from salw_desktop.usecases import papers, queries
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.store.labels import MarkLabelsPrinted

_KINDS: dict[str, Callable[[Register, str], bytes]] = {
    "order": papers.order,
    "certificate": papers.certificate_of,
}


def _new_file(out: Path, data: bytes) -> None:
    options.look_at_new_files(out)
    files.write_private(out, data)


@click.command()
@click.argument("register", type=options.FOLDER)
@click.option("--out", type=options.FILE, required=True, metavar="FILE")
@click.option(
    "--start", type=int, default=1, metavar="N", help="First empty label on the sheet, 1 to 24."
)
@click.option(
    "--weapon", "numbers", multiple=True, metavar="NUMBER", help="Only these; else all that wait."
)
@click.option("--printed", is_flag=True, help="They came out right: take them off the queue.")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def labels(
    output: Output,
    register: Path,
    out: Path,
    start: int,
    numbers: tuple[str, ...],
    printed: bool,  # click gives flags by name
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """Waiting labels as a PDF of A4 sheets, 3 by 8."""
    with options.unlock(register, operator, passphrase_file) as opened:
        _new_file(out, papers.labels(opened, start=start, numbers=numbers))
        answer = {}
        if printed:
            command = MarkLabelsPrinted(first_position=start, weapons=numbers)
            answer = dict(perform(command, opened).answer)
    output.say(f"Labels in {out}.", {"file": str(out.resolve()), **answer})


@click.command()
@click.argument("register", type=options.FOLDER)
@click.argument("kind", type=click.Choice(sorted(_KINDS)))
@click.argument("number")
@click.option("--out", type=options.FILE, required=True, metavar="FILE")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def paper(
    output: Output,
    register: Path,
    kind: str,
    number: str,
    out: Path,
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """A paper made from the record: a destruction order or a certificate, by its number."""
    with options.unlock(register, operator, passphrase_file) as opened:
        _new_file(out, _KINDS[kind](opened, number))
    output.say(f"{kind.capitalize()} in {out}.", {"file": str(out.resolve())})


@click.command()
@click.argument("register", type=options.FOLDER)
@click.argument("text")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def find(
    output: Output, register: Path, text: str, operator: str | None, passphrase_file: Path | None
) -> None:
    """Weapons by a piece of control number or serial; ? stands for an unreadable character."""
    with options.unlock(register, operator, passphrase_file) as opened:
        found = queries.find(opened, text)
    lines = [
        f"{each.number or '(no number)'}  {each.model}  {each.serial or each.serial_status}  {each.custody}"
        f"{', ' + each.place if each.place else ''}"
        for each in found
    ]
    output.say("\n".join(lines) or "Nothing found.", {"found": [asdict(each) for each in found]})


@click.command()
@click.argument("register", type=options.FOLDER)
@click.option("--weapon", metavar="NUMBER", help="Only what touched this weapon.")
@click.option("--after", type=int, default=0, metavar="N", help="Only events after this one.")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def journal(
    output: Output,
    register: Path,
    weapon: str | None,
    after: int,
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """The journal as JSON lines, with the exact payloads and signatures."""
    with options.unlock(register, operator, passphrase_file) as opened:
        lines = queries.journal_lines(opened, weapon=weapon, after=after)
        if output.as_json:
            output.say("", {"events": list(lines)})
        else:
            for line in lines:
                click.echo(json.dumps(line, ensure_ascii=False))


@click.command()
@click.argument("register", type=options.FOLDER)
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def waiting(
    output: Output, register: Path, operator: str | None, passphrase_file: Path | None
) -> None:
    """What somebody has still to do: countersignatures, labels, what HQ has not receipted."""
    with options.unlock(register, operator, passphrase_file) as opened:
        found = queries.waiting(opened)
    lines = [
        f"To countersign: {row['kind']} {row['subject']}, {row['items']} items, asked by {row['asked_by_name']},"
        f" due {row['due_at']}: {row['id']}"
        for row in found.countersigns
    ]
    if found.labels:
        lines.append(f"Labels to print: {found.labels}")
    lines += [
        f"{each.registry} holds the first {each.held_up_to} of {each.events} events"
        for each in found.unsent
    ]
    facts = {
        "countersigns": [dict(row) for row in found.countersigns],
        "labels": found.labels,
        "registries": [asdict(each) for each in found.unsent],
    }
    output.say("\n".join(lines) or "Nothing waits.", facts)


VERBS = (labels, paper, find, journal, waiting)
