"""A bundle of a journal that was changed past the program: a sentence, and nothing on the stick."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attacks
import pytest
from factory import Desk, a_weapon
from pair import Pair
from releases import a_photo

from salw_desktop.domain.errors import Trouble
from salw_desktop.usecases import exchange


@pytest.fixture
def desk(pair: Pair) -> Iterator[Desk]:
    """One session is closed, another under way."""
    with pair.station() as earlier:
        a_weapon(earlier)
    with pair.station() as desk:
        a_photo(desk, a_weapon(desk), "left", pair.home)
        yield desk


def trouble_with(desk: Desk, stick: Path) -> str:
    with pytest.raises(Trouble) as raised:
        exchange.export(desk.register, stick)
    assert list(stick.iterdir()) == []
    return raised.value.code


def test_that_an_event_of_any_kind_that_cannot_be_unpacked_is_told_as_damage(
    desk: Desk, pair: Pair
) -> None:
    reader = desk.register.reader
    newest = reader.execute("SELECT max(n), type FROM journal GROUP BY type").fetchall()
    assert {"photo.added", "branch.opened"} < {kind for _, kind in newest}
    for n, kind in newest:
        (packed,) = reader.execute("SELECT packed FROM journal WHERE n = ?", (n,)).fetchone()
        attacks.run(desk, "UPDATE journal SET packed = x'07' WHERE n = ?", n)
        assert (kind, trouble_with(desk, pair.folder("stick"))) == (kind, "register.damaged")
        attacks.run(desk, "UPDATE journal SET packed = ? WHERE n = ?", packed, n)
    assert exchange.export(desk.register, pair.folder("stick")).written.word.is_done


def test_that_the_last_event_of_a_session_taken_out_is_told_as_damage(
    desk: Desk, pair: Pair
) -> None:
    attacks.remove_event(desk, attacks.place_of(desk, "branch.opened") - 1)
    assert trouble_with(desk, pair.folder("stick")) == "register.damaged"
