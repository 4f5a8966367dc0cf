"""Who may have signed an event: one verifier for the station's check, for HQ's import and for restored files."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from salw_desktop.keys.events import Event
from salw_desktop.keys.signing import is_signed

OPENED, CLOSED = "branch.opened", "branch.closed"
RECOVERED = "recovered"
RECOVERY = "recovery"  # stands among the operators' keys for the key of the recovery sheet
Signed: TypeAlias = Callable[[bytes, bytes, bytes], bool]  # public key, message, signature
_PUBLIC = re.compile(r"[0-9a-f]{64}")


class Broken(Exception):  # the house's own word
    """An event that does not hold: `what` is a word of words/findings.py."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class BranchState:
    """What is known of a branch: its public key, whose it is, its newest number, whether it was closed."""

    key: bytes
    operator: str
    seq: int
    is_closed: bool = False


def keys_in(event: Event) -> dict[str, bytes]:
    """The signing keys that an event brings in: of operators introduced by two, of the recovery sheet.

    A changed key of an operator is not among them: that counts only where the recovery sheet opened the branch.
    """
    found: dict[str, bytes] = {}
    if event.witness is None:
        return found
    for table, id_, new, *old in event.rows:
        if not isinstance(new, dict) or not isinstance(id_, str):
            continue
        if table == "operator" and not old and _PUBLIC.fullmatch(str(new.get("sign_key"))):
            found[id_] = bytes.fromhex(str(new["sign_key"]))
        if table == "station" and _PUBLIC.fullmatch(str(new.get("recovery_key"))):
            found[RECOVERY] = bytes.fromhex(str(new["recovery_key"]))
    return found


class Chain:
    """Follows branches event by event. Links between events (`prev`) are the caller's to look at.

    `former` holds keys that operators had before: at HQ a lost laptop may turn up with branches that never heard of
    a renewal. In one file there is one past, and a former key counts for nothing.
    """

    def __init__(
        self,
        device: bytes,
        operators: Mapping[str, bytes],
        branches: Mapping[str, BranchState] | None = None,
        former: Mapping[str, Collection[bytes]] | None = None,
    ) -> None:
        self._device = device
        self._operators = dict(operators)
        self._former = {who: set(keys) for who, keys in (former or {}).items()}
        self._counts_former = former is not None
        self.renewed: set[str] = set()
        self.branches: dict[str, BranchState] = dict(branches or {})

    @property
    def operators(self) -> Mapping[str, bytes]:
        """Every key that counts so far."""
        return self._operators

    @property
    def former(self) -> Mapping[str, Collection[bytes]]:
        """Keys that counted before a renewal."""
        return self._former

    def look(
        self, event: Event, signature: bytes, witness: bytes | None, signed: Signed = is_signed
    ) -> None:
        """Broken where opening, number, person or signature is not as it must be."""
        if event.type == OPENED:
            self._look_at_opening(event, signature, witness)
        else:
            self._look_at_next(event, signature, witness, signed)

    def learn(self, event: Event) -> None:
        """After `look`: the keys that it brings in count from here on. Nobody gets a second one by it."""
        for who, key in keys_in(event).items():
            if who == RECOVERY or who not in self._operators:
                self._operators[who] = key

    def _look_at_opening(self, event: Event, signature: bytes, witness: bytes | None) -> None:
        is_recovered = event.text("why") == RECOVERED
        operator = self._operators.get(RECOVERY if is_recovered else event.operator)
        key = event.text("key")
        if event.seq or event.branch in self.branches or not _PUBLIC.fullmatch(key):
            raise Broken("opening")
        if operator is None or event.operator == RECOVERY or event.operator not in self._operators:
            raise Broken("operator")
        if event.text("device") != self._device.hex() or not is_signed(
            self._device, event.message, signature
        ):
            raise Broken("device")
        former = self._former.get(event.operator, set()) if self._counts_former else set()
        keys = [operator, *(() if is_recovered else former)]
        if not any(is_signed(each, event.message, witness or b"") for each in keys):
            raise Broken("opened-in-another-name")
        if is_recovered:
            if not _PUBLIC.fullmatch(event.text("operator_key")):
                raise Broken("opening")
            self._former.setdefault(event.operator, set()).add(self._operators[event.operator])
            self._operators[event.operator] = bytes.fromhex(event.text("operator_key"))
            self.renewed.add(event.operator)
        self.branches[event.branch] = BranchState(bytes.fromhex(key), event.operator, 0)

    def _look_at_next(
        self, event: Event, signature: bytes, witness: bytes | None, signed: Signed
    ) -> None:
        branch = self.branches.get(event.branch)
        if branch is None:
            raise Broken("branch-unknown")
        if branch.is_closed or event.seq != branch.seq + 1 or event.operator != branch.operator:
            raise Broken("branch")
        if not signed(branch.key, event.message, signature):
            raise Broken("signature")
        if event.witness is not None:
            second = self._operators.get(event.witness)
            if event.witness == event.operator or second is None:
                raise Broken("witness")
            former = self._former.get(event.witness, set()) if self._counts_former else set()
            if not any(
                is_signed(each, event.message, witness or b"") for each in (second, *former)
            ):
                raise Broken("witness")
        is_closed = event.type == CLOSED
        self.branches[event.branch] = BranchState(branch.key, branch.operator, event.seq, is_closed)
