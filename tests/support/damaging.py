"""A catalogue that is damaged at random: after a repair every decision is back, from the file, backups or sidecars."""

from __future__ import annotations

import os
import random
from pathlib import Path

from retouch.store.catalog import Catalog
from retouch.store.catalog.recovery import backups
from retouch.tasks.outside import take_outside_changes
from retouch.tasks.session import Session
from support.deciding import home_of, rate, shoot, stars

PHOTOS = 60


def fill(home: Path, folder: Path, chance: random.Random) -> list[int | None]:
    """Rate a shoot at random, half of it after the last backup; return the ratings."""
    photos = shoot(folder, PHOTOS)
    for part in range(2):
        with Session(home_of(home)) as session:
            session.catalog.put_photos(folder, photos)
            for _ in range(60):
                rate(session, chance.sample(photos, 3), chance.randrange(6))
        if part == 0:
            for backup in backups(home_of(home).catalog):
                os.utime(backup)
    with Session(home_of(home)) as session:
        return stars(session, photos)


def damage(path: Path, chance: random.Random) -> str:
    """Damage a file in one of the ways in which disks do; return which."""
    content = bytearray(path.read_bytes())
    pages = len(content) // 4096
    how = chance.choice(["pages", "zeros", "bits", "cut", "header"])
    if how in {"pages", "zeros"}:
        for page in chance.sample(range(1, pages), min(chance.randint(1, 6), pages - 1)):
            filling = bytes(4096) if how == "zeros" else chance.randbytes(4096)
            content[page * 4096 : (page + 1) * 4096] = filling
    elif how == "bits":
        for _ in range(chance.randint(1, 200)):
            content[chance.randrange(4096, len(content))] ^= 1 << chance.randrange(8)
    elif how == "cut":
        del content[chance.randrange(4096, len(content)) :]
    else:
        content[:100] = chance.randbytes(100)
    path.write_bytes(content)
    return how


def check(home: Path, folder: Path, before: list[int | None]) -> None:
    """Assert that a repaired catalogue is sound and has everything, once the shoot has been opened."""
    photos = shoot(folder, PHOTOS)
    with Catalog.open(home_of(home).catalog) as catalog:
        assert catalog.faults() == ()
    with Session(home_of(home)) as session:
        list(take_outside_changes(session, folder, photos))
        assert session.sidecars.flush() == ()
        after = stars(session, photos)
    wrong = [n for n in range(PHOTOS) if before[n] != after[n]]
    assert wrong == [], [(before[n], after[n]) for n in wrong]
