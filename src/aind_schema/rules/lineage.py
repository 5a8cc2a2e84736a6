"""What an asset was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.data_description import DataDescription


@rule("raw-with-sources")
def raw_with_sources(data_description: DataDescription) -> Iterator[Finding]:
    """Check that raw data are made from no other asset.

    What it means: the data level is raw, yet `source_assets` lists what the data were made from.

    Why it matters: raw data are the beginning of every chain; they are kept forever, since they can't be computed
    again. A derived asset among them is kept for nothing, and raw data that pass for derived may be deleted. Files
    that help to understand raw data, such as a calibration, belong under `related_resources`.

    Before:

        data_level: raw
        source_assets: [{name: ecephys_625463_2022-10-06_10-14-25}]

    After:

        data_level: derived
        source_assets: [{name: ecephys_625463_2022-10-06_10-14-25}]
    """
    if data_description.data_level == "raw" and data_description.source_assets:
        hint = "say that they are derived, or move the sources to related_resources"
        yield Finding(data_description, "/source_assets", "raw data are made from no other asset", hint)


@rule("derived-without-sources", "warning")
def derived_without_sources(data_description: DataDescription) -> Iterator[Finding]:
    """Check that derived data say what they were made from.

    What it means: the data level is derived, and `source_assets` is empty.

    Why it matters: who finds a mistake in a recording has to find all that was computed from it, and who reads a
    result wants to see the recording. The name tells the parent alone, and not where it is; several sources it can't
    tell at all.

    Before:

        name: ecephys_625463_2022-10-06_10-14-25_sorted_2022-10-12_23-10-01
        data_level: derived

    After:

        name: ecephys_625463_2022-10-06_10-14-25_sorted_2022-10-12_23-10-01
        data_level: derived
        source_assets: [{name: ecephys_625463_2022-10-06_10-14-25}]
    """
    if data_description.data_level == "derived" and not data_description.source_assets:
        hint = "name the assets that went into it"
        yield Finding(data_description, "/source_assets", "the data are derived, but not said from what", hint)


@rule("own-source")
def own_source(data_description: DataDescription) -> Iterator[Finding]:
    """Check that an asset is not made from itself.

    What it means: the asset's own name stands among its sources.

    Why it matters: descent is followed from asset to asset; a loop never ends at a recording. Mostly the description
    of the source was copied and its name left as it was.

    Before:

        name: ecephys_625463_2022-10-06_10-14-25_sorted
        source_assets: [{name: ecephys_625463_2022-10-06_10-14-25_sorted}]

    After:

        name: ecephys_625463_2022-10-06_10-14-25_sorted
        source_assets: [{name: ecephys_625463_2022-10-06_10-14-25}]
    """
    for i, source in enumerate(data_description.source_assets):
        if source.name and source.name == data_description.name:
            yield Finding(data_description, f"/source_assets/{i}/name", f"{quote(source.name)} is the asset itself")
