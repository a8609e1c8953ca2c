"""How a metric developed, from a list or from a CSV file as spreadsheets write it."""

import datetime
from pathlib import Path

import pytest

from cjm.api import Request, render, validate
from cjm.loading import Loaded, load, plan
from cjm.views.map import view
from cjm.views.parts import Bit, MapView, Table

MAP = """\
cjm: 1
title: t
metrics:
  nps:
    value: 21
    target: 30
    series: {series}
stages:
  - name: s
    steps:
      - name: I go
        metrics: {{churn: {{value: 3%, series: {series}}}}}
"""
TODAY = datetime.date(2026, 12, 1)


def put(folder: Path, csv: str | bytes, series: str = "data/nps.csv") -> Path:
    """A project with a map in `maps`, and a CSV file beside."""
    (folder / "cjm.yaml").write_text("cjm: 1\n", encoding="utf-8")
    for name in ("maps", "data"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "maps/a.cjm.yaml").write_text(MAP.format(series=f"../{series}"), encoding="utf-8")
    (folder / "data/nps.csv").write_bytes(csv.encode() if isinstance(csv, str) else csv)
    return folder


def said(folder: Path) -> list[str]:
    """What validate says at the first metric of the map."""
    findings = validate(Request((), folder)).findings
    assert {found.place.line for found in findings} <= {7, 12}
    return [f"{found.rule}: {found.message}" for found in findings if found.place.line == 7]


def loaded(folder: Path) -> Loaded:
    (part,) = plan(Request((), folder))
    return load(part)


def read(folder: Path) -> list[str]:
    """The values of the map's first metric."""
    found = loaded(folder)
    (file,) = found.atlas.maps
    metric = found.atlas.maps[file].metrics["nps"]
    return [f"{sample.date}={sample.value}" for sample in found.atlas.samples(metric, file)]


@pytest.mark.parametrize(
    "csv",
    [
        "date,value\n2026-03,23\n2026-06-14,21.5\n",
        "\ufeffdate,value\r\n2026-03,23\r\n2026-06-14,21.5\r\n",
        '"Date","Value"\n"2026-03","23"\n\n"2026-06-14","21.5"',
        "date;value\r\n2026-03;23\r\n14.06.2026;21,5\r\n",
        "date\tvalue\n2026-03\t23\n14.6.2026\t+21,5\n",
        'n,value,who,date\n7,23,"Kim, me",2026-03\n8,21.5,=HYPERLINK(1),2026-06-14\n',
        "\n date , value \n 2026-03 , 23 \n,,\n 2026-06-14 , 21.5 \n",
        "date,value\n2026-06-14,21.5\n2026-03,23\n",
        "date,value\r2026-03,23\r2026-06-14,21.5\r",
        "date,value\n2026-03,23\n2026-06-14,21.5\n".encode("utf-16"),
    ],
)
def test_what_spreadsheets_write_is_read_the_oldest_value_first(csv: str | bytes, tmp_path: Path) -> None:
    put(tmp_path, csv)
    assert said(tmp_path) == []
    assert read(tmp_path) == ["2026-03=23", "2026-06-14=21.5"]


def test_shares_and_negative_values_are_read_too(tmp_path: Path) -> None:
    put(tmp_path, "date,value\n2025,\u22123\n2026,-7\n")
    assert read(tmp_path) == ["2025=-3", "2026=-7"]
    put(tmp_path, 'date;value\n2026;"41,5 %"\n')
    assert read(tmp_path) == ["2026=41.5%"]


LATIN = "in Latin-1 or Windows-1252 the letter"
NO_FIGURE = "is not a figure; write a number, a share (`41%`) or a duration (`14 days`)"


