"""salw: the same work without a window."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from salw_desktop import __version__
from salw_desktop.cli import (
    acts,
    checking,
    comparing,
    demo,
    dossier,
    exchange,
    keeping,
    marking,
    messages,
    papers,
    photos,
    registry,
    tally,
)
from salw_desktop.cli.output import Output
from salw_desktop.cli.report import write_report
from salw_desktop.domain.errors import Refusal, Trouble

FAULT_OF_THE_PROGRAM = 4


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="salw")
def verbs() -> None:
    """A register of small arms and light weapons, kept without a network."""


for verb in (
    *keeping.VERBS,
    *checking.VERBS,
    *acts.VERBS,
    *papers.VERBS,
    *comparing.VERBS,
    *dossier.VERBS,
    *exchange.VERBS,
    *messages.VERBS,
    *tally.VERBS,
    photos.photos,
    marking.marking,
    registry.registry,
    demo.demo,
):
    verbs.add_command(verb)


def run(arguments: Sequence[str]) -> int:
    """The exit status: 0 done, 1 refused or not valid, 2 wrong usage, 3 trouble with the world, 4 a fault of ours."""
    output = Output(as_json="--json" in arguments)
    try:
        verbs.main(args=list(arguments), prog_name="salw", standalone_mode=False, obj=output)
    except click.exceptions.Abort:
        output.refused(Refusal("answer.none"))
    except click.ClickException as usage:
        output.misused(usage)
    except (Refusal, Trouble) as error:
        output.refused(error)
    except Exception as fault:  # noqa: BLE001  # the last net: a report is written, no traceback is shown
        output.faulty(write_report(fault))
        return FAULT_OF_THE_PROGRAM
    return output.status


def main() -> None:
    sys.exit(run(sys.argv[1:]))
