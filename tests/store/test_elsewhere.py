"""The forecast of what other programs show."""

from __future__ import annotations

import pytest

from retouch.model.decision import Verdict
from retouch.store.elsewhere import elsewhere
from retouch.store.marks import Marks


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (Marks(), ["nothing", "nothing", "nothing", "nothing"]),
        (
            Marks(4, Verdict.KEEP, "Red"),
            ["4 stars, picked, Red", "4 stars, Red", "4 stars, Red", "4 stars, picked, Red"],
        ),
        (Marks(4, Verdict.REJECT), ["rejected", "rejected", "2 stars", "rejected"]),
        (Marks(1, Verdict.MAYBE, "Für Oma"), ["1 star, Für Oma", "1 star, Für Oma", "1 star", "1 star, pending"]),
    ],
)
def test_each_program_reads_its_own_part(marks, expected):
    shown = elsewhere(marks)
    assert [s.program for s in shown] == ["Lightroom Classic", "Bridge", "darktable", "digiKam"]
    assert [str(s) for s in shown] == expected


def test_darktable_sees_a_reject_in_a_sidecar_of_its_own_name():
    assert str(elsewhere(Marks(4, Verdict.REJECT, "Red"), own_name=True)[2]) == "rejected, Red"
