// What JupyterLab loads: it hands over its shared modules by `init` and takes the plugin from `get`.
(() => {
  const here = document.currentScript.src;
  let shared;

  async function lab(name) {
    const versions = shared[name];
    return (await versions[Object.keys(versions)[0]].get())();
  }

  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB.lpcoach = {
    init: (scope) => {
      shared = scope;
    },
    get: async () => {
      const [{ plugin }, notebook, documents] = await Promise.all([
        import(new URL("plugin.js", here)),
        lab("@jupyterlab/notebook"),
        lab("@jupyterlab/docmanager"),
      ]);
      return () => ({ __esModule: true, default: plugin(notebook, documents) });
    },
  };
})();
