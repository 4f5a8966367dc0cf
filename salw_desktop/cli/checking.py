"""salw check: pages, journal, tables and the files of photographs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click

from salw_desktop.cli import options
from salw_desktop.cli.output import Output
from salw_desktop.registry import desk
from salw_desktop.usecases import checking
from salw_desktop.usecases.photo_files import Looked


@click.command()
@click.argument("register", type=options.FOLDER)
@click.option(
    "--against",
    type=options.FILE,
    metavar="RECEIPT",
    help="Also held beside what a registry holds.",
)
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def check(
    output: Output,
    register: Path,
    against: Path | None,
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """Verify file, journal and tables; name table, id and column of whatever differs."""
    with options.unlock_any(register, operator, passphrase_file) as opened:
        found = checking.check(opened, against, _count_photographs(output))
        # what stations sent was verified when it came in; it is not looked at again here
        scope = " of its own acts" if opened.station["role"] == desk.ROLE else ""
    told = (*found.notes, *found.photographs.strange)
    facts = {
        "events": found.events,
        "newest_event": found.newest_event,
        "findings": list(found.findings),
        "notes": list(told),
        "photographs": asdict(found.photographs),
    }
    notes = "".join(f"\nNote: {note}" for note in told)
    wrong = [*found.findings, *found.photographs.findings]
    if wrong:
        listed = "\n".join(wrong)
        output.invalid(f"{listed}{notes}", {"code": "check.differs", **facts})
    else:
        output.say(
            f"{found.events} events, every table{scope} as they made it. Newest event {found.newest_event}."
            f"{_photographs(found.photographs)}{notes}",
            facts,
        )


_TOLD_EVERY = 500  # photographs: some ten seconds on an old laptop


def _count_photographs(output: Output) -> Callable[[int, int], None]:
    def told(done: int, total: int) -> None:
        if done % _TOLD_EVERY == 0:
            output.progress(f"{done} of {total} photographs read")

    return told


def _photographs(looked: Looked) -> str:
    erased = f"; {looked.originals_erased} originals were erased" if looked.originals_erased else ""
    return f" {looked.whole} files of photographs whole{erased}." if looked.whole or erased else ""


VERBS = (check,)
