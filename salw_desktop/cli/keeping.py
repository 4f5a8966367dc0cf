"""salw new, backup, restore, rekey, operators."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from salw_desktop import files
from salw_desktop.cli import options
from salw_desktop.cli.output import Output
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import Role
from salw_desktop.registry import desk
from salw_desktop.usecases import (
    backups,
    keeping,
    queries,
    restoring,
    safekeeping,
    staffing,
)
from salw_desktop.usecases.genesis import new_station
from salw_desktop.usecases.paperwork.recovery import recovery
from salw_desktop.usecases.register import Key


@click.command()
@click.argument("register", type=options.FOLDER)
@click.option(
    "--unit",
    required=True,
    metavar="CODE",
    help="Letters and digits, as it stands in file names: LEN1.",
)
@click.option(
    "--site",
    required=True,
    metavar="CODE",
    help="Three letters, as they stand in control numbers: LEN.",
)
@click.option("--site-name", default="", metavar="NAME")
@click.option(
    "--block",
    metavar="FIRST-LAST",
    help="XA26-LEN-000001-000999, or 1-999 for a practice register.",
)
@click.option("--practice", is_flag=True, help="A practice register, for ever.")
@click.option("--supervisor", default="Supervisor", metavar="NAME")
@click.option("--storekeeper", default="Storekeeper", metavar="NAME")
@click.option("--organisation", default="National commission", metavar="NAME")
@click.option(
    "--passphrase-out",
    type=options.FILE,
    metavar="FILE",
    help="Keeps the passphrases: for practice and set-up.",
)
@click.option("--sheet", type=options.FILE, metavar="FILE", help="The recovery sheet as PDF.")
@options.as_json
@click.pass_obj
def new(
    output: Output,
    register: Path,
    unit: str,
    site: str,
    site_name: str,
    block: str | None,
    practice: bool,
    supervisor: str,
    storekeeper: str,
    organisation: str,
    passphrase_out: Path | None,
    sheet: Path | None,
) -> None:
    """Make a register with its two first operators; passphrases and recovery words are shown once."""
    station = new_station(
        unit=unit,
        site=site,
        site_name=site_name,
        block=block or "",
        is_practice=practice,
        supervisor=supervisor,
        storekeeper=storekeeper,
        organisation=organisation,
    )
    options.look_at_new_files(passphrase_out, sheet)
    shown = keeping.new_register(register, station)
    once = options.shown_once(shown)
    with options.said_before_trouble(output, once):
        options.keep_passphrases(passphrase_out, shown)
        if sheet:
            _print_sheet(register, shown, sheet)
    output.say(
        f"Made {register}. Write this down now, it is shown once and kept nowhere:\n{once}",
        {
            "register": str(register.resolve()),
            "practice": station.is_practice,
            "passphrases": dict(shown.passphrases),
            "recovery": shown.recovery,
            "passphrase_file": str(passphrase_out.resolve()) if passphrase_out else None,
            "sheet": str(sheet.resolve()) if sheet else None,
        },
    )


def _print_sheet(register: Path, shown: keeping.Shown, sheet: Path) -> None:
    (first, words), (second, _) = shown.passphrases
    with keeping.unlock(register, first, words) as opened:
        files.write_private(sheet, recovery(opened, shown.recovery, (first, second)))


@click.command()
@click.argument("register", type=options.FOLDER)
@click.argument("folder", type=options.FOLDER, required=False)
@click.option(
    "--destroy-outdated",
    is_flag=True,
    help="Then destroy those beside the register that still open a person who was erased since.",
)
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def backup(
    output: Output,
    register: Path,
    folder: Path | None,
    destroy_outdated: bool,  # click gives flags by name
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """Copy the register, open the copy again and check it whole."""
    with options.unlock_any(register, operator, passphrase_file) as opened:
        made = safekeeping.back_up(opened, folder or opened.folder.backups)
        gone = backups.destroy_outdated(opened) if destroy_outdated else ()
    destroyed = f" Destroyed: {', '.join(gone)}." if gone else ""
    output.say(
        f"Backed up to {made}, opened again and checked.{destroyed}",
        {"backup": str(made.resolve()), "destroyed": list(gone)},
    )


@click.command()
@click.argument("backup", type=options.FOLDER)
@click.argument("register", type=options.FOLDER)
@click.option(
    "--highest-number",
    type=int,
    required=True,
    metavar="N",
    help="The highest running number seen on paper.",
)
@click.option(
    "--highest-mark",
    type=int,
    default=0,
    metavar="N",
    help="The highest number struck in metal since the backup, where there is a marking machine.",
)
@click.option(
    "--receipt",
    type=options.FILE,
    metavar="FILE",
    help="The newest receipt of HQ: whoever was erased since the backup is erased by it.",
)
@click.option("--reason", required=True)
@options.operator
@options.passphrase_file
@options.second
@options.second_passphrase_file
@options.as_json
@click.pass_obj
def restore(
    output: Output,
    backup: Path,
    register: Path,
    highest_number: int,
    highest_mark: int,
    receipt: Path | None,
    reason: str,
    operator: str | None,
    passphrase_file: Path | None,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Make a register from a backup; its numbers go on at the next hundred."""
    if second is None:
        raise Refusal("second.missing", field="second")
    command = safekeeping.RestoreRegister(
        highest_running_on_paper=highest_number,
        highest_struck_in_metal=highest_mark,
        reason=reason,
    )

    def key_of_second(made: Path) -> Key:
        own = second_passphrase_file or passphrase_file
        return keeping.key_of(made, second, options.passphrase_of(second, own))

    done = restoring.restore(
        backup,
        register,
        command,
        second=key_of_second,
        opened_by=partial(options.unlock_any, wanted=operator, passphrases=passphrase_file),
        receipt=receipt,
    )
    output.say(
        f"Restored to {register}. Numbers go on after {done.next_running_after}."
        f"{_told_of_persons(done.erased, done.readable)}",
        {
            "register": str(register.resolve()),
            "next_running_after": done.next_running_after,
            "paper_series": done.paper_series,
            "erased": done.erased,
            "persons_readable": done.readable,
        },
    )


