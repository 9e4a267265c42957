import ctypes
from pathlib import Path

import pytest

from retouch.image.heap import give_back


def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def test_free_memory_below_what_is_in_use_goes_back():
    if not Path("/proc/self/statm").exists() or not hasattr(ctypes.CDLL(None), "malloc_trim"):
        pytest.skip("not glibc on Linux")
    held = [bytearray(2000) for _ in range(40_000)]
    del held[:-1]  # the last one keeps the heap from shrinking by itself
    before = resident()
    give_back()
    assert before - resident() > 40e6


def test_another_c_library_is_none_of_our_business(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    give_back()
