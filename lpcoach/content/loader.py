"""A folder of YAML files -> Pack. All faults are found before any is raised."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from lpcoach.content.models import Pack
from lpcoach.content.places import pack_folder
from lpcoach.content.sheet import Loc, Sheet, read_sheet
from lpcoach.content.soundness import findings
from lpcoach.errors import Fault, PackError

__all__ = ["PARTS", "load_pack"]

PARTS: Final = tuple(Pack.model_fields)


def load_pack(folder: Path | None = None) -> Pack:
    """Load a pack (by default the shipped one, or that of LPCOACH_PACK); raise PackError with all its faults."""
    place = pack_folder(folder)
    try:
        if not place.is_dir():
            raise PackError(place.name, (Fault(str(place), 0, "there is no such folder"),))
        sheets, faults = _sheets(place)
    except OSError as error:
        raise PackError(place.name, (Fault(str(place), 0, f"the folder cannot be read ({error.strerror})"),)) from None
    values = {part: sheet.values for part, sheet in sheets.items()}
    pack = None
    try:
        pack = Pack.model_validate(values)
    except ValidationError as error:
        faults += _schema_faults(error, sheets)
    faults += [_placed(sheets, loc, message) for loc, message in findings(values)]
    if pack is None or faults:
        order = sorted(set(faults), key=lambda fault: (fault.file, fault.line, fault.message))
        raise PackError(place.name, tuple(order))
    return pack


def _sheets(place: Path) -> tuple[dict[str, Sheet], list[Fault]]:
    sheets: dict[str, Sheet] = {}
    faults: list[Fault] = []
    for part in PARTS:
        sheet, wrong = read_sheet(place / f"{part}.yaml")
        faults += wrong
        if sheet:
            sheets[part] = sheet
    known = {f"{part}.yaml" for part in PARTS}
    strange = {path.name for path in place.iterdir() if path.suffix in {".yaml", ".yml"}} - known
    faults += [Fault(name, 0, f"no part of a pack; its files are {', '.join(sorted(known))}") for name in strange]
    return sheets, faults


def _schema_faults(error: ValidationError, sheets: dict[str, Sheet]) -> list[Fault]:
    return [
        _placed(sheets, detail["loc"], _words(detail))
        for detail in error.errors(include_url=False)
        if detail["loc"][0] in sheets and not _echo(detail)  # a file that is missing was reported as such
    ]


def _echo(detail: ErrorDetails) -> bool:
    """Whether a list is called too short only because its faulty items were left out of the count."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _placed(sheets: dict[str, Sheet], loc: Loc, message: str) -> Fault:
    sheet = sheets[str(loc[0])]
    way = ".".join(str(step) for step in loc[1:])
    return Fault(sheet.name, sheet.line(loc[1:]), f"{way}: {message}" if way else message)


def _words(detail: ErrorDetails) -> str:
    match detail["type"]:
        case "missing":
            return "this key is missing"
        case "extra_forbidden":
            return "an unknown key"
        case "string_type":
            return f"should be text, but is {_brief(detail['input'])}; put it in quotes"
        case "string_too_short" | "string_too_long":
            return detail["msg"]
        case "too_short" | "too_long":
            bounds = {"too_short": "at least", "too_long": "at most"}
            limit = detail["ctx"].get("min_length") or detail["ctx"]["max_length"]
            return f"needs {bounds[detail['type']]} {limit} items, but has {len(detail['input'])}"
        case _:
            return f"{detail['msg']}, but is {_brief(detail['input'])}"


def _brief(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
