"""What a well-behaved model would say to a prompt: rooted in what the candidate typed, in the form asked for."""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["reply_to"]


def reply_to(body: dict[str, Any]) -> str:
    """A question, a filled form, a played reply, or a story told again."""
    prompt = "\n\n".join(str(message["content"]) for message in body["messages"])
    told = " ".join(_told(prompt).split())
    if checks := re.findall(r"^- (\w+): ", prompt.partition("The checks:")[2], re.MULTILINE):
        quote = " ".join(told.split()[:12])
        return json.dumps({check: {"quote": quote, "reason": "It says so.", "holds": True} for check in checks})
    if "the word seven" in prompt:
        return json.dumps({"word": "seven", "even": False})
    if "Aim:" not in prompt:
        return told if "Tell it again" in prompt else "Our team hands each alarm over by name when its owner leaves."
    words = _freshest(prompt, told)
    return f"Aim: numbers\nQuote: {words}\nQuestion: Which record of “{words}” did others see at the time?"


def _told(prompt: str) -> str:
    found = re.search(r"<((?:candidate|said)-\w+)>\n(.*?)\n</\1>", prompt, re.DOTALL)
    return str(json.loads(found.group(2))) if found else ""


def _freshest(prompt: str, told: str) -> str:
    """Six words in a row, others for each question that was asked, and in a cross-examination those under attack."""
    said = re.search(r"<(said-\w+)>\n(.*?)\n</\1>", prompt, re.DOTALL)
    source = str(json.loads(said.group(2))) if said else re.sub(r"\[asked: [^\]]*\]", ". ", told)
    words = re.findall(r"[^.!?,;]+", source)
    long = [part.strip() for part in words if len(part.split()) > 5] or [source]
    return " ".join(long[prompt.count("\n- Which record of") % len(long)].split()[:6])
