"""A marking shop in practice: a profile, a machine with numbers, and who was trained on it."""

from __future__ import annotations

from factory import Answer, Desk, a_weapon

MACHINE = "Pin marker 1"
STRIKER, READER = "P. Cutter", "P. Inspector"
QUALITIES = (
    "is_exposed",
    "is_conspicuous",
    "is_recognisable",
    "is_readable",
    "is_durable",
    "is_recoverable",
)
PROFILE: Answer = {
    "name": "National mark",
    "country": "XA",
    "agency": "PS",
    "template": "{SYM} {CC} {AG} {YY} {SEQ:6}",
    "decided_by": "National Commission, decree 7",
}
MACHINE_FIELDS: Answer = {
    "name": MACHINE,
    "serial": "MC-2000-17",
    "method": "dot-peen",
    "place": "Registration table",
}
BLOCK: Answer = {
    "machine": MACHINE,
    "country": "XA",
    "agency": "PS",
    "first": 1,
    "last": 40,
    "given_by": "National registry",
}


def furnish_shop(desk: Desk, **changed: object) -> None:
    """`changed` are fields of the profile."""
    desk.do("set-mark-profile", **{**PROFILE, **changed})
    desk.do("add-machine", **MACHINE_FIELDS)
    desk.do("record-machine-training", machine=MACHINE, person=STRIKER, trained_by="The maker")
    desk.do("add-mark-block", **BLOCK)


def a_job(desk: Desk, weapon: str = "", **changed: object) -> Answer:
    """Ordered for a weapon of its own unless one is named."""
    weapon = weapon or str(a_weapon(desk)["number"])
    return desk.do("order-mark-job", weapon=weapon, machine=MACHINE, **changed)


def strike(desk: Desk, job: str, outcome: str = "OK", **changed: object) -> Answer:
    fields = {"struck_by": STRIKER, **changed}
    return desk.do("record-strike", job=job, outcome=outcome, **fields)


def reading(job: str, read_as: str, **changed: object) -> Answer:
    """The fields of a reading by another person that finds all six qualities."""
    good = dict.fromkeys(QUALITIES, True)
    return {"job": job, "read_as": read_as, "read_by": READER, **good, **changed}


def read_back(desk: Desk, job: str, read_as: str, **changed: object) -> Answer:
    return desk.do("read-back-mark", **reading(job, read_as, **changed))


def a_marked_weapon(desk: Desk, weapon: str = "") -> Answer:
    """Its job: ordered, struck and read back."""
    job = a_job(desk, weapon)
    strike(desk, job["number"])
    read_back(desk, job["number"], job["string"])
    return job
