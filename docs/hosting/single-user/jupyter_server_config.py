"""A JupyterHub user's own server: as `lpcoach lab` sets it; address, token and login are the hub's."""

from lpcoach.shell.copies import renew
from lpcoach.shell.folders import notebooks_folder
from lpcoach.shell.lab import shared_settings
from lpcoach.store import data_folder

notebooks = data_folder() / "notebooks"
renew(notebooks_folder(), notebooks)  # a person's own copies, never over an edited one

c = get_config()  # noqa: F821  # Jupyter puts it into this file's names
for section, values in shared_settings().items():
    c[section].update(values)
c.ServerApp.root_dir = str(notebooks)
c.ServerApp.jpserver_extensions = {"voila.server_extension": False, "jupyter_server_terminals": False}