@pytest.mark.parametrize(("csv", "message"), [
    ("", "missing-key: `../data/nps.csv` holds no values"),
    ("\n\n", "missing-key: `../data/nps.csv` holds no values"),
    ("date,value\n", "missing-key: `../data/nps.csv` holds no values"),
    ("2026-05,7\n", "missing-key: `../data/nps.csv` has no column `date`"),
    ("date,nps\n2026-05,7\n", "missing-key: `../data/nps.csv` has no column `value`"),
    ("date|value\n2026-05|7\n", "missing-key: `../data/nps.csv` has no column `date`"),
    ("date,value\n2026-05,7\n\n2026-06,x\n", f"invalid-value: `../data/nps.csv`, line 4: `x` {NO_FIGURE}"),
    ('date,value,note\n2026-05,7,"a\nb"\n2026-06,x,\n', f"invalid-value: `../data/nps.csv`, line 4: `x` {NO_FIGURE}"),
    ("date,value\n2026-05,=1+1\n", f"invalid-value: `../data/nps.csv`, line 2: `=1+1` {NO_FIGURE}"),
    ('date,value\n2026-05,"7,5"\n', f"invalid-value: `../data/nps.csv`, line 2: `7,5` {NO_FIGURE}"),
    ("date;value\n2026-05;1.234,5\n", f"invalid-value: `../data/nps.csv`, line 2: `1.234,5` {NO_FIGURE}"),
    ("date,value\n2026-05,nan\n", f"invalid-value: `../data/nps.csv`, line 2: `nan` {NO_FIGURE}"),
    ("date,value\n2026-05," + "9" * 400 + "e\n",
     "invalid-value: `../data/nps.csv`, line 2: `" + "9" * 39 + f"…` {NO_FIGURE}"),
    ("date,value\n2026-05,\n", "invalid-value: `../data/nps.csv`, line 2: there is no value"),
    ("date,value\n2026-05\n", "invalid-value: `../data/nps.csv`, line 2: there is no value"),
    ("date,value\n,7\n", "invalid-value: `../data/nps.csv`, line 2: there is no date"),
    ("date,value\n2026-13,7\n",
     "invalid-value: `../data/nps.csv`, line 2: `2026-13` does not exist: there is no month 13"),
    ("date,value\n14/05/2026,7\n",
     "invalid-value: `../data/nps.csv`, line 2: `14/05/2026` is not a date; write `2026-05-14` (year, month, day)"),
    ("date;value\n31.02.2026;7\n",
     "invalid-value: `../data/nps.csv`, line 2: `2026-02-31` does not exist: 2026-02 has 28 days"),
    ('date,value\n2026-05,"7\n2026-06,8\n',
     "invalid-value: `../data/nps.csv`, line 3: the quotes do not fit together, or a cell is far too long"),
    ('date,value\n2026-05,"7"8\n',
     "invalid-value: `../data/nps.csv`, line 2: the quotes do not fit together, or a cell is far too long"),
    ("date,value\n2026-05,140\n", "out-of-range: `../data/nps.csv`: 140 (2026-05) is not a possible NPS"),
    (b"date,value\n2026-05,\xe9\n",
     f"encoding: `../data/nps.csv`, line 2: byte 19 (0xE9) is not UTF-8, {LATIN} `é`"),
    ("date,value\n" + "2026-05,7\n" * 110_000, "too-large: `../data/nps.csv` is larger than 1 MB"),
])  # fmt: skip
def test_what_is_wrong_with_a_file_is_said_where_the_map_names_it(
    csv: str | bytes, message: str, tmp_path: Path
) -> None:
    put(tmp_path, csv)
    assert said(tmp_path) == [message]


def test_a_field_of_any_length_is_refused_and_stops_nothing(tmp_path: Path) -> None:
    put(tmp_path, "date,value\n2026-05," + "9" * 200_000 + "\n")
    assert said(tmp_path) == [
        "invalid-value: `../data/nps.csv`, line 2: the quotes do not fit together, or a cell is far too long"
    ]


def test_a_file_must_be_there_and_lie_inside_the_project(tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("date,value\n2026-05,7\n", encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    put(inside, "", "nps.csv")
    assert said(inside) == ["missing-file: there is no CSV file `../nps.csv`"]
    put(inside, "", "../outside.csv")
    assert said(inside) == ["outside-project: `../../outside.csv` lies outside the project"]
    (inside / "link.csv").symlink_to(outside)
    put(inside, "", "link.csv")
    assert said(inside) == ["outside-project: `../link.csv` lies outside the project"]


def test_a_map_with_a_broken_file_is_not_rendered(tmp_path: Path) -> None:
    put(tmp_path, "date,value\n2026-05,x\n")
    assert render(Request((), tmp_path), today=TODAY).written == ()
    put(tmp_path, "date,value\n2026-05,7\n")
    assert render(Request((), tmp_path), today=TODAY).written == ("maps/a.html",)


# in the report -------------------------------------------------------------------------------------


def page(folder: Path) -> MapView:
    found = loaded(folder)
    (file,) = found.atlas.maps
    return view(found.atlas.maps[file], file, found.atlas, TODAY)


def metrics(found: MapView) -> Table:
    (table,) = [table for table in found.tables if table.key == "metrics"]
    return table


def development(found: MapView) -> tuple[Bit, ...]:
    table = metrics(found)
    return table.rows[0].cells[table.columns.index("Over time")]


def test_the_report_draws_a_file_as_it_draws_a_list(tmp_path: Path) -> None:
    put(tmp_path, "date,value\n2026-03,23\n2026-06,21\n2026-01,5\n")
    found = page(tmp_path)
    bit, file = development(found)
    assert bit.text == "January 2026: 5; March 2026: 23; June 2026: 21"
    assert file.text == "../data/nps.csv"
    (metric,) = found.stages[0].steps[0].metrics
    assert metric.spark == bit.spark == "M2 14L30 2L58 3.3"


def test_a_long_file_is_told_by_its_ends_and_drawn_with_what_can_be_seen(tmp_path: Path) -> None:
    rows = [f"{year}-{month:02},{year % 7}" for year in range(2000, 2020) for month in range(1, 13)]
    put(tmp_path, "date,value\n" + "\n".join(rows))
    bit, _ = development(page(tmp_path))
    assert bit.text == "January 2000: 5; …; December 2019: 3"
    assert bit.spark.count("L") == 59
    assert bit.spark.startswith("M2 ")
    assert "L58 " in bit.spark


def test_one_value_has_no_line(tmp_path: Path) -> None:
    put(tmp_path, "date,value\n2026-03,23\n")
    found = page(tmp_path)
    assert development(found)[0] == Bit("March 2026: 23", style="series")
    assert found.stages[0].steps[0].metrics[0].spark is None
