"""HQ takes a damaged or forged bundle not at all: no event, no photograph, no line in its book."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bundle_makers import changed, head_of, parts_of, tar_of, vouched
from factory import a_weapon
from pair import a_pair, holdings
from sealed_bench import PIXEL

from salw_desktop.bundle import layout
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.strict_json import encode
from salw_desktop.keys.age import AgeIdentity, seal, unseal
from salw_desktop.keys.signing import Signer
from salw_desktop.registry import desk as hq_desk
from salw_desktop.usecases import enrolment
from salw_desktop.usecases.register import Register


class Post:
    """A station's true bundle with one weapon and one photograph, and its registry, unlocked."""

    def __init__(self, home: Path) -> None:
        pair = a_pair(home)
        picture = home / "pixel.png"
        picture.write_bytes(PIXEL)
        with pair.station() as desk:
            number = a_weapon(desk)["number"]
            desk.do("add-photo", weapon=number, file=str(picture), view="left")
            self.signer: Signer = enrolment.device_of(desk.register)
        self.true = pair.bundle()
        self.other_hq = pair.copied(pair.hq_path, "other.salw")
        self.registry: Register = pair.hq()
        self.identity: AgeIdentity = hq_desk.identity_of(self.registry)
        plain = home / "plain.tar"
        unseal(self.true, plain, [self.identity], limit_bytes=2**30)
        self.tar = plain.read_bytes()
        self.pair = pair
        self._file = home / "broken.salwb"

    def sealed(self, tar: bytes) -> bytes:
        seal((tar,), self._file, [self.identity.recipient])
        return self._file.read_bytes()

    def code(self, data: bytes) -> str:
        self._file.write_bytes(data)
        try:
            hq_desk.import_bundle(self.registry, self._file)
        except (Refusal, Trouble) as no:
            return no.code
        return "accepted"

    def kept(self) -> tuple[object, ...]:
        """All that is held of stations, the book of imports, and every file of the folder."""
        book = self.registry.reader.execute("SELECT count(*) FROM imported").fetchone()
        files = {each for each in self.pair.hq_path.rglob("*") if "-" not in each.name}
        return holdings(self.registry), book, files


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    post = Post(tmp_path_factory.mktemp("post"))
    yield post
    post.registry.close()


def broken(data: bytes, chance: random.Random) -> bytes:
    """A bit turned, or the end lost."""
    place = chance.randrange(len(data))
    if chance.random() < 0.3:
        return data[:place]
    return data[:place] + bytes((data[place] ^ 1 << chance.randrange(8),)) + data[place + 1 :]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("where", ["on the stick", "before it was sealed"])
def test_that_of_a_damaged_bundle_nothing_is_kept(
    post: Post, where: str, rounds: Callable[[int, int], int]
) -> None:
    chance = random.Random(random.getrandbits(64))  # noqa: S311  # another place at each run
    before, sealed = post.kept(), post.true.read_bytes()
    for _ in range(rounds(100, 3_000)):
        if where == "on the stick":
            data = broken(sealed, chance)
        else:
            data = post.sealed(broken(post.tar, chance))
        assert post.code(data).startswith("bundle.")
    assert post.kept() == before


def test_that_of_a_bundle_with_malformed_keys_not_even_the_photograph_is_kept(post: Post) -> None:
    """Its sender signed all of it: the whole is turned down for the one file that no station writes."""
    before, parts = post.kept(), parts_of(post.tar)
    place = [name for name, _ in parts].index("data/keyslots.json") + 1
    parts.insert(place, ("data/persons.json", b"[]"))
    head = head_of(parts)
    head |= {"members": head["members"] + 1, "bytes": head["bytes"] + 2}
    forged = vouched(changed(parts, layout.HEAD, encode(head).encode()), post.signer)
    assert post.code(post.sealed(tar_of(forged))) == "persons.malformed"
    assert post.kept() == before


def test_that_of_the_true_bundle_everything_is_kept(post: Post) -> None:
    """Else the others could have been refused for another reason."""
    told = post.pair.imported(post.true, post.other_hq)
    assert (told["weapons"], told["new_photos"], told["turned_events"]) == (1, 1, 0)
