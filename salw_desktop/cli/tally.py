"""salw tally: children who came, by quarter and sex, for child protection alone."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from salw_desktop.cli import options
from salw_desktop.cli.output import Output
from salw_desktop.usecases.intake.counting import FEWEST_SHOWN, child_figures


@click.command()
@click.argument("register", type=options.FOLDER)
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def tally(
    output: Output, register: Path, operator: str | None, passphrase_file: Path | None
) -> None:
    """Children who came, by quarter and sex; a small figure is not told. For child protection alone."""
    with options.unlock(register, operator, passphrase_file) as opened:
        found = child_figures(opened)
    lines = [
        f"{each.quarter}  {each.sex}: {each.count or f'fewer than {FEWEST_SHOWN}'}"
        for each in found
    ]
    output.say("\n".join(lines) or "Nobody was counted.", {"figures": [*map(asdict, found)]})


VERBS = (tally,)
