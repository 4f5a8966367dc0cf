"""salw marking: what is to mark, the machines, their job lists, and their logs read back in."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from salw_desktop import files
from salw_desktop.cli import options
from salw_desktop.cli.output import Output
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.marking.job_lists import FORMATS, job_list
from salw_desktop.usecases.marking.machines import Machine, machines
from salw_desktop.usecases.marking.strikes import RecordMachineLog, log_lines
from salw_desktop.usecases.marking.worklist import ToMark, to_mark
from salw_desktop.usecases.register import Register

LARGEST_LOG_BYTES = 1024 * 1024


@click.group()
@click.argument("register", type=options.FOLDER)
@click.pass_context
def marking(context: click.Context, register: Path) -> None:
    """Marks struck in metal, and the machines that strike them."""
    context.meta[__name__] = register


def _unlock(operator: str | None, passphrase_file: Path | None) -> Register:
    path: Path = click.get_current_context().meta[__name__]
    return options.unlock(path, operator, passphrase_file)


@marking.command("list")
@click.option("--machine", required=True, metavar="NAME")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="csv")
@click.option("--out", type=options.FILE, required=True, metavar="FILE")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def list_(
    output: Output,
    machine: str,
    format_: str,
    out: Path,
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """What a machine still has to strike, for its controller."""
    options.look_at_new_files(out)
    with _unlock(operator, passphrase_file) as opened:
        data = job_list(opened, machine, format_)
    files.write_private(out, data)
    output.say(f"Job list in {out}.", {"file": str(out.resolve()), "bytes": len(data)})


@marking.command("to-mark")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def to_mark_(output: Output, operator: str | None, passphrase_file: Path | None) -> None:
    """Weapons that want a mark, why, and for how many days."""
    with _unlock(operator, passphrase_file) as opened:
        found = to_mark(opened)
    told = "\n".join(map(_weapon_told, found)) or "No weapon is to be marked."
    output.say(told, {"to_mark": [asdict(each) for each in found]})


def _weapon_told(each: ToMark) -> str:
    job = f", {each.job} {each.job_state}" if each.job else ""
    number = each.number or "(no number)"
    return f"{number}  {each.model}  {each.cause}, {each.days_without_outcome} days{job}"


@marking.command("machines")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def machines_(output: Output, operator: str | None, passphrase_file: Path | None) -> None:
    """Each machine: strikes since its stylus was changed, numbers left, who may run it."""
    with _unlock(operator, passphrase_file) as opened:
        found = machines(opened)
    told = "\n".join(map(_machine_told, found)) or "There is no marking machine."
    output.say(told, {"machines": [asdict(each) for each in found]})


def _machine_told(each: Machine) -> str:
    trained = ", ".join(one.person for one in each.trained) or "nobody is trained"
    return (
        f"{each.name}  {each.method}, {each.place}; {each.strikes_since_stylus} strikes on this stylus;"
        f" {each.numbers_left} numbers left; {each.live_jobs} jobs; {trained}"
    )


@marking.command()
@click.argument("log", type=options.FILE)
@click.option("--struck-by", required=True, metavar="NAME", help="Of the roster.")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def results(
    output: Output, log: Path, struck_by: str, operator: str | None, passphrase_file: Path | None
) -> None:
    """Enter a machine's log: a job number or string, and OK or mis-strike, on each line."""
    lines = log_lines(files.read_limited(log, LARGEST_LOG_BYTES))
    with _unlock(operator, passphrase_file) as opened:
        answer = perform(RecordMachineLog(lines=lines, struck_by=struck_by), opened).answer
    breaches = answer["breaches"]
    told = [f"{answer['entered']} strikes entered, {answer['mis_strikes']} of them mis-struck."]
    output.say("\n".join([*told, *(breaches if isinstance(breaches, list) else [])]), answer)
