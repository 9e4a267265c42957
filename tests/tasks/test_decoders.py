import os
import shutil
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from retouch.adjust.edit import Edit
from retouch.adjust.lut import Lut, import_cube, keep_in
from retouch.develop import decode
from retouch.develop.deliver import whole
from retouch.develop.look import CameraLook, look_for
from retouch.model.errors import PhotoUnreadable, ShootGone, WorkerLost
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.model.worker import MEMORY_LIMIT, Worker
from retouch.tasks.decoders import Decoders, start_decoder
from retouch.tasks.preview import Developer

PORTRAIT = Path(__file__).resolve().parents[2] / "resources" / "sample" / "grace_hopper.jpg"


def photo_of(path: Path) -> Photo:
    return Photo(PhotoId(path.name), path, (), FileStamp(1, 2), Capture())


@pytest.fixture
def decoders() -> Iterator[Decoders]:
    made = Decoders(2)
    yield made
    made.close()


def test_what_comes_back_is_what_decoding_here_gives(decoders: Decoders, sample: Path) -> None:
    raw = sample / "IMG_0001.dng"
    here = decode.base(raw, long_edge=300)
    base, look = decoders.base(raw, 300)
    assert np.array_equal(base.frame.pixels, here.frame.pixels)
    assert (base.white, base.full_size, look) == (here.white, here.full_size, look_for(raw, here))
    assert not base.frame.pixels.flags.writeable
    assert np.array_equal(decoders.preview(PORTRAIT, 200), decode.preview(PORTRAIT, 200).pixels)
    assert decoders.thumbnail(PORTRAIT, 64).startswith(b"\xff\xd8\xff")


def test_threads_share_the_processes(decoders: Decoders) -> None:
    with ThreadPoolExecutor(6) as threads:
        made = list(threads.map(lambda edge: decoders.preview(PORTRAIT, edge), range(50, 74)))
    assert [max(pixels.shape) for pixels in made] == list(range(50, 74))
    assert len(decoders._idle) == 2


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="this system has no niceness")
def test_who_waits_for_a_picture_comes_before_those_who_read_ahead(decoders: Decoders) -> None:
    decoders.preview(PORTRAIT, 50)
    here = os.getpriority(os.PRIO_PROCESS, 0)
    assert os.getpriority(os.PRIO_PROCESS, decoders._idle[0].process.pid or 0) == here
    ahead = Worker(start_decoder, None)
    while ahead.receive() is not None:
        pass
    assert os.getpriority(os.PRIO_PROCESS, ahead.process.pid or 0) == min(here + 5, 19)
    ahead.stop()


def test_errors_keep_their_words(decoders: Decoders, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    with pytest.raises(PhotoUnreadable):
        decoders.preview(tmp_path / "a.jpg", 100)
    with pytest.raises(ShootGone):
        decoders.preview(tmp_path / "b.jpg", 100)
    assert decoders.preview(PORTRAIT, 100).shape[0] == 100


def test_a_process_that_was_ended_meanwhile_costs_nothing(decoders: Decoders) -> None:
    decoders.preview(PORTRAIT, 100)
    os.kill(decoders._idle[0].process.pid or 0, signal.SIGKILL)
    decoders._idle[0].process.join()
    assert decoders.preview(PORTRAIT, 100).shape[0] == 100


def test_a_file_on_which_nothing_comes_costs_one_photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe that nobody writes into is as slow as a share can be; it passes for a file here."""
    slow = tmp_path / "slow.jpg"
    shutil.copy(PORTRAIT, slow)
    decoders = Decoders(1, patience=0.5)
    decoders.preview(PORTRAIT, 100)
    os.kill(decoders._idle[0].process.pid or 0, signal.SIGSTOP)
    with pytest.raises(WorkerLost, match="longer") as caught:
        decoders.preview(slow, 100)
    assert caught.value.path == slow
    assert decoders.preview(PORTRAIT, 100).shape[0] == 100
    decoders.close()


def test_closing_waits_for_no_photo_that_hangs() -> None:
    decoders = Decoders(1)
    decoders.preview(PORTRAIT, 100)
    worker = decoders._idle[0]
    os.kill(worker.process.pid or 0, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as thread:
        asked = thread.submit(decoders.preview, PORTRAIT, 100)
        while worker not in decoders._busy:
            pass
        decoders.close()
        with pytest.raises(WorkerLost):
            asked.result(20)


def test_a_file_that_crashes_the_decoder_costs_one_photo(decoders: Decoders) -> None:
    decoders.preview(PORTRAIT, 100)
    worker = decoders._idle[0]
    os.kill(worker.process.pid or 0, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as thread:
        asked = thread.submit(decoders.preview, PORTRAIT, 100)
        while worker.job is None:
            pass
        os.kill(worker.process.pid or 0, signal.SIGSEGV)
        os.kill(worker.process.pid or 0, signal.SIGCONT)
        with pytest.raises(WorkerLost, match="crashed") as caught:
            asked.result()
    assert caught.value.path == PORTRAIT


def test_the_full_size_is_developed_there_too(decoders: Decoders, sample: Path, tmp_path: Path) -> None:
    """With a look that was imported here: its folder is named to the process that needs it."""
    cube = tmp_path / "negative.cube"
    cube.write_text("LUT_3D_SIZE 2\n" + "".join(f"{1 - n % 2} {1 - n // 2 % 2} {1 - n // 4}\n" for n in range(8)))
    keep_in(tmp_path / "looks")
    edit = Edit().with_step(Lut(amount=100, number=import_cube(cube, tmp_path / "looks")))
    photo, look = photo_of(sample / "IMG_0001.dng"), CameraLook()
    there = decoders.whole(photo, None, edit, look)
    assert np.array_equal(there, whole(photo, None, edit, look=look))
    assert np.abs(there.astype(int) - decoders.whole(photo, None, Edit(), look)).mean() > 20


def test_a_file_that_crashes_while_it_is_developed_costs_one_photo(
    decoders: Decoders, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retouch.tasks.preview.decoders", lambda: decoders)
    developer, photo = Developer(200), photo_of(sample / "IMG_0001.dng")
    developer.prefetch(photo)
    worker = decoders._idle[0]
    os.kill(worker.process.pid or 0, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as thread:
        asked = thread.submit(developer.whole, photo, None, Edit())
        while worker.job is None:
            pass
        os.kill(worker.process.pid or 0, signal.SIGSEGV)
        os.kill(worker.process.pid or 0, signal.SIGCONT)
        with pytest.raises(WorkerLost, match="crashed") as caught:
            asked.result()
    assert caught.value.path == photo.path
    assert developer.whole(photo, None, Edit()).shape[2] == 3


def test_a_photo_that_wants_too_much_memory_costs_one_photo(tmp_path: Path) -> None:
    import tifffile

    bomb = tmp_path / "bomb.tif"
    tifffile.imwrite(bomb, np.zeros((64, 64, 3), np.uint8), compression="zlib")
    data = bytearray(bomb.read_bytes())
    with tifffile.TiffFile(bomb) as file:
        for tag in ("ImageWidth", "ImageLength", "RowsPerStrip"):
            at = file.pages.first.tags[tag].valueoffset
            data[at : at + 4] = (400_000 if tag != "RowsPerStrip" else 64).to_bytes(4, "little")
    bomb.write_bytes(data)
    decoders = Decoders(1)
    with pytest.raises((PhotoUnreadable, WorkerLost)) as caught:
        decoders.preview(bomb, 100)
    assert caught.value.path == bomb
    assert decoders.preview(PORTRAIT, 100).shape[0] == 100
    assert MEMORY_LIMIT <= 6 << 30
    decoders.close()
