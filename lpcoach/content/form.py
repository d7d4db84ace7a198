"""What all parts of a pack are made of: their base and the lengths of their texts."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Text = Annotated[str, Field(min_length=2, max_length=600)]
Short = Annotated[str, Field(min_length=1, max_length=80)]
Minutes = Annotated[int, Field(ge=1, le=60)]
Three = Annotated[tuple[Text, ...], Field(min_length=3)]
Level = Annotated[int, Field(ge=1, le=5)]


class Model(BaseModel):
    """Base of all parts of a pack: frozen, and a misspelt key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")
