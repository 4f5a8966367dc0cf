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
from salw_desktop.usecases.marking.planner import Figures, SitePlan, mark_plan
from salw_desktop.usecases.marking.strikes import RecordMachineLog, log_lines
from salw_desktop.usecases.marking.worklist import ToMark, to_mark
from salw_desktop.usecases.register import Register

LARGEST_LOG_BYTES = 1024 * 1024
_ML_IN_A_LITRE = 1000


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


@marking.command()
@click.option(
    "--strikes-a-day",
    type=click.IntRange(min=1),
    metavar="N",
    help="Else what the machines of the site made on a day.",
)
@click.option(
    "--strikes-a-stylus",
    type=click.IntRange(min=1),
    metavar="N",
    help="Else how long the styluses lasted that were changed.",
)
@click.option(
    "--litres-an-hour",
    type=click.FloatRange(min=0),
    metavar="X",
    help="Of the generator; without it no fuel is planned.",
)
@click.option("--hours-a-day", type=click.IntRange(1, 24), default=8, show_default=True)
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def plan(
    output: Output,
    strikes_a_day: int | None,
    strikes_a_stylus: int | None,
    litres_an_hour: float | None,
    hours_a_day: int,
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """Days, styluses and fuel for what is still to mark at each site, reckoned for this day."""
    fuel_ml = None if litres_an_hour is None else round(litres_an_hour * _ML_IN_A_LITRE)
    figures = Figures(
        strikes_a_day=strikes_a_day,
        strikes_a_stylus=strikes_a_stylus,
        hours_a_day=hours_a_day,
        fuel_ml_an_hour=fuel_ml,
    )
    with _unlock(operator, passphrase_file) as opened:
        made = mark_plan(opened, figures)
    head = f"{made.profile}: {made.strikes_a_weapon} strikes on each weapon"
    output.say("\n".join([head, *map(_site_told, made.sites)]), asdict(made))


def _site_told(each: SitePlan) -> str:
    """One site; `?` for what is neither measured nor given."""
    causes = ", ".join(f"{count} {cause}" for cause, count in each.to_mark.items()) or "none"
    held = ", ".join(f"{count} {why}" for why, count in each.held_back.items()) or "none"
    rate = "measured" if each.is_measured else "as given"
    a_day = "?" if each.strikes_a_day is None else f"{each.strikes_a_day} ({rate})"
    days, styluses = ("?" if n is None else str(n) for n in (each.days, each.styluses))
    # a can is filled whole: a litre begun is a litre
    fuel = "?" if each.fuel_ml is None else f"{-(-each.fuel_ml // _ML_IN_A_LITRE)} l"
    return (
        f"{each.site}\n  to mark: {causes}\n  held back: {held}\n"
        f"  machines: {', '.join(each.machines) or 'none with somebody trained on it'}\n"
        f"  {each.strikes} strikes, {a_day} a day: {days} days, {styluses} styluses, fuel {fuel}"
    )


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
