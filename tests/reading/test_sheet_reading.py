"""A fact sheet lists its rows of law in headings, tables and paragraphs; what tells about the sheet is no law."""

from __future__ import annotations

import pytest

from policy_engine.errors import PackError
from policy_engine.reading.sheet_map_reader import read_sheet_map
from policy_engine.reading.sheet_reader import read_sheet

SHEET = """# Law of nowhere

## 0. How to read this sheet

| Code | Meaning |
|---|---|
| V-P | the text was read |

```yaml
id: xx.not.a.row
| xx.neither.is.this |
```

### 0.4 Which law applies

| id | Rule |
|---|---|
| xx.conflict.residence | The law of the residence |

## 1. Returns

### 1.1 Period

#### xx.period
- **Rule:** fourteen days.

#### xx.start.* (start events)

| id | Start |
|---|---|
| xx.start.goods | receipt |
| `xx.start.service` | conclusion |
| xx.start.a / xx.start.b | both |

`xx.week` versions (the public sector):

| Version | eff-from |
|---|---|
| v1 | 2006-09-01 |

### `xx.holidays` (fixed)

| Date | Holiday |
|---|---|
| **01-01** | New Year |

### 1.2 By state

| State | Period |
|---|---|
| AA | 3 |
| BB | 4 |
| AA | 5, for services |

### 1.3 Languages, a summary

| State | Language | Source id |
|---|---|---|
| AA | Aa | `xx.week` |

### Worked examples

| # | Facts |
|---|---|
| 1 | xx.period |

## 2. Common mistakes

| id | Doubt |
|---|---|
| xx.mistaken | no |

## 3. Change log for packs

| Date | Change |
|---|---|
| 2014-06-13 | began |

## 4. Open points to re-check

| id | Doubt |
|---|---|
| xx.open | whether |

## 5. Sources read

| Code | Address |
|---|---|
| S1 | urn:one |
"""


def test_every_row_of_law_is_listed_once_in_the_order_of_the_sheet() -> None:
    assert [row.key for row in read_sheet(SHEET, "sheet.md")] == [
        "xx.conflict.residence",
        "xx.period",
        "xx.start.goods",
        "xx.start.service",
        "xx.start.a",
        "xx.start.b",
        "xx.week",
        "xx.holidays",
        "xx.holidays/01-01",
        "1.2/AA",
        "1.2/BB",
        "1.2/AA#2",
    ]


def test_a_row_knows_its_section_and_line() -> None:
    rows = {row.key: row for row in read_sheet(SHEET, "sheet.md")}
    lines = SHEET.splitlines()
    assert (rows["xx.conflict.residence"].section, rows["xx.period"].section, rows["1.2/BB"].section) == (
        "0.4", "1.1", "1.2",
    )  # fmt: skip
    assert lines[rows["1.2/BB"].at.line - 1] == "| BB | 4 |"
    assert str(rows["xx.period"].at) == f"sheet.md:{lines.index('#### xx.period') + 1}:1"


def test_rows_without_ids_say_so() -> None:
    rows = {row.key: row.has_id for row in read_sheet(SHEET, "sheet.md")}
    assert rows["xx.holidays"]
    assert not rows["xx.holidays/01-01"]
    assert not rows["1.2/AA"]


KNOWN = ("xx.one", "xx.other")


def test_the_map_of_a_sheet_names_what_stands_for_its_rows() -> None:
    files = {"sheet.yaml": b"rows:\n  1.2/AA: xx.one\n  1.2/BB: [xx.one, xx.other]\n"}
    assert read_sheet_map(files, "xx", KNOWN) == {"1.2/AA": ("xx.one",), "1.2/BB": ("xx.one", "xx.other")}


def test_a_pack_need_not_have_a_map() -> None:
    assert read_sheet_map({}, "xx", KNOWN) == {}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "rows:\n  1.2/AA: xx.ohne\n",
            "xx/sheet.yaml:2:11: row `1.2/AA` names `xx.ohne`, which the pack does not have",
        ),
        ("row:\n  1.2/AA: xx.one\n", "xx/sheet.yaml:1:1: `sheet.yaml` has no key `row`"),
        ("rows: []\n", "`rows` of `sheet.yaml`"),
    ],
)
def test_a_wrong_map_is_refused_with_its_place(text: str, problem: str) -> None:
    with pytest.raises(PackError) as refused:
        read_sheet_map({"sheet.yaml": text.encode()}, "xx", KNOWN)
    assert problem in str(refused.value)
