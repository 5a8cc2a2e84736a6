"""A folder as an asset: named, described, stamped with a manifest, verified, derived from."""
