"""What `salw` says: one JSON object, or sentences; and the exit status."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.words import CODES, sentence

WRONG_USAGE = 2
_SENTENCES = {
    "usage": "{message} Try: salw --help",
    "fault": "The program has a fault. What was saved is safe. A report lies in {path}; send it to the makers.",
}


class Output:
    """One verb's voice. With --json one object on standard output; sentences of trouble always on standard error."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self.status = 0

    def say(self, text: str, facts: Mapping[str, object]) -> None:
        """The verb is done: the object in full, or what a person wants to know."""
        if self.as_json:
            self._object({"ok": True, **facts})
        elif text:
            click.echo(text)

    def invalid(self, text: str, facts: Mapping[str, object]) -> None:
        """What was looked at does not hold: exit status 1."""
        self.status = 1
        if self.as_json:
            told = {"message": text, "field": None, "facts": dict(facts)}
            self._object({"ok": False, **told, **facts})
            click.echo(text, err=True)
        else:
            click.echo(text)

    def progress(self, text: str) -> None:
        click.echo(text, err=True)

    def refused(self, error: Refusal | Trouble) -> None:
        code = CODES[error.code]
        self.status = code.exit_status
        field = error.field if isinstance(error, Refusal) else None
        self._failed(error.code, sentence(error.code, error.facts), field, error.facts)

    def misused(self, usage: click.ClickException) -> None:
        self.status = WRONG_USAGE
        message = _SENTENCES["usage"].format(message=usage.format_message())
        self._failed("usage", message, None, {})

    def faulty(self, report: Path) -> None:
        facts = {"path": str(report)}
        self._failed("program.fault", _SENTENCES["fault"].format(**facts), None, facts)

    def _failed(
        self, code: str, message: str, field: str | None, facts: Mapping[str, object]
    ) -> None:
        if self.as_json:
            self._object(
                {
                    "ok": False,
                    "code": code,
                    "message": message,
                    "field": field,
                    "facts": dict(facts),
                }
            )
        click.echo(message, err=True)

    @staticmethod
    def _object(members: Mapping[str, object]) -> None:
        click.echo(json.dumps(members, ensure_ascii=False, default=str))
