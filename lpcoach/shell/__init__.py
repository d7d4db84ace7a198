"""Where the notebooks are opened: JupyterLab on one's own machine, and Voila."""
