import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.model.numbers import Measured, Numbers

single = st.floats(width=32, allow_nan=False)
named = st.dictionaries(st.text(max_size=8), single, max_size=6)


@given(st.lists(single, max_size=20))
def test_numbers_are_the_tuple_they_were_made_from(values):
    numbers = Numbers(values)
    assert list(numbers) == values
    assert len(numbers) == len(values)
    assert [numbers[n] for n in range(len(values))] == values
    assert list(numbers[1:]) == values[1:]
    assert bool(numbers) == bool(values)
    np.testing.assert_array_equal(np.asarray(numbers), np.array(values, np.float32))


@given(st.lists(single, max_size=5), st.lists(single, max_size=5))
def test_numbers_are_equal_and_hash_by_what_they_are(one, other):
    a, b = Numbers(one), Numbers(np.array(other, np.float32))
    assert (a == b) == (np.array(one, np.float32).tobytes() == np.array(other, np.float32).tobytes())
    assert a != b or hash(a) == hash(b)
    assert pickle.loads(pickle.dumps(a)) == a == Numbers.from_bytes(bytes(a))


def test_numbers_do_not_change():
    numbers = Numbers([1.0, 2.0])
    with pytest.raises(ValueError, match="read-only"):
        np.asarray(numbers)[0] = 5.0
    wide = np.array(numbers, np.float64)
    wide[0] = 5.0
    assert numbers[0] == 1.0 and Numbers([1.0]) != (1.0,)
    with pytest.raises(IndexError):
        numbers[2]
    assert repr(numbers) == "Numbers([1.0, 2.0])"


def test_a_piece_of_a_number_is_refused():
    with pytest.raises(ValueError, match="3 bytes"):
        Numbers.from_bytes(b"abc")


@given(named)
def test_measured_is_the_mapping_it_was_made_from(values):
    measured = Measured(values)
    assert dict(measured) == values and len(measured) == len(values)
    assert all(measured[name] == value for name, value in values.items())
    assert measured == values and pickle.loads(pickle.dumps(measured)) == measured
    assert hash(measured) == hash(Measured(dict(reversed(values.items()))))
    with pytest.raises(KeyError):
        measured["no such measurement"]


def test_readings_of_the_same_kind_share_their_names():
    names = "a,b"
    one, other = Measured.of(names, Numbers([1, 2])), Measured.of("a,b", Numbers([3, 4]))
    assert next(iter(one)) is next(iter(other))
    assert (one.names, list(one.numbers)) == (names, [1.0, 2.0])
    assert Measured.of("", Numbers()) == Measured()
    assert repr(one) == "Measured({'a': 1.0, 'b': 2.0})"


@pytest.mark.parametrize("name", ["", "a,b"])
def test_a_name_that_cannot_be_stored_is_refused(name):
    with pytest.raises(ValueError, match="name"):
        _ = Measured({name: 1.0}).names


def test_as_many_names_as_numbers():
    with pytest.raises(ValueError, match="2 names for 1"):
        Measured.of("a,b", Numbers([1]))
