"""JupyterLab on Binder: as `lpcoach lab` sets it, without what Binder itself decides (address, token, folder)."""

from lpcoach.shell.lab import shared_settings

c = get_config()  # noqa: F821  # Jupyter puts it into this file's names
for section, values in shared_settings().items():
    c[section].update(values)
