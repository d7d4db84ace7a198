"""Where the notebooks are opened: JupyterLab on one's own machine, and Voila."""

import sys

# Both servers ask for this grammar of web addresses, which takes 1.5 s to build, and do without it when it is missing.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
