from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.image.colour import rebalance
from retouch.model.errors import UsageError
from retouch.model.photo import WhitePoint
from retouch.tasks.balance import white_from

SHOT = WhitePoint(5500.0, 5.0)


@given(temperature=st.floats(2800, 11000), tint=st.floats(-40, 40), level=st.floats(0.05, 0.5))
def test_a_grey_in_any_light_gives_that_light_back(temperature: float, tint: float, level: float) -> None:
    light = WhitePoint(temperature, tint)
    seen = np.linalg.inv(rebalance(SHOT, light)) @ np.full(3, level)
    if seen.max() > 0.97 or seen.min() < 0.003:
        return
    found = white_from(seen, SHOT, None)
    grey = rebalance(SHOT, found) @ seen
    assert np.ptp(grey) / grey.mean() < 0.01
    assert 1e6 / found.temperature == pytest.approx(1e6 / temperature, abs=2)


def test_what_is_grey_already_stays_as_shot() -> None:
    found = white_from(np.full(3, 0.3), SHOT, None)
    assert found.temperature == pytest.approx(5500, abs=10) and found.tint == pytest.approx(5, abs=0.1)


@pytest.mark.parametrize("rgb", [(0.0, 0.1, 0.1), (0.5, 1.0, 0.5), (0.0005, 0.0005, 0.0005)])
def test_a_place_without_light_or_blown_is_refused(rgb: tuple[float, float, float]) -> None:
    with pytest.raises(UsageError):
        white_from(np.array(rgb), SHOT, None)
