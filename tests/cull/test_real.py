"""The judge on real readings: the built-in sample, and the labelled shoot where it lies beside the checkout."""

import csv
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest

from retouch.cull.judge import Judged, judge
from retouch.cull.profile import CullSettings
from retouch.develop.decode import preview
from retouch.develop.metadata import read_capture
from retouch.faces.reader import FaceReader
from retouch.model.decision import Verdict
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId


def culled(files: Iterable[tuple[Path, Capture]]) -> dict[str, Judged]:
    """Read and judge files, by name."""
    photos, scenes = [], {}
    with FaceReader() as reader:
        for path, capture in files:
            photo = Photo(PhotoId(path.stem), path, (), FileStamp(0, 0), capture)
            picture = preview(path, 2048)
            scenes[photo.id] = reader.read(
                picture.pixels, full_size=picture.full_size, white=picture.white, source=picture.source
            )
            photos.append(photo)
    return dict(judge(photos, scenes, CullSettings()).judged)


def test_the_built_in_sample(sample: Path) -> None:
    """Frames 1 to 4 are one burst: the second blinks, the third is out of focus (see tasks/sample.py)."""
    names = ["IMG_0001.dng", "IMG_0002.dng", "IMG_0003.dng", "IMG_0004.dng"]
    found = culled((sample / name, read_capture(sample / name)) for name in names)
    assert {j.burst for j in found.values()} == {"1"}
    values = {name: j.suggestion.value for name, j in found.items() if j.suggestion}
    assert values["IMG_0002"] is Verdict.REJECT
    assert values["IMG_0003"] is Verdict.REJECT
    assert sorted([values["IMG_0001"], values["IMG_0004"]]) == [Verdict.KEEP, Verdict.MAYBE]
    blink, soft = found["IMG_0002"].suggestion, found["IMG_0003"].suggestion
    assert blink and blink.because[0].name == "eyes closed"
    assert soft and soft.because[0].name == "focus"


@pytest.mark.shared
def test_the_labelled_shoot(shared_data: Path) -> None:
    with (shared_data / "shoot.csv").open() as file:
        rows = list(csv.DictReader(file))
    truth = {Path(row["source"]).stem: row for row in rows}
    captures = {stem: Capture(datetime.fromisoformat(r["time"]), serial="1") for stem, r in truth.items()}
    found = culled((shared_data / row["source"], captures[Path(row["source"]).stem]) for row in rows)
    bursts: dict[str, set[str]] = {}
    for stem, row in truth.items():
        bursts.setdefault(row["burst"], set()).add(found[stem].burst)
        suggestion = found[stem].suggestion
        assert suggestion is not None
        if found[stem].rank == 1:
            assert row["eyes"] == "open", f"{stem} is the best of its burst"
            assert row["expression"] != "neutral", f"{stem} is neutral, and there is a smile"
        assert (suggestion.value is Verdict.REJECT) <= (row["eyes"] in {"closed", "partial"}), stem
        assert (row["eyes"] == "closed") <= (suggestion.value is Verdict.REJECT), stem
    assert all(len(ids) == 1 for ids in bursts.values())
    assert len(set.union(*bursts.values())) == len(bursts)
