"""salw labels, tags, paper, find, journal, waiting."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from salw_desktop import files
from salw_desktop.cli import options
from salw_desktop.cli.output import Output
from salw_desktop.usecases import queries
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.messages import Alert
from salw_desktop.usecases.paperwork.kinds import KINDS
from salw_desktop.usecases.paperwork.labels import blank_tags, labels_of
from salw_desktop.usecases.paperwork.printing_out import ReadAloud, print_out
from salw_desktop.usecases.printouts import RECEIPT
from salw_desktop.usecases.store.labels import USUAL_SHEET, MarkLabelsPrinted
from salw_desktop.words.radio import FIGURES


def _new_file(out: Path, data: bytes) -> None:
    options.look_at_new_files(out)
    files.write_private(out, data)


@click.command()
@click.argument("register", type=options.FOLDER)
@click.option("--out", type=options.FILE, required=True, metavar="FILE")
@click.option(
    "--start",
    type=int,
    metavar="N",
    help="First empty label on the sheet; else where the pack goes on, or 1.",
)
@click.option("--sheet", metavar="NAME", help=f"Sheet or roll to print on; else {USUAL_SHEET}.")
@click.option("--pack", metavar="NAME", help="The pack in the printer: it knows sheet and start.")
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
    start: int | None,
    sheet: str | None,
    pack: str | None,
    numbers: tuple[str, ...],
    printed: bool,  # click gives flags by name
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """Waiting labels as a PDF of sheets or of labels from a roll."""
    if sheet and pack:
        raise click.UsageError("Give --sheet or --pack: a pack knows its sheet.")
    with options.unlock(register, operator, passphrase_file) as opened:
        asked = MarkLabelsPrinted(
            first_position=start, weapons=numbers, pack=pack or "", sheet=sheet or USUAL_SHEET
        )
        layout, first = asked.place(opened.reader)
        _new_file(out, labels_of(opened, start=first, numbers=numbers, sheet=layout))
        answer = dict(perform(asked, opened).answer) if printed else {}
    output.say(f"Labels in {out}.", {"file": str(out.resolve()), **answer})


@click.command()
@click.argument("register", type=options.FOLDER)
@click.argument("tag_range", metavar="RANGE")
@click.option("--out", type=options.FILE, required=True, metavar="FILE")
@click.option("--start", type=int, default=1, metavar="N", help="First empty label on the sheet.")
@click.option("--sheet", default=USUAL_SHEET, metavar="NAME", help="Sheet or roll to print on.")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def tags(
    output: Output,
    register: Path,
    tag_range: str,
    out: Path,
    start: int,
    sheet: str,
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """Blank tags of a range made beforehand, by its id or any number of it."""
    with options.unlock(register, operator, passphrase_file) as opened:
        _new_file(out, blank_tags(opened, tag_range, start=start, sheet=sheet))
    output.say(f"Tags in {out}.", {"file": str(out.resolve())})


_WORDS = {kind.replace(" ", "-"): kind for kind in KINDS} | {
    "order": "destruction order",
    "untagged": "untagged item card",
    "ceremony": "ceremony sheet",
}


@click.command()
@click.argument("register", type=options.FOLDER)
@click.argument("kind", type=click.Choice(sorted(_WORDS)))
@click.argument("number")
@click.option("--out", type=options.FILE, required=True, metavar="FILE")
@click.option("--reason", default="", metavar="TEXT", help="Why a further copy is printed.")
@click.option(
    "--read-aloud-in",
    "language",
    default="",
    metavar="LANGUAGE",
    help="Of a receipt, when first printed.",
)
@click.option(
    "--read-aloud-by", "reader", default="", metavar="NAME", help="As he stands on the roster."
)
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
    reason: str,
    language: str,
    reader: str,
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """A paper made from the record, by its number: of a receipt the hand-in's, of a day sheet the date.

    Of a ceremony sheet a certificate's or session's, or the code of a campaign, also up to a day: DDR1@2026-11-22.
    Of a laboratory result the weapon's, of an eligibility decision the hand-in's, with /1 for the first of several.
    """
    if (language or reader) and _WORDS[kind] != RECEIPT:
        raise click.UsageError("Only a receipt is read aloud.")
    options.look_at_new_files(out)
    with options.unlock(register, operator, passphrase_file) as opened:
        printed = print_out(
            opened,
            _WORDS[kind],
            number,
            lambda data: files.write_private(out, data),
            reason,
            ReadAloud(language, reader),
        )
    facts = {"file": str(out.resolve()), "number": printed.number, "copy": printed.copy}
    output.say(
        f"{_WORDS[kind].capitalize()} {printed.number}, copy {printed.copy}, in {out}.", facts
    )


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
    """What somebody has still to do: sign, print, identify, look at two weapons of one number, send."""
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
        f"{what}: {count}"
        for what, count in (
            ("To identify", found.to_identify),
            ("Untagged items to solve", len(found.untagged)),
            ("Look-alikes to answer", len(found.look_alikes)),
            ("Alarms", len(found.alarms)),
            ("Holds to review", len(found.holds_to_review)),
        )
        if count
    ]
    lines += map(_alert_line, found.alerts_heard)
    lines += [
        f"Due back since {row['due_on']}: {row['weapon_number']} from {row['to_whom']}"
        for row in found.overdue
    ]
    lines += [
        f"{row['operator_name']} stands for {row['stands_for_name']} until {row['until_on']}"
        for row in found.acting
    ]
    if found.lone_officer:
        row = found.lone_officer
        lines.append(
            f"One officer alone until {row['until_on']}, declared by {row['declared_by_name']}: {row['why']}"
        )
    lines += [
        f"{each.registry} holds the first {each.held_up_to} of {each.events} events"
        for each in found.unsent
    ]
    lines += [
        f"Backup {each.name} of {each.made_on} still opens {each.persons} erased since: salw backup --destroy-outdated"
        for each in found.outdated_backups
    ]
    output.say("\n".join(lines) or "Nothing waits.", _waiting_facts(found))


def _alert_line(alert: Alert) -> str:
    figures = ", ".join(f"{FIGURES[name]} {count}" for name, count in alert.figures)
    return f"Alert heard: {alert.number} of {alert.date}: {figures}"


def _waiting_facts(found: queries.Waiting) -> dict[str, object]:
    return {
        "countersigns": [dict(row) for row in found.countersigns],
        "labels": found.labels,
        "to_identify": found.to_identify,
        "untagged": [dict(row) for row in found.untagged],
        "look_alikes": [dict(row) for row in found.look_alikes],
        "alarms": [dict(row) for row in found.alarms],
        "alerts_heard": [
            {"number": each.number, "date": each.date, **dict(each.figures)}
            for each in found.alerts_heard
        ],
        "overdue": [dict(row) for row in found.overdue],
        "holds_to_review": [dict(row) for row in found.holds_to_review],
        "acting": [dict(row) for row in found.acting],
        "lone_officer": dict(found.lone_officer) if found.lone_officer else None,
        "registries": [asdict(each) for each in found.unsent],
        "outdated_backups": [asdict(each) for each in found.outdated_backups],
    }


VERBS = (labels, tags, paper, find, journal, waiting)
