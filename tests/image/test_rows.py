import threading

import pytest

from retouch.image.rows import in_rows, threads


@pytest.mark.parametrize("height", [0, 1, 63, 64, 65, 1000])
def test_every_row_exactly_once(height):
    seen, lock = [], threading.Lock()

    def work(first, last):
        with lock:
            seen.extend(range(first, last))

    in_rows(height, work)
    assert sorted(seen) == list(range(height))


def test_a_failure_is_raised_after_all_have_stopped():
    running, lock = [0], threading.Lock()

    def work(first, last):
        with lock:
            running[0] += 1
        try:
            if first == 0:
                raise ValueError("no")
            threading.Event().wait(0.01)
        finally:
            with lock:
                running[0] -= 1

    with pytest.raises(ValueError, match="no"):
        in_rows(640, work)
    assert running[0] == 0


def test_work_that_divides_itself_further_does_not_wait_for_itself():
    seen, lock = [], threading.Lock()

    def inner(first, last):
        with lock:
            seen.append((first, last))

    in_rows(8 * 64, lambda first, last: in_rows(256, inner))
    assert len(seen) == 8 * 4


def test_at_least_one_thread():
    assert 1 <= threads() <= 8
