"""The workbook in JupyterLab: for this machine only, asking nothing of the network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_runtime_dir

from lpcoach.shell.copies import renew
from lpcoach.shell.folders import jupyter_folder, notebooks_folder, offer_to_jupyter
from lpcoach.shell.ports import HOST, announce_once_open, free_port, fresh_token, share_seal
from lpcoach.store import check_writable, data_folder

__all__ = ["arguments", "launch", "shared_settings"]

PORT = 8888
START = "/lab/tree/00_start.ipynb?reset"  # without the tabs of last time, each of which would start a kernel
WITHOUT = {
    "voila.server_extension": False,
    "jupyter_lsp": False,
    "jupyter_server_terminals": False,
    "notebook_shim": False,
}


def shared_settings() -> dict[str, dict[str, Any]]:
    """Return what the workbook asks of JupyterLab wherever it runs: calm, private, without the network."""
    return {
        "ServerApp": {"terminals_enabled": False},
        "FileContentsManager": {"pre_save_hook": "lpcoach.shell.saving.without_text"},
        "KernelManager": {"transport_encryption": "auto"},
        "LabApp": {
            "app_settings_dir": str(jupyter_folder() / "lab-settings"),
            "news_url": None,
            "check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
            "extension_manager": "readonly",
        },
    }


def arguments(notebooks: Path, port: int, token: str, browser: bool) -> list[str]:
    """Return all settings as a command line, the one way in which JupyterLab takes them."""
    given = {
        "Application.log_level": "ERROR",
        "ServerApp.ip": HOST,
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": notebooks,
        "ServerApp.open_browser": browser,
        "ServerApp.allow_root": True,  # in a container there is often nobody else
        "ServerApp.answer_yes": True,
        "ServerApp.jpserver_extensions": WITHOUT,
        "IdentityProvider.token": token,
        "LabApp.default_url": START,
        "LabApp.workspaces_dir": data_folder() / "lab" / "workspaces",
    }
    for section, values in shared_settings().items():
        given |= {f"{section}.{name}": value for name, value in values.items()}
    return [f"--{name}={value}" for name, value in given.items()]


def launch(port: int | None, browser: bool, in_place: bool) -> int:
    """Serve the workbook until Ctrl+C; return the exit status."""
    chosen = free_port(port, PORT)
    notebooks = notebooks_folder()
    if not in_place:
        source, notebooks = notebooks, data_folder() / "notebooks"
        held = renew(source, notebooks)
        if held:
            print(f"Kept as you edited them: {', '.join(held)}. The new versions are in {source}.")
    check_writable(Path(jupyter_runtime_dir()), "Set JUPYTER_RUNTIME_DIR to a folder of yours")
    offer_to_jupyter()
    share_seal()
    token = fresh_token()
    announce_once_open(chosen, token)
    from jupyterlab.labapp import LabApp  # noqa: PLC0415  # half a second, after the line that says what goes on

    LabApp.launch_instance(argv=arguments(notebooks, chosen, token, browser))
    return 0
