"""Tables of numbers, as people bring them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lstm_viz.inputs import series
from lstm_viz.inputs.series import Scaling, SeriesError

VALUES = [[1.5, -20.0], [2.25, 1000.0], [3.0, 0.5]]


@pytest.mark.parametrize(
    "text",
    [
        "month,a,b\n2001-01,1.5,-20\n2001-02,2.25,1000\n2001-03,3,0.5",
        "month;a;b\n2001-01;1,5;-20\n2001-02;2,25;1000\n2001-03;3;0,5\n",
        "month\ta\tb\r\n2001-01\t1,5\t−20\r\n2001-02\t2,25\t1000\r\n2001-03\t3\t0,5\r\n\r\n",
        'month,a,b\n2001-01,"1,5",-20\n2001-02,"2,25",1000\n2001-03,3,"0,5"',
        'month\ta\tb\n2001-01\t1.5\t-20\n2001-02\t2.25\t"1,000.0"\n2001-03\t3\t0.5',
        "month;a;where;b\n2001-01;1.5;Kiel;-2e1\n2001-02;2.25;Rom;1e3\n2001-03;3;Oslo;.5",
    ],
    ids=["csv", "semicolons", "spreadsheet", "quoted", "thousands", "words between"],
)
def test_one_table_in_many_forms(text):
    found = series.read(text)
    assert found.columns == ("a", "b") and found.labels == ("2001-01", "2001-02", "2001-03")
    np.testing.assert_array_equal(found.values, VALUES)


@pytest.mark.parametrize(
    "text", ["3.5\n4\n5", "3,5\n4,0\n5,0", "x\n3,5\n4,0\n5,0", "3.5\r\n4\r\n\r\n5\r\n"]
)
def test_a_single_column(text):
    found = series.read(text)
    assert found.values.ravel().tolist() == [3.5, 4, 5] and found.labels == ("1", "2", "3")


def test_columns_between_blanks_and_two_whole_numbers():
    np.testing.assert_array_equal(series.read("1 2\n3 4").values, [[1, 2], [3, 4]])
    np.testing.assert_array_equal(series.read("a,b\n1,2\n3,4").values, [[1, 2], [3, 4]])


def test_a_year_names_the_step_and_is_no_feature():
    found = series.read("year,hares\n1900,30\n1901,47.2\n1902,70.2")
    assert found.columns == ("hares",) and found.labels == ("1900", "1901", "1902")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no table yet"),
        ("a,b\n1,2\n3", "Line 3 has 1 columns and the first one 2"),
        ("a;b\n1;2\n3;n/a\n4;5", "Line 3: “n/a” in “b” is no number"),
        ("when;a\n2001;2\n\n2002;", "Line 4: “” in “a” is no number"),
        ("a,b\nx,y\nz,w", "No column of this table holds numbers"),
        ("a\n1\n1e99", "too large"),
        ("\n".join(["1"] * 20_001), "too many"),
    ],
)
def test_what_is_in_the_way_is_named(text, says):
    with pytest.raises(SeriesError, match=says):
        series.read(text)


def test_what_was_made_of_the_signs_is_said():
    assert "“1,5” is read as 1.5" in series.read("a;b\n1,5;2").notes[0]
    assert "“where” holds no numbers" in series.read("a;where\n1;Kiel").notes[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_of_any_program(encoding):
    assert series.read(series.decode("Wärme;b\n1,5;2\n2,5;3".encode(encoding))).columns == ("Wärme", "b")


numbers = arrays(np.float64, (7, 3), elements=st.floats(-1e6, 1e6, allow_subnormal=False))


@given(numbers)
def test_what_is_scaled_is_undone(values):
    scaling = Scaling.of(values)
    x = scaling.apply(values)
    assert x.dtype == np.float32 and np.isfinite(x).all()
    np.testing.assert_allclose(scaling.undo(x), values, atol=1e-5 * max(1, np.abs(values).max()))


@given(numbers)
def test_a_written_table_is_read_again(values):
    lines = ["a;b;c", *(";".join(repr(v) for v in row) for row in values.tolist())]
    np.testing.assert_array_equal(series.read("\n".join(lines)).values, values)


def test_changes():
    found = series.read("year,a\n2000,1\n2001,3\n2002,2").changes()
    assert found.values.ravel().tolist() == [2, -1] and found.labels == ("2001", "2002")
