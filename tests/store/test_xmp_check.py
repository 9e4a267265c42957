"""A packet that crashes exiv2, hangs it or eats memory costs one sidecar, and never the window or a command."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.deciding import shoot
from support.jobs import start_fragile
from support.processes import start

from retouch.adjust.edit import Edit
from retouch.model.errors import SidecarUnreadable
from retouch.store import sidecar, xmp_check
from retouch.store.marks import Marks
from retouch.store.xmp_check import Checker, Crashed

SENSE = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="3" xmp:Label="%s"/>'
    b"</rdf:RDF></x:xmpmeta>"
)


@pytest.fixture
def checker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Checker]:
    monkeypatch.setattr(xmp_check, "start_checker", start_fragile)
    made = Checker(patience=1.0)
    monkeypatch.setattr(xmp_check, "_checker", lambda: made)
    yield made
    made.close()


@pytest.mark.parametrize(("word", "said"), [("deadly", "crash"), ("endless", "longer"), ("hungry", "memory")])
def test_one_sidecar_is_lost_and_left_as_it_is(tmp_path: Path, checker: Checker, word: str, said: str) -> None:
    first, second, third = shoot(tmp_path)
    hostile = SENSE % word.encode()
    first.path.with_suffix(".xmp").write_bytes(hostile)
    second.path.with_suffix(".xmp").write_bytes(SENSE % b"Red")
    with pytest.raises(SidecarUnreadable, match=said) as caught:
        sidecar.read(first)
    assert caught.value.path == first.path.with_suffix(".xmp")
    with pytest.raises(SidecarUnreadable, match=said):
        sidecar.write(first, Marks(5), Edit(), {})
    assert first.path.with_suffix(".xmp").read_bytes() == hostile
    found = sidecar.read(second)
    assert found is not None and found.marks == Marks(3, None, "Red")
    assert sidecar.write(third, Marks(5), Edit(), {}).digest
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [".CR2"] * 3 + [".xmp"] * 3, "no part stays"


def test_what_would_crash_other_programs_is_not_written(tmp_path: Path, checker: Checker) -> None:
    photo, *_ = shoot(tmp_path)
    with pytest.raises(SidecarUnreadable, match="crash"):
        sidecar.write(photo, Marks(5, None, "deadly"), Edit(), {})
    assert not photo.path.with_suffix(".xmp").exists()


def test_a_process_that_was_ended_meanwhile_costs_nothing(checker: Checker) -> None:
    assert checker.ask(SENSE % b"Red")
    worker = checker._worker
    assert worker is not None
    os.kill(worker.process.pid or 0, signal.SIGKILL)
    worker.process.join()
    assert checker.ask(SENSE % b"Red") and checker._worker is not worker


def test_threads_wait_for_each_other(checker: Checker) -> None:
    def ask(number: int) -> bool:
        if number % 10 == 5:
            with pytest.raises(Crashed):
                checker.ask(b"deadly")
            return True
        return checker.ask(SENSE % b"Red" if number % 2 else b"nothing") is bool(number % 2)

    with ThreadPoolExecutor(6) as threads:
        assert all(threads.map(ask, range(40)))


LIVES = """
import sys
from pathlib import Path
from support.deciding import home_of, in_sidecars, rate, shoot
from retouch.gui import main_window  # with all that a window brings
from retouch.cli import main
from retouch.tasks.ingest import ingest
from retouch.tasks.session import Session
folder = Path(sys.argv[1])
photos = shoot(folder / "shoot")
with Session(home_of(folder)) as session:
    rate(session, photos, 4)
    assert session.sidecars.flush() == ()
    assert in_sidecars(photos) == [4, 4, 4]
    list(ingest(session, folder / "shoot"))
print("exiv2" in sys.modules)
"""


def test_the_process_of_the_window_has_not_even_loaded_exiv2(tmp_path: Path) -> None:
    running = start(LIVES, tmp_path)
    said, _ = running.communicate(timeout=120)
    assert (said, running.returncode) == ("False\n", 0)
