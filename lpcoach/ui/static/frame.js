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

const PATIENCE = 12000; // ms: where nothing is typed a busy kernel (charts) is no news

/** Say that the line is lost: at the editor where there is one (one notice at a time), else here, a little later. */
function showLine(el, up) {
  tell(el, "line", { up });
  const notice = el.querySelector("[data-line]");
  clearTimeout(el.lpcoachLate);
  if (up) notice.hidden = true;
  else {
    el.lpcoachLate = setTimeout(() => {
      const typing = [...pageOf(el).querySelectorAll(".lp-field")].some((field) => field.offsetParent !== null);
      if (!typing) notice.hidden = false;
    }, PATIENCE);
  }
}

/** The minutes of the hour, by interview time and by the clock, and how far the present part has got. */
function showTime(el, { total, phase, wall }) {
  const say = (name, seconds) => {
    const node = el.querySelector(`[data-${name}]`);
    const minutes = String(Math.floor(seconds / 60));
    if (node && node.textContent !== minutes) node.textContent = minutes;
  };
  say("minutes", total);
  say("wall", wall);
  const now = el.querySelector("[data-share]");
  now?.style.setProperty("--p", `${Math.min(100, (phase / 60 / Number(now.dataset.share)) * 100)}%`);
}

function render({ model, el }) {
  renderSheet({ model, el });
  const dress = () => {
    const page = pageOf(el);
    page.dataset.numbers = model.get("numbers") ? "on" : "off";
    const theme = themeNow();
    if (document.body.dataset.voila !== undefined) page.dataset.theme = theme;
    if (model.get("theme") === theme) return;
    model.set("theme", theme);
    try {
      model.save_changes();
    } catch {
      // The line is dead, and the page says so; the colors follow the theme all the same.
    }
  };
  whenShown(el, () => {
    dress();
    pageOf(el).addEventListener("lpcoach:clock", (event) => showTime(el, event.detail));
  });
  whenShown(el, () => pageOf(el).addEventListener("lpcoach:dead", () => {
    el.querySelector("[data-line]").hidden = false;
  }));
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
