// The frame of a page: name, links or the hour, and what belongs to the page as a whole: the line to the kernel,
// the theme, hidden numbers, and the way to the next page.
import { forget, slotOf, unsaved } from "./draft.js";
import { fieldsWait } from "./fields.js";
import { heartbeat, pageOf, reopen, tell, whenShown } from "./link.js";
import { copyText, make, noticeBox } from "./notice.js";
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

/** Remove every copy of a text, and every sealed key, that this browser keeps; not what another tab typed since then. */
function forgetAll(since) {
  const typed = new Set(unsaved().filter(([, copy]) => copy.at > since).map(([slot]) => slot));
  for (const storage of [localStorage, sessionStorage])
    for (const key of Object.keys(storage))
      if (key.startsWith("lpcoach:") && !typed.has(slotOf(key))) storage.removeItem(key);
}

const KEY = "lpcoach:key:"; // and the host; sealed by the kernel, of no use outside the server that runs now

/** The sealed keys that this tab carries from page to page, by host. */
function carriedKeys() {
  try {
    const hosts = Object.keys(sessionStorage).filter((name) => name.startsWith(KEY));
    return Object.fromEntries(hosts.map((name) => [name.slice(KEY.length), sessionStorage.getItem(name)]));
  } catch {
    return {}; // storage is off: each page asks for its key
  }
}

function carryKey({ host, sealed }) {
  try {
    if (sealed) sessionStorage.setItem(KEY + host, sealed);
    else sessionStorage.removeItem(KEY + host);
  } catch {
    // Storage is off: the next page asks for the key.
  }
}

const PATIENCE = 12000; // ms: where nothing is typed a busy kernel (charts) is no news
const WAITED = 6000; // ms after a press in which one still waits for what comes of it
const ASKED = 1000; // ms: who has pressed a button is told within 3 s of the loss

/** Whether an editor is on show: it says itself what became of its text (one notice at a time). */
const typing = (el) => [...pageOf(el).querySelectorAll(".lp-field")].some((field) => field.offsetParent !== null);

/** Show or hide what is said of a lost line: over the page, so that it is seen wherever one types or presses. */
function sayLost(el, on) {
  const notice = el.querySelector("[data-line]");
  notice.hidden = !on;
  if (notice.isConnected && notice.showPopover && notice.matches(":popover-open") !== on) notice.togglePopover(on);
}

/** What the page as a whole says about the line: late where nobody waits, soon where a button was pressed. */
function watchLine(el) {
  let up = true;
  let timer;
  let at = 0; // when a button was pressed last
  const later = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(() => sayLost(el, !typing(el)), ms);
  };
  const pressed = () => {
    at = Date.now();
    if (!up) sayLost(el, true);
  };
  const typed = () => {
    if (!up) sayLost(el, !typing(el));
  };
  const change = (next) => {
    up = next;
    tell(el, "line", { up });
    clearTimeout(timer);
    if (up) sayLost(el, false);
    else if (fieldsWait()) later(0);
    else later(Date.now() - at < WAITED ? ASKED : PATIENCE);
  };
  return { pressed, typed, change, at: () => at || Date.now() };
}

/** Texts that only this browser holds, and whose question is nowhere to be opened any more: theirs to copy. */
function offerKept(el, slots) {
  const lost = unsaved().filter(([slot]) => slots.includes(slot));
  const boxes = lost.map(([slot, { text }]) => {
    const field = make("textarea", { className: "lp-line lp-line--long lp-after", readOnly: true, value: text, rows: 4 });
    field.setAttribute("aria-label", "The text that this browser kept");
    const copy = ["Copy the text", (button) => copyText(field, button)];
    const drop = ["Remove it from this browser", (button) => (forget(slot), button.closest(".lp-tell").remove())];
    const body = "The workbook does not hold the question that it was typed for any more. Nothing of it is thrown away.";
    const box = noticeBox("warn", "This browser kept a text of yours.", body, [copy, drop]);
    box.querySelector(".lp-acts").before(field);
    return box;
  });
  if (boxes.length) el.after(make("div", { className: "lp-wrap lp-after" }, ...boxes));
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
    const texts = Object.fromEntries(unsaved().map(([slot, copy]) => [slot, copy.text]));
    if (Object.keys(texts).length) model.send({ type: "kept", texts });
    const keys = carriedKeys();
    if (Object.keys(keys).length) model.send({ type: "keys", keys });
  });
  whenShown(el, () => pageOf(el).addEventListener("lpcoach:dead", () => {
    sayLost(el, true);
  }));
  model.on("change:numbers", dress);
  const unfold = () => {
    for (const story of pageOf(el).querySelectorAll("details.lp-story")) story.open = true;
  };
  window.addEventListener("beforeprint", unfold);
  const unwatch = watchTheme(dress);
  const watched = watchLine(el);
  whenShown(el, () => {
    for (const name of ["pressed", "typed"]) pageOf(el).addEventListener(`lpcoach:${name}`, watched[name]);
  });
  const line = heartbeat((message) => model.send(message), watched.change);
  model.on("msg:custom", (message) => {
    if (message.type === "pong") line.pong(message.boot);
    if (message.type === "go") go(el, message.to);
    if (message.type === "forget") forgetAll(watched.at());
    if (message.type === "key") carryKey(message);
    if (message.type === "set") tell(el, "set", message);
    if (message.type === "homeless") offerKept(el, message.slots);
  });
  el.addEventListener("click", (event) => {
    if (event.target.closest("[data-again]")) reopen(() => (el.querySelector("[data-silent]").hidden = false));
  });
  return () => {
    line.stop();
    unwatch();
    window.removeEventListener("beforeprint", unfold);
  };
}

export { themeNow };
export default { render };
