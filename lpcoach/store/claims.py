"""Who asks for what just now: one at a time of all tabs and kernels, each for a short time that has to be renewed.

Kept beside the settings, which every form of the workbook has. Within the caller's transaction: writing ones run one
after another, in a file and on a server.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from lpcoach.store.schema import settings

__all__ = ["add_claim", "drop_claim", "is_claim"]

_KEY: Final = "asking:"


def is_claim(key: str) -> bool:
    """Whether a setting is none, but a claim: of no use in another workbook."""
    return key.startswith(_KEY)


def add_claim(connection: Connection, what: str, who: str, now: datetime, lasts: timedelta) -> bool:
    """Claim it, or claim it for longer; False where somebody else has it. What has run out goes."""
    rows = connection.execute(select(settings).where(settings.c.key.startswith(_KEY))).all()
    for row in rows:
        holder, until = json.loads(row.value)
        if datetime.fromisoformat(until) <= now:
            connection.execute(delete(settings).where(settings.c.key == row.key))
        elif row.key == _KEY + what and holder != who:
            return False
    connection.execute(delete(settings).where(settings.c.key == _KEY + what))
    connection.execute(insert(settings).values(key=_KEY + what, value=json.dumps([who, (now + lasts).isoformat()])))
    return True


def drop_claim(connection: Connection, what: str, who: str) -> None:
    """Give it back, unless somebody else has it by now."""
    mine = (settings.c.key == _KEY + what) & settings.c.value.startswith(json.dumps([who])[:-1])
    connection.execute(delete(settings).where(mine))
