"""Every command and every doctest in the pages gives what the pages show."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

console = pytest.mark.skipif(os.name == "nt", reason="commands are written for a POSIX shell")


def snippets(page: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", str(ROOT / "docs" / "snippets.py"), str(page), *options]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_shows_what_comes_out(page: Path) -> None:
    done = snippets(page)
    assert done.returncode == 0, f"`python docs/snippets.py --fix` would write:\n{done.stdout}{done.stderr}"


PAGE = """
**`a/greet.py`**

```python
print("hello")
```

```console
$ cat later.txt 2>/dev/null || echo not yet
not yet
$ python a/greet.py > greeting.txt
```

**`later.txt`**

```text
later
```

```python
>>> from pathlib import Path
>>> Path("greeting.txt").read_text(), Path("later.txt").read_text()
('hello\\n', 'later\\n')

```

Nobody runs these:

```console
$ make demo
much
$ cat nothing
```

```console
$ python -m pip install x
```

```
$ cat nothing
```

```python
print(1
```
"""
RIGHT = {
    "several commands": "$ echo one > a\n$ cat a\none\n\n$ cat a a\none\none\n",
    "a command of several lines": "$ echo one \\\n  two\none two\n",
    "a here-document": "$ cat <<'END'\n$ a\n\nb\nEND\n...\nb\n",
    "an output in part": "$ printf '1\\n2\\n3\\n4\\n'\n1\n...\n4\n",
    "what is written to stderr": "$ python -c 'import sys; sys.exit(\"no\")'\nno\n",
    "the width of a page": "$ echo $COLUMNS\n80\n",
    "a copy of the demo": "$ rm -r docs/demo/aind && ls docs/demo/aind 2>/dev/null || echo gone\ngone\n",
    "a doctest": ">>> def f():\n...     return 'é'\n>>> f()\n'é'\n>>> print('a\\n\\nb')\na\n<BLANKLINE>\nb\n\n",
    "an exception": ">>> {}['a']\nTraceback (most recent call last):\n...\nKeyError: 'a'\n",
}
WRONG = {
    "a command": ("$ echo one\ntwo\nthree\n$ echo\n", "$ echo one\none\n$ echo\n"),
    "no output shown": ("$ echo one\n$ echo two\n", "$ echo one\none\n$ echo two\ntwo\n"),
    "output where there is none": ("$ true\none\n", "$ true\n"),
    "an output in part": ("$ printf '1\\n2\\n'\n...\n3\n", "$ printf '1\\n2\\n'\n1\n2\n"),
    "an empty line in front": ("$ echo; echo one\none\n", "$ echo; echo one\n\none\n"),
    "a doctest": (">>> 1 + 1\n3\n>>> 2\n2\n>>> 3\n", ">>> 1 + 1\n2\n>>> 2\n2\n>>> 3\n3\n"),
    "empty lines": (">>> print('a\\n\\nb')\na\n", ">>> print('a\\n\\nb')\na\n<BLANKLINE>\nb\n"),
    "an exception": (">>> {}[1]\n1\n", ">>> {}[1]\nTraceback (most recent call last):\n...\nKeyError: 1\n"),
    "another exception": (
        ">>> {}[1]\nTraceback (most recent call last):\n...\nKeyError: 2\n",
        ">>> {}[1]\nTraceback (most recent call last):\n...\nKeyError: 1\n",
    ),
}


def write(page: Path, body: str) -> Path:
    kind = "console" if body.startswith("$") else "python"
    page.write_text(f"before\n\n```{kind}\n{body}```\n\nafter\n", encoding="utf-8", newline="\n")
    return page


@console
def test_the_blocks_of_a_page_share_a_folder(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    done = snippets(page)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == [page]


@console
@pytest.mark.parametrize("body", RIGHT.values(), ids=RIGHT.keys())
def test_what_is_right_stays(body: str, tmp_path: Path) -> None:
    done = snippets(write(tmp_path / "page.md", body))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@console
@pytest.mark.parametrize(("wrong", "right"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_told_and_mended(wrong: str, right: str, tmp_path: Path) -> None:
    page = write(tmp_path / "page.md", wrong)
    told = snippets(page)
    assert told.returncode == 1
    assert "page.md, as it runs" in told.stdout
    assert snippets(page, "--fix").returncode == 0
    assert page.read_bytes() == write(tmp_path / "right.md", right).read_bytes()
    assert snippets(page).returncode == 0


@console
def test_a_path_of_this_machine_gets_into_no_page(tmp_path: Path) -> None:
    page = write(tmp_path / "page.md", f"$ echo {ROOT}\n")
    before = page.read_bytes()
    assert snippets(page, "--fix").returncode == 1
    assert page.read_bytes() == before


def test_code_that_cannot_run_is_never_shown(tmp_path: Path) -> None:
    doctest = ">>> read()\nTraceback (most recent call last):\n...\nNameError: name 'read' is not defined\n"
    page = tmp_path / "page.md"
    page.write_text(f"```python\n{doctest}\n```\n")
    for options in ((), ("--fix",)):
        done = snippets(page, *options)
        assert done.returncode == 1
        assert "page.md shows code that cannot run: NameError: name 'read'" in done.stdout
