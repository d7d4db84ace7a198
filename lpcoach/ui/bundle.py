"""Joins the package's small JavaScript modules and stylesheets, so that no bundler and no request is needed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

__all__ = ["module", "stylesheet"]

STATIC = Path(__file__).parent / "static"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./[a-z]+\.js";\n', re.M)
_EXPORT = re.compile(r"^export \{[^}]*\};\n", re.M)
_DEFAULT = re.compile(r"^export default .*\n", re.M)


@cache
def module(*names: str) -> str:
    """One ES module out of ``names`` in order; each imports only from earlier ones, the last one's default stays."""
    sources = [(STATIC / f"{name}.js").read_text("utf-8") for name in names]
    plain = [_EXPORT.sub("", _IMPORT.sub("", source)) for source in sources]
    return "\n".join([*(_DEFAULT.sub("", source) for source in plain[:-1]), plain[-1]])


@cache
def stylesheet() -> str:
    """All stylesheets in the order of their names."""
    return "\n".join(path.read_text("utf-8") for path in sorted((STATIC / "css").glob("*.css")))
