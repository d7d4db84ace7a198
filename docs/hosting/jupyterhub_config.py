"""JupyterHub on one machine: each user a server of their own with the workbook, the start page first.

Add an authenticator and, for users with accounts on this machine, leave the spawner as it is; see README.md.
"""

from pathlib import Path

from lpcoach.shell.folders import jupyter_folder

c = get_config()  # noqa: F821  # JupyterHub puts it into this file's names
c.Spawner.default_url = "/lab/tree/00_start.ipynb"
c.Spawner.environment = {
    "JUPYTER_PATH": str(jupyter_folder()),  # the extension that draws the pages
    "JUPYTER_CONFIG_PATH": str(Path(__file__).resolve().parent / "single-user"),
}
c.Spawner.mem_limit = "1G"  # kept by spawners that can, such as SystemdSpawner and KubeSpawner
c.Spawner.http_timeout = 60
c.JupyterHub.concurrent_spawn_limit = 20
