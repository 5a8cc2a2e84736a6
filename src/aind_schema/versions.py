"""The schema versions that this package knows, oldest first.

One semantic version stands for the whole set of documents; it is apart from the version of the package.
"""

from __future__ import annotations

VERSIONS = ("0.1.0",)
LATEST = VERSIONS[-1]

#: The kinds of document that the latest version knows, in the order in which people fill them in.
KINDS = ("data_description", "subject", "procedures", "processing", "quality", "manifest", "metadata")

#: The kinds of which an asset of several subjects has a document for each, such as `subject_745301.json`; with each the
#: field of the bundle that then holds them.
PER_SUBJECT = {"subject": "cohort", "procedures": "cohort_procedures"}
