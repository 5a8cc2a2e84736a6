"""What keeping an asset in a store costs, by a file of prices that users can change."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from aind_schema import pointers, reading
from aind_schema.errors import AindSchemaError

if TYPE_CHECKING:
    import os

    from aind_schema.stores import Requests

#: The prices that are used unless others are given.
DEFAULT = Path(__file__).with_name("prices.yaml")

_REASONS = {
    "missing": "this is missing",
    "extra_forbidden": "there is no price of this name",
    "model_type": "this is no object with fields",
}


class InvalidPrices(AindSchemaError, ValueError):
    """Tell what is wrong with a file of prices."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(file, reason)
        self.file = file
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}"


class Payers(BaseModel):
    """Who pays for what."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    storage: str
    requests: str
    egress: str


class Prices(BaseModel):
    """What a store charges, in its currency."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    source: str | None = None
    as_of: date
    currency: str = Field(pattern="^[A-Z]{3}$")
    gigabyte_bytes: int = Field(gt=0)
    storage_per_gigabyte_month: Decimal = Field(ge=0)
    put_per_thousand: Decimal = Field(ge=0)
    get_per_thousand: Decimal = Field(ge=0)
    egress_per_gigabyte: Decimal = Field(ge=0)
    payer: Payers


class Costs(NamedTuple):
    """What an asset costs: a month of storage, the requests of one upload, and reading all of it once."""

    storage_month: Decimal
    requests: Decimal
    egress: Decimal


def read_prices(path: str | os.PathLike[str] = DEFAULT) -> Prices:
    """Read a file of prices, in YAML or JSON; raise InvalidPrices where it is wrong."""
    read = reading.read(path)
    file = Path(path).as_posix()
    if read.document is None or read.problems:
        problem = read.problems[0]
        raise InvalidPrices(f"{file}:{problem.line}" if problem.line else file, problem.message)
    try:
        return Prices.model_validate(read.document.data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        steps = [str(step) for step in first["loc"]]
        place = read.document.locate(pointers.join(steps))
        line = f":{place.line}" if place else ""
        reason = _REASONS.get(first["type"], first["msg"][:1].lower() + first["msg"][1:])
        raise InvalidPrices(f"{file}{line}", ": ".join(filter(None, [".".join(steps), reason]))) from None


def estimate(size_bytes: int, requests: Requests, prices: Prices) -> Costs:
    """Work out what an asset of this size costs, when it takes these requests to upload it."""
    gigabytes = Decimal(size_bytes) / prices.gigabyte_bytes
    return Costs(
        gigabytes * prices.storage_per_gigabyte_month,
        (requests.put * prices.put_per_thousand + requests.get * prices.get_per_thousand) / 1000,
        gigabytes * prices.egress_per_gigabyte,
    )
