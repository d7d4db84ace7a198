// A chart: plotly's own library, sent once a page, and a figure that follows its place and its theme.

/** The library; the first chart of a page brings it, the others wait for it. */
function library(text) {
  if (!globalThis.lpcoachPlotly) {
    let give;
    globalThis.lpcoachPlotly = new Promise((done) => (give = done));
    globalThis.lpcoachPlotly.give = give;
  }
  if (text) {
    const module = { exports: {} };
    new Function("module", "exports", "define", text)(module, module.exports, undefined);
    globalThis.lpcoachPlotly.give(module.exports);
  }
  return globalThis.lpcoachPlotly;
}

const CONFIG = { displayModeBar: false, responsive: false };

function render({ model, el }) {
  el.setAttribute("role", "img");
  const say = () => el.setAttribute("aria-label", model.get("alt"));
  let plotly = null;
  const draw = () => {
    const { data, layout } = model.get("spec");
    return plotly.react(el, data, layout, CONFIG);
  };
  say();
  const place = new ResizeObserver(() => plotly?.Plots.resize(el));
  library(model.get("library")).then(async (found) => {
    plotly = found;
    await draw();
    place.observe(el);
  });
  model.on("change:alt", say);
  model.on("change:spec", () => plotly && draw());
  return () => {
    place.disconnect();
    plotly?.purge(el);
  };
}

export default { render };