def _told_of_persons(erased: object, readable: int) -> str:
    if erased is not None:
        return f" {erased} persons who were erased since the backup are erased here too."
    if readable:
        return (
            f" It opens {readable} persons. Take in HQ's newest receipt now (salw take):"
            " whoever was erased since this backup is erased by it."
        )
    return ""


@click.command()
@click.argument("register", type=options.FOLDER)
@click.option("--reason", required=True)
@click.option(
    "--recovery-out", type=options.FILE, metavar="FILE", help="Where the new recovery words go."
)
@options.operator
@options.passphrase_file
@options.second
@options.as_json
@click.pass_obj
def rekey(
    output: Output,
    register: Path,
    reason: str,
    recovery_out: Path | None,
    operator: str | None,
    passphrase_file: Path | None,
    second: str | None,
) -> None:
    """Give the file a new key. Operators whose passphrase stands in the file go on, the others need a new slot."""
    options.look_at_new_files(recovery_out)
    passphrases = options.read_passphrases(passphrase_file).by_name
    key = options.second_key(register, second, None, passphrase_file)
    if key is None:
        raise Refusal("second.missing", field="second")
    opened = options.unlock(register, operator, passphrase_file)
    recovery, left_out = safekeeping.rekey(opened, passphrases, key, reason)
    if recovery_out:
        with options.said_before_trouble(output, recovery):
            files.write_private(recovery_out, f"{recovery}\n".encode())
    without = f" Without a slot now: {', '.join(left_out)}." if left_out else ""
    output.say(
        f"The file has a new key. New recovery words, shown once: {recovery}.{without}",
        {"recovery": recovery, "without_slot": list(left_out)},
    )


@click.group()
def operators() -> None:
    """Who may open the register."""


@operators.command("list")
@click.argument("register", type=options.FOLDER)
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def list_operators(
    output: Output, register: Path, operator: str | None, passphrase_file: Path | None
) -> None:
    """Names, functions and roles."""
    with options.unlock_any(register, operator, passphrase_file) as opened:
        rows = queries.operators(opened)
    lines = [
        f"{row['name']}: {row['function']}, {', '.join([*row['roles'], *row['acting']]) or 'blocked'}"
        for row in rows
    ]
    output.say("\n".join(lines), {"operators": list(rows)})


@operators.command("add")
@click.argument("register", type=options.FOLDER)
@click.argument("name")
@click.option("--person", required=True, metavar="NAME", help="As he stands on the roster.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
)
@options.operator
@options.passphrase_file
@options.second
@options.second_passphrase_file
@options.as_json
@click.pass_obj
def add_operator(
    output: Output,
    register: Path,
    name: str,
    person: str,
    roles: tuple[str, ...],
    operator: str | None,
    passphrase_file: Path | None,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """A new operator with a key and a passphrase of his own, introduced by two."""
    key = options.second_key(register, second, second_passphrase_file, passphrase_file)
    with options.unlock(register, operator, passphrase_file) as opened:
        wanted = tuple(Role(role) for role in roles)
        words = staffing.add_operator(opened, name=name, person=person, roles=wanted, second=key)
    output.say(f"{name}: {words}\nShown once.", {"name": name, "passphrase": words})


@operators.command("block")
@click.argument("register", type=options.FOLDER)
@click.argument("name")
@click.option("--reason", required=True)
@options.operator
@options.passphrase_file
@options.second
@options.second_passphrase_file
@options.as_json
@click.pass_obj
def block_operator(
    output: Output,
    register: Path,
    name: str,
    reason: str,
    operator: str | None,
    passphrase_file: Path | None,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Take an operator's slot away; what he signed stays. If he may have kept a copy, change the key too."""
    key = options.second_key(register, second, second_passphrase_file, passphrase_file)
    with options.unlock(register, operator, passphrase_file) as opened:
        staffing.block_operator(opened, name, reason, key)
    output.say(f"{name} cannot open this register any more.", {"name": name})


@operators.command("passphrase")
@click.argument("register", type=options.FOLDER)
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def change_passphrase(
    output: Output, register: Path, operator: str | None, passphrase_file: Path | None
) -> None:
    """Other words for one's own key."""
    name = options.first_operator(register, operator)
    current = options.passphrase_of(name, passphrase_file)
    with keeping.unlock(register, name, current) as opened:
        words = staffing.new_passphrase(opened, current)
    output.say(f"{name}: {words}\nShown once.", {"name": name, "passphrase": words})


@operators.command("recover")
@click.argument("register", type=options.FOLDER)
@click.argument("name")
@click.option(
    "--recovery-file",
    type=options.FILE,
    metavar="FILE",
    help="The ten words of the recovery sheet.",
)
@click.option("--reason", required=True)
@options.as_json
@click.pass_obj
def recover_operator(
    output: Output, register: Path, name: str, recovery_file: Path | None, reason: str
) -> None:
    """By the words of the recovery sheet: a new key and passphrase for an operator who has lost his."""
    words = options.passphrase_of("the recovery sheet", recovery_file)
    try:
        passphrase = staffing.recover(register, words, name, reason)
    except Refusal as refusal:
        if refusal.code != "register.is-a-registry":
            raise
        passphrase = desk.recover(register, words, name, reason)
    output.say(f"{name}: {passphrase}\nShown once.", {"name": name, "passphrase": passphrase})


VERBS = (new, backup, restore, rekey, operators)
