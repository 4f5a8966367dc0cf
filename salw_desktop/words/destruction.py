"""What a person is told when an order, a session or a loss says no."""

from __future__ import annotations

REFUSALS: dict[str, str] = {
    "loss.own": "You reported the loss {number} yourself. Ask another supervisor to close it, or somebody to sign with you.",
    "amendment.leaves-none": "This would leave nothing on the list of the order {order}. Withdraw the order instead.",
    "amendment.not-on-list": "The weapon {number} is not on the list of the order {order}, or was withdrawn from it before. Take it off this amendment.",
    "amendment.too-late": "The session {session} of the order {order} is at “{state}”, so its list is not amended any more. Name the weapon as not destroyed in the session instead.",
    "batch.twice": "The batch “{name}” of this session is recorded already. Give this one a name of its own.",
    "batch.time": "“{given}” is no time. Write it as 10:40, or as 2026-11-22T10:40 for another day.",
    "batch.ends-first": "The batch cannot begin at {began} and end at {ended}. Correct the times: one left empty is now, and another day is written as 2026-11-22T10:40.",
    "session.difference": "After the cut {counted} were counted, and {destroyed} are recorded as destroyed. Count again, or say why they differ: the certificate gives the reason.",
    "loss.ended": "The weapon {number} is recorded as {custody}, so it is not ours to lose. If it was seen again, record where, first.",
    "loss.documented": "The weapon {number} was seen and not taken, so it was never ours to lose.",
    "loss.open": "The weapon {number} is reported missing already, with the report {loss}. Close that one first.",
    "loss.unknown": "There is no loss report “{given}” in this register. Check its number on the paper.",
    "loss.closed": "The loss report {number} is closed: {finding}. Nothing was changed.",
    "loss.seen-since": "The weapon {number} of this report is {custody} now, so it is not lost. Close the report as found again.",
}

TROUBLES: dict[str, str] = {}
