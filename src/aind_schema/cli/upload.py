"""`aind-schema upload`."""

from __future__ import annotations

import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aind_schema.cli.printing import conclude, format_option, size
from aind_schema.cli.progress import Bar
from aind_schema.errors import Refused
from aind_schema.problems import Report
from aind_schema.storage.costs import DEFAULT, estimate, read_prices
from aind_schema.storage.planning import plan
from aind_schema.storage.uploading import upload
from aind_schema.stores import Requests

if TYPE_CHECKING:
    from aind_schema.storage.costs import Prices
    from aind_schema.storage.planning import Plan


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("url", metavar="URL")
@click.option("--replace", is_flag=True, help="Put DIR in the place of another asset of the same name.")
@click.option("--follow-links", is_flag=True, help="Take what links lead to for part of the asset, as when stamping.")
@click.option("--dry-run", is_flag=True, help="Send nothing; tell bytes, objects, requests and costs.")
@click.option(
    "--prices",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=DEFAULT,
    metavar="FILE",
    help="Prices for --dry-run; Amazon's list prices if left out.",
)
@format_option
def command(folder: Path, url: str, replace: bool, follow_links: bool, dry_run: bool, prices: Path, style: str) -> None:
    """Bring a stamped DIR to URL, s3:// or file://, below which it bears its name.

    Only what is missing goes. The store checks every byte, nothing there is overwritten, and the manifest goes last.
    Stopped at any moment it completes when it is started again. Exit code 1 if there is an error.
    """
    started = time.monotonic()
    try:
        if dry_run:
            rates = read_prices(prices)
            planned = plan(folder, url, follow_links=follow_links, progress=Bar())
            _show_plan(planned, rates, Report(tuple(planned.obstacles(replace=replace))), style)
            return
        done = upload(folder, url, replace=replace, follow_links=follow_links, progress=Bar())
    except Refused as refusal:
        conclude(refusal.report, style, None, state="refused")
        sys.exit(1)
    there = f", {done.present_files} were there already" if done.present_files else ""
    conclude(
        done.report,
        style,
        f"{done.url}: complete; sent {done.sent_files} files, {size(done.sent_bytes)}{there}"
        if done.report.ok
        else None,
        state="complete" if done.report.ok else "incomplete",
        name=done.name,
        url=done.url,
        sent_files=done.sent_files,
        sent_bytes=done.sent_bytes,
        present_files=done.present_files,
        present_bytes=done.present_bytes,
        seconds=round(time.monotonic() - started, 3),
    )
    sys.exit(0 if done.report.ok else 1)


def _show_plan(planned: Plan, prices: Prices, obstacles: Report, style: str) -> None:
    files = planned.to_send
    sending = sum(entry.size_bytes for entry in files)
    total = sum(entry.size_bytes for entry in planned.manifest.files)
    summary: dict[str, Any] = {
        "state": "planned",
        "name": planned.manifest.name,
        "url": planned.store.url,
        "send_files": len(files),
        "send_bytes": sending,
        "present_files": len(planned.present),
        "in_the_way": [*(entry.path for entry in planned.differing), *planned.unknown],
    }
    lines = [f"{planned.store.url}: nothing was sent"]
    lines.append(f"  to send   {len(files)} files, {size(sending)}; {len(planned.present)} are there already")
    if summary["in_the_way"]:
        lines.append(f"  in the way  {len(summary['in_the_way'])} objects that are not of this asset; see --replace")
    if planned.requests != Requests():
        costs = estimate(total, planned.requests, prices)
        put, get = planned.requests
        summary |= {
            "requests": {"put": put, "get": get},
            "costs": {name: float(round(amount, 6)) for name, amount in costs._asdict().items()},
            "prices": prices.model_dump(mode="json"),
        }
        lines += [
            f"  requests  {put} PUT and LIST, {get} GET and HEAD",
            f"  prices    {prices.title}, as of {prices.as_of}",
            _cost("storage", costs.storage_month, "a month", prices.payer.storage, prices),
            _cost("requests", costs.requests, "once", prices.payer.requests, prices),
            _cost("egress", costs.egress, "each time all is read", prices.payer.egress, prices),
        ]
    conclude(obstacles, style, "\n".join(lines), **summary)
    sys.exit(0 if obstacles.ok else 1)


def _cost(what: str, amount: Decimal, when: str, payer: str, prices: Prices) -> str:
    shown = "under 0.01" if 0 < amount < Decimal("0.01") else f"{amount:,.2f}"
    return f"  {what:8}  {shown} {prices.currency} {when}; pays: {payer}"
