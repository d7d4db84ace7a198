// The editor's parts on the page, and the parts of a story that were found in its text.
import { clock } from "./draft.js";
import { whenSeen } from "./link.js";
import { make } from "./notice.js";

const STAR = ["situation", "task", "action", "result"];

/** The parts of the editor, built once; a new question only changes what they say. */
function build(el) {
  const id = `lp-editor-${Math.random().toString(36).slice(2, 8)}`;
  const parts = {
    who: make("p", { className: "lp-who" }),
    label: make("label", { className: "lp-vh", htmlFor: id }),
    field: make("textarea", { className: "lp-field", id, spellcheck: true }),
    saved: make("span"),
    count: make("span"),
    time: make("span", { className: "lp-time" }),
    found: make("p", { className: "lp-parts", hidden: true }),
    notice: make("div", { hidden: true }),
    acts: make("div", { className: "lp-acts lp-after" }),
    foot: make("p", { className: "lp-meta lp-after" }),
    past: make("div", { className: "lp-after", hidden: true }),
  };
  parts.saved.setAttribute("role", "status");
  const left = make("span", {}, parts.saved, parts.count);
  const status = make("div", { className: "lp-status", id: `${id}-status` }, left, parts.time);
  parts.field.setAttribute("aria-describedby", status.id);
  const body = make("div", {}, parts.label, parts.field, status, parts.found, parts.notice, parts.acts, parts.past, parts.foot);
  el.append(parts.who, body);
  return parts;
}

/** Gentle marks, not a score: which of the four parts are there so far. `found` is null where nothing is shown. */
function showParts(line, found) {
  line.hidden = found === null;
  if (found === null) return;
  const marks = STAR.map((part) => {
    const there = found.includes(part);
    const name = part[0].toUpperCase() + part.slice(1);
    const mark = make("span", { className: "mark", textContent: there ? "●" : "○" });
    mark.setAttribute("aria-hidden", "true");
    const told = make("span", { className: "lp-vh", textContent: there ? ", found" : ", not yet" });
    return make("span", { className: there ? "is-there" : "" }, mark, ` ${name}`, told);
  });
  line.replaceChildren("Found so far: ", ...marks);
}

/** Why a text is not in the workbook, and where it is safe. */
function lostWords({ why, behind, safe, at }) {
  const said = why || "The workbook does not answer. Keep writing; Submit waits.";
  if (!behind) return at ? `${said} All that stands here was saved at ${at}.` : said;
  const kept = safe ? "Your text is kept in this browser." : "This browser does not keep it either: copy it.";
  return `${said} ${kept}${at ? ` Last saved ${at}.` : ""}`;
}

/** The buttons under the text. */
function showActs(acts, wanted) {
  const buttons = wanted.map(({ label, look, run }) => {
    const button = make("button", { type: "button", className: `lp-btn ${look}`.trim(), textContent: label });
    button.addEventListener("click", run);
    return button;
  });
  acts.replaceChildren(...buttons);
}

/** Put the caret where it stood when the page was left, and the focus with it. */
function goBack(field, { caret, away }) {
  field.setSelectionRange(...caret);
  if (away) whenSeen(field, () => field.focus());
}

/** The time of this part: it tells and never cuts. */
function showTime(line, { label, budget }, used) {
  const over = used > budget * 60;
  const about = `${Math.round(budget)} min`;
  line.classList.toggle("is-over", over);
  line.replaceChildren(`${label} `, make("b", { textContent: clock(used) }), over ? `, past ${about}` : ` of about ${about}`);
}

/** Another text in place of this one, as if typed, so that the browser's own undo takes it back. False: it cannot. */
function replaceText(field, text) {
  field.focus();
  field.select();
  const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
  if (done && field.value === text) return true;
  field.value = text;
  return false;
}

export { build, goBack, lostWords, replaceText, showActs, showParts, showTime };
