// The frame of a page: name, links or the hour, and what belongs to the page as a whole: the line to the kernel,
// the theme, hidden numbers, and the way to the next page.
import { heartbeat, pageOf, tell, whenShown } from "./link.js";
import { renderSheet } from "./sheet.js";

/** "dark" or "light": the host's theme in JupyterLab, else the system's. */
function themeNow() {
  const lab = document.body.dataset.jpThemeLight;
  if (lab !== undefined && document.body.dataset.voila === undefined) return lab === "false" ? "dark" : "light";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function watchTheme(say) {
  const media = matchMedia("(prefers-color-scheme: dark)");
  media.addEventListener("change", say);
  const watcher = new MutationObserver(say);
  watcher.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  return () => {
    media.removeEventListener("change", say);
    watcher.disconnect();
  };
}

/** Go to another notebook: a link that the labextension catches in JupyterLab, and a plain one in Voila. */
function go(el, notebook) {
  const link = document.createElement("a");
  link.href = notebook;
  link.dataset.lpcoachOpen = notebook;
  link.hidden = true;
  el.append(link);
  link.click();
  link.remove();
}

/** Remove every copy of a text that this browser keeps. */
function forgetAll(storage = localStorage) {
  for (const key of Object.keys(storage)) if (key.startsWith("lpcoach:")) storage.removeItem(key);
}

function showLine(el, up) {
  const notice = el.querySelector("[data-line]");
  const said = [...pageOf(el).querySelectorAll(".lp-field")].some((field) => field.offsetParent !== null);
  if (notice) notice.hidden = up || said; // one notice at a time, where the eye is: the editor has its own
  tell(el, "line", { up });
}

function render({ model, el }) {
  renderSheet({ model, el });
  const dress = () => {
    const page = pageOf(el);
    page.dataset.numbers = model.get("numbers") ? "on" : "off";
    const theme = themeNow();
    if (document.body.dataset.voila !== undefined) page.dataset.theme = theme;
    if (model.get("theme") !== theme) {
      model.set("theme", theme);
      model.save_changes();
    }
  };
  whenShown(el, () => {
    dress();
    pageOf(el).addEventListener("lpcoach:clock", (event) => {
      const minutes = el.querySelector("[data-minutes]");
      if (minutes) minutes.textContent = String(Math.floor(event.detail.total / 60));
    });
  });
  whenShown(el, () => pageOf(el).addEventListener("lpcoach:dead", () => showLine(el, false)));
  model.on("change:numbers", dress);
  const unfold = () => {
    for (const story of pageOf(el).querySelectorAll("details.lp-story")) story.open = true;
  };
  window.addEventListener("beforeprint", unfold);
  const unwatch = watchTheme(dress);
  const line = heartbeat(
    (message) => model.send(message),
    (up) => showLine(el, up),
  );
  model.on("msg:custom", (message) => {
    if (message.type === "pong") line.pong();
    if (message.type === "go") go(el, message.to);
    if (message.type === "forget") forgetAll();
    if (message.type === "line") showLine(el, message.up);
  });
  el.addEventListener("click", (event) => {
    if (event.target.closest("[data-again]")) location.reload();
  });
  return () => {
    line.stop();
    unwatch();
    window.removeEventListener("beforeprint", unfold);
  };
}

export { forgetAll, themeNow };
export default { render };
