"""What keeping data costs, to the last digit, and what is wrong with files of prices."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from aind_schema.storage.costs import DEFAULT, Costs, InvalidPrices, Prices, estimate, read_prices
from aind_schema.stores import Requests

PRICES: dict[str, Any] = {
    "title": "Our own",
    "as_of": "2026-01-31",
    "currency": "CHF",
    "gigabyte_bytes": 1_000_000_000,
    "storage_per_gigabyte_month": 0.02,
    "put_per_thousand": 0.005,
    "get_per_thousand": 0.0004,
    "egress_per_gigabyte": 0.1,
    "payer": {"storage": "lab", "requests": "lab", "egress": "whoever reads"},
}


@pytest.mark.parametrize("suffix", [".json", ".yaml", ".yml"])
def test_prices_are_read_exactly(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"prices{suffix}"
    path.write_text(json.dumps(PRICES) if suffix == ".json" else yaml.safe_dump(PRICES))

    prices = read_prices(path)

    assert prices.storage_per_gigabyte_month == Decimal("0.02")
    assert prices.get_per_thousand == Decimal("0.0004")
    assert prices.payer.egress == "whoever reads"
    assert str(prices.as_of) == "2026-01-31"
    assert prices.source is None


def test_the_prices_that_come_along_are_whole() -> None:
    prices = read_prices()

    assert DEFAULT.name == "prices.yaml"
    assert prices.currency == "USD"
    assert prices.source is not None
    assert prices.storage_per_gigabyte_month == Decimal("0.023")
    assert prices.put_per_thousand == Decimal("0.005")


@pytest.mark.parametrize(
    ("size_bytes", "requests", "expected"),
    [
        (0, Requests(), Costs(Decimal(0), Decimal(0), Decimal(0))),
        # 1 TB: 1000 GB x 0.02; 10,000 PUT x 0.005/1000 + 20,000 GET x 0.0004/1000; 1000 GB x 0.1
        (10**12, Requests(10_000, 20_000), Costs(Decimal(20), Decimal("0.058"), Decimal(100))),
        (1, Requests(1, 0), Costs(Decimal("2E-11"), Decimal("0.000005"), Decimal("1E-10"))),
        (1, Requests(0, 1), Costs(Decimal("2E-11"), Decimal("4E-7"), Decimal("1E-10"))),
        # 12.345678901 GB
        (
            12_345_678_901,
            Requests(7, 3),
            Costs(Decimal("0.24691357802"), Decimal("0.0000362"), Decimal("1.2345678901")),
        ),
    ],
)
def test_costs_are_those_worked_out_by_hand(size_bytes: int, requests: Requests, expected: Costs) -> None:
    assert estimate(size_bytes, requests, Prices.model_validate(PRICES)) == expected


def test_a_gigabyte_is_what_the_provider_says() -> None:
    prices = Prices.model_validate({**PRICES, "gigabyte_bytes": 2**30})

    assert estimate(2**40, Requests(), prices).storage_month == Decimal("20.48")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": None}, ":1: title: input should be a valid string"),
        ({"currency": "dollars"}, ":1: currency: string should match pattern '^[A-Z]{3}$'"),
        ({"put_per_thousand": -1}, ":1: put_per_thousand: input should be greater than or equal to 0"),
        ({"put_per_thousand": "cheap"}, ":1: put_per_thousand: input should be a valid decimal"),
        ({"gigabyte_bytes": 0}, ":1: gigabyte_bytes: input should be greater than 0"),
        ({"as_of": "yesterday"}, ":1: as_of: input should be a valid date"),
        ({"storage_per_gb": 1}, ":1: storage_per_gb: there is no price of this name"),
        ({"payer": {"storage": "lab"}}, ": payer.requests: this is missing"),
        ({"payer": "lab"}, ":1: payer: this is no object with fields"),
    ],
)
def test_what_is_wrong_with_prices_is_told_with_its_line(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    path = tmp_path / "prices.json"
    path.write_text(json.dumps({**PRICES, **change}))

    with pytest.raises(InvalidPrices) as wrong:
        read_prices(path)

    assert str(wrong.value).startswith(f"{path.as_posix()}{said}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("[]", "this is no object with fields"),
        ("{", "prices.json:1: "),
        ("{}", "title: this is missing"),
        ('{"title": 1, "title": 2}', "prices.json:1: "),
        ('{"put_per_thousand": NaN}', "prices.json:1: "),
    ],
)
def test_what_is_no_file_of_prices_is_told(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "prices.json"
    path.write_text(text)

    with pytest.raises(InvalidPrices, match=said.replace(".", r"\.")):
        read_prices(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidPrices, match="there is no such file"):
        read_prices(tmp_path / "nowhere.yaml")
