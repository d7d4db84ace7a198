"""JSON Lines in, JSON Lines out: a bad line is reported with its number and the reason, the others are still done."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO, Final

import click

from lpcoach.errors import InputError
from lpcoach.interviewer.types import Asked
from lpcoach.reading.types import Reply, Thread

__all__ = [
    "LONGEST",
    "Respond",
    "answer_lines",
    "parse",
    "parse_loop",
    "parse_question",
    "probes_object",
    "reading",
    "run",
    "writing",
]

LONGEST: Final = 100_000  # characters of an answer

Respond = Callable[[str, Thread], Mapping[str, object]]


def run(source: BinaryIO, target: BinaryIO, respond: Respond) -> int:
    """Answer every line that holds a thread; return how many lines were bad."""
    return answer_lines(source, target, lambda line: respond(*parse(line)))


def answer_lines(source: BinaryIO, target: BinaryIO, answer: Callable[[bytes], Mapping[str, object]]) -> int:
    """Answer every line of ``source`` with one line of ``target``; return how many lines were bad."""
    bad = 0
    for number, raw in enumerate(source, start=1):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if not line.strip():
            continue
        try:
            found = answer(line)
        except InputError as error:
            fault = str(error)
        except Exception as error:  # a fault of ours in one line must not take the others with it
            fault = f"failed with {type(error).__name__}; please report it with this line"
        else:
            target.write(json.dumps(found, ensure_ascii=False).encode("utf-8") + b"\n")
            continue
        bad += 1
        click.echo(f"line {number}: {fault}", err=True)
    target.flush()
    return bad


def parse(line: bytes) -> tuple[str, Thread]:
    """Read one line as an id and a thread; InputError says what keeps it from being one."""
    found = _object(line)
    return _text(found, "id"), _thread(found)


def parse_question(line: bytes) -> tuple[str, str, str]:
    """Read one line as an id, a question that a candidate asks, and its context, which may be absent."""
    found = _object(line)
    context = _text(found, "context") if "context" in found else ""
    return _text(found, "id"), _text(found, "text"), context


def parse_loop(line: bytes) -> tuple[str, tuple[Thread, ...]]:
    """Read one line as an id and the stories of a loop; InputError says what keeps it from being one."""
    found = _object(line)
    stories = found.get("stories")
    if not isinstance(stories, list) or not all(isinstance(story, dict) for story in stories):
        raise InputError('"stories" should be a list of objects with "question" and "answer"')
    return _text(found, "id"), tuple(_thread(told, f'"stories" {place}: ') for place, told in enumerate(stories))


def _thread(found: Mapping[str, Any], within: str = "") -> Thread:
    probes = found.get("probes", [])
    if not isinstance(probes, list):
        raise InputError(f'{within}"probes" should be a list, but is {_kind(probes)}')
    replies = []
    for place, probe in enumerate(probes):
        where = f'{within}"probes" {place}'
        if not isinstance(probe, dict):
            raise InputError(f"{where} should be an object, but is {_kind(probe)}")
        replies.append(Reply(_text(probe, "question", f"{where}: "), _text(probe, "answer", f"{where}: ")))
    return Thread(_text(found, "question", within), _text(found, "answer", within), tuple(replies))


def probes_object(asked: Sequence[Asked], name: str) -> dict[str, object]:
    """Give the object that `lpcoach probe` prints for one thread."""
    probes = [
        {
            "kind": probe.probe_kind,
            "layer": probe.layer,
            "question": probe.text,
            "quote": asdict(probe.quotes[0].quote) if probe.quotes else None,
        }
        for probe in asked
    ]
    return {"id": name, "probes": probes}


def _object(line: bytes) -> dict[str, Any]:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 (byte {error.start + 1}); save the file as UTF-8") from None
    if "\0" in text:
        raise InputError("a NUL byte; remove it")
    try:
        found = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg} (character {error.pos + 1})") from None
    except (ValueError, RecursionError):
        raise InputError("not JSON that can be used: a number too long or nested too deep") from None
    if not isinstance(found, dict):
        raise InputError(f'should be an object with "id", "question" and "answer", but is {_kind(found)}')
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InputError(f'the key "{twice}" is there twice')
    return found


def _text(found: Mapping[str, Any], key: str, where: str = "") -> str:
    if key not in found:
        raise InputError(f'{where}the key "{key}" is missing')
    text = found[key]
    if not isinstance(text, str):
        raise InputError(f'{where}"{key}" should be text, but is {_kind(text)}')
    if len(text) > LONGEST:
        raise InputError(f'{where}"{key}" has {len(text):,} characters; at most {LONGEST:,} are read. Shorten it')
    if "\0" in text:
        raise InputError(f'{where}"{key}" holds a NUL character; remove it')
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise InputError(f'{where}"{key}" holds half a character (\\ud800 to \\udfff); remove it')
    return text


def _kind(value: object) -> str:
    names: dict[type, str] = {str: "text", bool: "true or false", list: "a list", dict: "an object", type(None): "null"}
    return names.get(type(value), "a number")


@contextmanager
def reading(name: str) -> Iterator[BinaryIO]:
    """Open a file to read, ``-`` being standard input; InputError says why it cannot be read."""
    if name == "-":
        yield sys.stdin.buffer
        return
    with in_words(f"{name} cannot be read"), Path(name).open("rb") as stream:
        yield stream


@contextmanager
def writing(name: str, source: str = "-") -> Iterator[BinaryIO]:
    """Open a file to write, ``-`` being standard output; InputError says why it cannot be written."""
    if name == "-":
        with in_words("Standard output cannot be written"):
            stream = sys.stdout.buffer
            yield stream
            stream.flush()
        return
    with in_words(f"{name} cannot be written"):
        if source != "-" and Path(name).exists() and Path(name).samefile(source):
            raise InputError(f"{name} is also what is read. Give another file after -o.")
        with Path(name).open("wb") as stream:
            yield stream


@contextmanager
def in_words(what: str) -> Iterator[None]:
    """Turn an error of the system into one line."""
    try:
        yield
    except BrokenPipeError:  # the reader of the output has gone; click ends quietly
        raise
    except OSError as error:
        raise InputError(f"{what}: {error.strerror or error}.") from None
