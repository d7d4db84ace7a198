// A sheet of the page: markup that the kernel made from escaped text. Its controls are delegated, so that a new
// paint needs no new wiring.
import { runClock, stopClock } from "./clock.js";
import { bringBack, fieldTaken, keepField, valueOf } from "./fields.js";
import { sendFiles } from "./files.js";
import { ownKeys, pageOf, tell, whenShown } from "./link.js";
import { copyText } from "./notice.js";

const TYPING = 300; // ms of quiet before a short field is sent

/** How to find a control again in new markup: by its id, or by what it does. */
function sameAs({ id, dataset }) {
  if (id) return `#${CSS.escape(id)}`;
  return dataset.act ? `[data-act="${CSS.escape(dataset.act)}"][data-arg="${CSS.escape(dataset.arg ?? "")}"]` : "";
}

/** Put new markup in place and keep the focus where it was. */
function paint(el, html) {
  const held = el.contains(document.activeElement) ? sameAs(document.activeElement) : "";
  el.innerHTML = html;
  if (held) el.querySelector(held)?.focus({ preventScroll: true });
  runClock(el);
}

/** The values of all named controls of a sheet: text, checked radio or box. */
function values(el) {
  const found = {};
  for (const field of el.querySelectorAll("[name]")) {
    if (field.type === "radio") {
      if (field.checked) found[field.name] = field.value;
    } else if (field.type === "checkbox") found[field.name] = field.checked;
    else found[field.name] = field.value;
  }
  return found;
}

/** Offer a file that the kernel made. */
function offerFile(name, text, kind) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: kind }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Follow a link inside the page by focus, since the address belongs to the host. */
function follow(el, link) {
  const target = pageOf(el).querySelector(link.getAttribute("href"));
  if (!target) return;
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus();
  target.scrollIntoView({ block: "center" });
}

function fold(button) {
  const folded = button.previousElementSibling.classList.toggle("is-past");
  button.setAttribute("aria-expanded", String(!folded));
  button.textContent = folded ? "Show all" : "Show less";
}

/** Send a message; where the line is dead the page says so, so that no button is dead silently. */
function post(model, el, message) {
  try {
    model.send(message);
  } catch {
    tell(el, "dead", {});
  }
}

function onClick(model, el, event) {
  const control = event.target.closest("[data-act], [data-copy], [data-fold], [data-print], a[href^='#']");
  if (!control || !el.contains(control)) return;
  if (control.matches("a[href^='#']")) {
    event.preventDefault();
    follow(el, control);
  } else if (control.matches("[data-fold]")) fold(control);
  else if (control.matches("[data-copy]")) copyText(el.querySelector(control.dataset.copy), control);
  else if (control.matches("[data-print]")) window.print();
  else {
    event.preventDefault();
    tell(el, "pressed", {});
    post(model, el, { act: control.dataset.act, arg: control.dataset.arg ?? "", values: values(el) });
  }
}

function wire(model, el) {
  const waiting = new Map();
  const keep = (field) => {
    keepField(field);
    tell(el, "typed", {});
  };
  const set = (field) => {
    clearTimeout(waiting.get(field));
    waiting.delete(field);
    post(model, el, { set: field.dataset.set, value: valueOf(field) });
  };
  el.addEventListener("click", (event) => onClick(model, el, event));
  el.addEventListener("submit", (event) => event.preventDefault());
  ownKeys(el);
  el.addEventListener("input", (event) => {
    const field = event.target.closest("[data-set]");
    if (!field || field.type === "checkbox" || field.type === "radio") return;
    keep(field);
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(() => set(field), TYPING));
  });
  el.addEventListener("change", (event) => {
    if (event.target.matches("[data-files]")) sendFiles(model, event.target).catch(() => tell(el, "dead", {}));
    const field = event.target.closest("[data-set]");
    if (!field) return;
    keep(field);
    set(field);
  });
  whenShown(el, () => {
    pageOf(el).addEventListener("lpcoach:set", (event) => fieldTaken(event.detail));
  });
  const met = new Set();
  const look = () => whenShown(el, () => bringBack(el, set, met));
  look();
  model.on("change:html", look); // after the paint: fields may come later than the page
}

/** Show a text that is still coming, as text and never as markup; it is in no state that a notebook could save. */
function showLive(el, { name, text }) {
  const place = el.querySelector(`[data-live="${CSS.escape(name)}"]`);
  if (place) place.textContent = text;
}

function renderSheet({ model, el }) {
  paint(el, model.get("html"));
  model.on("change:html", () => paint(el, model.get("html")));
  wire(model, el);
  model.on("msg:custom", (message) => {
    if (message.type === "file") offerFile(message.name, message.text, message.kind);
    if (message.type === "live") showLive(el, message);
  });
  const aim = () => {
    const [target] = model.get("aim");
    if (target) whenShown(el, () => el.querySelector(target)?.focus());
  };
  aim();
  model.on("change:aim", aim);
}

export { offerFile, paint, renderSheet, values };
export default { render: (given) => (renderSheet(given), () => stopClock(given.el)) };
