"""A plugin of pytest (``-p support.repeating``): every test runs ``RETOUCH_REPEAT`` times."""

from __future__ import annotations

import os

import pytest


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each test so many turns."""
    metafunc.fixturenames.append("turn")
    metafunc.parametrize("turn", range(int(os.environ["RETOUCH_REPEAT"])))


@pytest.fixture
def turn(request: pytest.FixtureRequest) -> int:
    """Which turn this is."""
    number: int = request.param
    return number
