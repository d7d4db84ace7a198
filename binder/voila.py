"""Voila on Binder, inside JupyterLab's server: the same pages as those of `lpcoach app`."""

from lpcoach.shell.app import page_settings

c = get_config()  # noqa: F821  # Jupyter puts it into this file's names
c.VoilaConfiguration.update(page_settings())
