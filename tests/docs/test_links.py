"""Every link from the documentation to something in this repository leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

_FENCE = re.compile(r"^ {0,3}(```+|~~~+).*?^ {0,3}\1[`~]*[ \t]*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+).+?\1", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INLINE = re.compile(r"\]\(\s*<?([^\s)>]+)>?(?:\s+[\"'][^\"']*[\"'])?\s*\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)", re.MULTILINE)
_HTML = re.compile(r"""<(?:a|img|source)\b[^>]*?\b(?:href|src)\s*=\s*["']([^"']+)["']""")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
_NAMED = re.compile(r"""<\w+\b[^>]*?\b(?:id|name)\s*=\s*["']([^"']+)["']""")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def links(text: str) -> Iterator[str]:
    """Yield the targets of links and images, without those that code only shows."""
    prose = _CODE.sub("``", _COMMENT.sub("", _FENCE.sub("", text)))
    for pattern in (_INLINE, _REFERENCE, _HTML):
        yield from pattern.findall(prose)


def anchors(text: str) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a page, and those that its HTML names."""
    page = _COMMENT.sub("", _FENCE.sub("", text))
    found: dict[str, int] = {}
    for heading in _HEADING.findall(page):
        slug = re.sub(r"[^\w\- ]", "", _LINK.sub(r"\1", heading).lower()).strip().replace(" ", "-")
        repeated = found.get(slug, 0)
        found[slug] = repeated + 1
        if repeated:
            found[f"{slug}-{repeated}"] = 1
    return {*found, *_NAMED.findall(page)}


@cache
def anchors_of(path: Path) -> frozenset[str]:
    return frozenset(anchors(path.read_text(encoding="utf-8")))


def broken(page: Path) -> Iterator[str]:
    for link in links(page.read_text(encoding="utf-8")):
        if _ELSEWHERE.match(link):
            continue
        place, _, anchor = unquote(link).partition("#")
        # A slash at the front would be GitHub's own; in a checkout it leads out of it.
        target = (page.parent / place).resolve() if place else page
        if place.startswith("/") or not target.exists() or not target.is_relative_to(ROOT):
            yield f"{link}: no such file"
        elif anchor and target.suffix == ".md" and anchor not in anchors_of(target):
            yield f"{link}: no such heading"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_local_links_lead_somewhere(page: Path) -> None:
    assert list(broken(page)) == []


def test_links_are_found_where_they_are_meant() -> None:
    text = """
[a](one.md "title") ![b](two.png) [`c`](<three.md#x>) <a href="four.md">d</a> `[no](no.md)`

[e]: five.md

```text
[no](no.md)
```
<!-- [no](no.md) -->
"""
    assert sorted(links(text)) == ["five.md", "four.md", "one.md", "three.md#x", "two.png"]


def test_anchors_are_those_of_github() -> None:
    text = "# What's `new`?\n## A_b c-d\n## Again\n## Again\n### [Linked](x.md) ##\n<a id='here'></a>\n```\n# no\n```\n"
    assert anchors(text) == {"whats-new", "a_b-c-d", "again", "again-1", "linked", "here"}


@pytest.mark.parametrize("link", ["missing.md", "README.md#no-such-heading", "/README.md", "../outside.md"])
def test_a_link_that_leads_nowhere_is_found(link: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path, raising=True)
    (tmp_path / "README.md").write_text(f"# Heading\n[here](#heading) [there]({link}) [web](https://example.org#x)\n")
    (tmp_path.parent / "outside.md").write_text("")
    assert [each.split(": ")[0] for each in broken(tmp_path / "README.md")] == [link]
