// The editor: one text, its state, its clock and its buttons. Nothing typed leaves it but to the workbook.
import { forget, holds, keep, kept, reconcile, spoken, turnSeconds, words } from "./draft.js";
import { ownKeys, pageOf, reopen, tell, whenShown } from "./link.js";
import { copyText, noticeBox } from "./notice.js";
import { build, goBack, lostWords, replaceText, showActs, showParts, showTime } from "./parts.js";
import { pastBox } from "./past.js";

const QUIET = 120; // ms after a key until the text is sent
const LOCKED = 10000; // ms that a step may take before the text can be changed again
const AGAIN = 1500; // ms after which a text that nobody acknowledged is sent again, and said not to be saved
const BUSY = "The workbook is busy, perhaps with another cell, and does not say that it has your text.";

class Editor {
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.parts = build(el);
    this.up = true;
    this.open();
    this.listen();
    this.ticker = setInterval(() => this.tick(), 1000);
  }

  /** Take over a question from the kernel: its slot, its text, its buttons. */
  open() {
    const m = this.model;
    const { parts } = this;
    if (this.slot && this.slot !== m.get("slot") && this.acked >= this.rev) forget(this.slot);
    this.slot = m.get("slot");
    this.rev = m.get("rev");
    this.acked = this.rev;
    this.arrived = performance.now();
    this.firstKey = null;
    this.since = null; // when the oldest text without an answer was sent
    parts.who.innerHTML = m.get("who");
    parts.label.textContent = m.get("label");
    parts.field.placeholder = m.get("placeholder");
    parts.foot.textContent = m.get("foot");
    const copy = kept(this.slot);
    const found = reconcile(m.get("text"), copy);
    parts.field.value = found.text;
    parts.past.hidden = true;
    showParts(parts.found, null);
    if (copy?.caret && copy.text === found.text) goBack(parts.field, copy);
    this.failed = "";
    this.savedAt = m.get("saved_at");
    this.say(this.savedAt ? `Saved ${this.savedAt}` : "Nothing written yet");
    this.buttons();
    this.notice(found.other === undefined ? null : this.choice(found.other, "This browser and the workbook hold"));
    if (found.from === "browser") this.typed();
    this.tick();
  }

  buttons() {
    const wanted = this.model.get("acts").map((each) => ({ ...each, run: () => this.act(each.act) }));
    const ask = () => this.post({ type: "history", slot: this.slot });
    if (this.model.get("past")) wanted.push({ label: "Earlier texts", look: "lp-btn--quiet", run: ask });
    showActs(this.parts.acts, wanted);
  }

  /** Keep what belongs to the text as it stands now; false where this browser keeps nothing. */
  keep(saved) {
    const { field } = this.parts;
    const caret = [field.selectionStart, field.selectionEnd];
    const away = this.back || document.activeElement === field;
    return keep(this.slot, { text: field.value, rev: this.rev, at: Date.now(), saved, caret, away });
  }

  listen() {
    const { field } = this.parts;
    ownKeys(this.el);
    field.addEventListener("input", () => this.typed());
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        const first = this.model.get("acts")[0];
        if (first) this.act(first.act);
      }
    });
    field.addEventListener("blur", () => this.send());
    this.leaving = () => kept(this.slot) && this.keep(this.acked >= this.rev);
    window.addEventListener("pagehide", this.leaving);
    for (const name of ["slot", "epoch"]) this.model.on(`change:${name}`, () => this.open());
    this.model.on("change:acts", () => this.buttons());
    this.model.on("change:clock", () => this.tick());
    this.model.on("msg:custom", (message) => this.heard(message));
    whenShown(this.el, () => {
      pageOf(this.el).addEventListener("lpcoach:line", (event) => this.line(event.detail.up));
      if (this.model.get("focus")) field.focus({ preventScroll: true });
      this.tick();
    });
  }

  typed() {
    if (this.asked) this.notice(null); // who types has chosen to go on
    this.firstKey ??= this.elapsed();
    this.rev += 1;
    const safe = this.keep(false);
    if (this.failed || !this.up) this.lost(safe);
    else this.say("Saving");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), QUIET);
    this.tick();
  }

  send() {
    clearTimeout(this.timer);
    if (this.acked >= this.rev) return;
    this.since ??= performance.now();
    this.post({ type: "draft", ...this.state() });
    this.timer = setTimeout(() => this.send(), AGAIN);
  }

  heard(message) {
    if (message.slot && message.slot !== this.slot) {
      if (message.type === "saved" && kept(message.slot)?.rev <= message.rev) forget(message.slot);
      return;
    }
    if (message.type === "saved") {
      this.acked = Math.max(this.acked, message.rev);
      this.since = null;
      if (this.acked < this.rev) return;
      clearTimeout(this.timer);
      this.failed = "";
      this.keep(true);
      this.savedAt = message.at;
      this.say(`Saved ${message.at}`);
      this.calm();
    } else if (message.type === "unsaved") {
      this.failed = message.why;
      this.lost(true);
    } else if (message.type === "other") this.beside(message);
    else if (message.type === "parts") showParts(this.parts.found, message.parts);
    else if (message.type === "history") pastBox(this.parts, message.drafts, (text) => replaceText(this.parts.field, text) || this.typed());
    else if (message.type === "done") this.done();
    else if (message.type === "notice") this.notice(this.told(message), message.acts.length > 0);
  }

  act(act) {
    if (this.stepping) return; // pressed twice: the first press is still on its way
    clearTimeout(this.timer);
    if (!this.up) return this.lost(true);
    this.lock(true);
    this.post({ type: "act", act, ...this.state() });
  }

  /** The step is over; where it failed the text is still to be saved. */
  done() {
    this.lock(false);
    if (this.acked < this.rev) this.timer = setTimeout(() => this.send(), AGAIN);
  }

  /** While a step is under way nothing can be typed: no key falls between two questions. */
  lock(on) {
    clearTimeout(this.locked);
    this.stepping = on;
    this.parts.field.readOnly = on;
    for (const button of this.el.querySelectorAll("button")) button.disabled = on;
    if (on) this.locked = setTimeout(() => (this.lock(false), this.line(this.up)), LOCKED);
    else this.focus();
  }

  /** After a step go to what is next, unless the eye has gone elsewhere meanwhile. */
  focus() {
    const at = document.activeElement;
    if ((at !== document.body && !this.el.contains(at)) || this.el.offsetParent === null) return;
    (this.asked ? this.parts.notice.firstElementChild : this.parts.field).focus({ preventScroll: true });
    this.el.scrollIntoView({ block: "nearest" });
  }

  /** Send a message; a dead line throws, and the page has said so or will at the next beat. */
  post(message) {
    try {
      this.model.send(message);
    } catch {
      this.line(false);
    }
  }

  /** The text as it stands, and how long ago typing began. */
  state() {
    const since = this.firstKey === null ? null : this.elapsed() - this.firstKey;
    return { slot: this.slot, rev: this.rev, text: this.parts.field.value, since_key: since };
  }

  elapsed() {
    return (performance.now() - this.arrived) / 1000;
  }

  /** The line to the kernel is lost or back. */
  line(up) {
    this.up = up;
    if (!up) this.since = null;
    if (!up && this.stepping) return this.say("Not saved yet"); // the step itself may keep the workbook busy
    if (!up) this.lost(true);
    else if (this.acked < this.rev) this.send();
    else if (!this.failed) this.calm();
    for (const button of this.parts.acts.children) button.disabled = !up; // Submit waits for the line
    this.parts.field.classList.toggle("is-unsaved", !up && this.acked < this.rev);
  }

  /** Say that the text is not in the workbook, why, and where it is safe. */
  lost(safe) {
    const [behind, at] = [this.acked < this.rev, this.savedAt];
    const words = lostWords({ why: this.up ? this.failed : "", behind, safe, at });
    this.parts.field.classList.toggle("is-unsaved", behind);
    this.say(behind || !at ? "Not saved" : `Not saved since ${at}`);
    if (this.alarmed === words) return; // said once, not with every key
    const first = this.up
      ? ["Save again", () => (this.failed = "", this.send())]
      : ["Open the page again", () => ((this.back = true), reopen(() => this.silent()))];
    const copy = ["Copy the text", (button) => copyText(this.parts.field, button)];
    this.notice(noticeBox("alert", "Not saved.", words, [first, copy]));
    this.alarmed = words;
  }

  /** No server answers: the page, and the text on it, stay. */
  silent() {
    this.back = false;
    this.say("Not saved. The server does not answer either: start lpcoach again as you did before, then press once more");
  }

  /** Take the notice of a lost text away; any other notice stays. */
  calm() {
    if (this.alarmed) this.notice(null);
    if (this.acked >= this.rev && this.savedAt) this.say(`Saved ${this.savedAt}`);
  }

  /** Two texts for one question: one is shown, the other one click away, and back. */
  choice(other, who) {
    this.spare = other;
    const swap = ["Show the other text", () => {
      const shown = this.parts.field.value;
      if (!replaceText(this.parts.field, this.spare)) this.typed();
      this.spare = shown;
    }];
    const body = `${who} different texts for this question. Both are kept; one is shown.`;
    return (this.two = noticeBox("warn", "Two texts.", body, [swap]));
  }

  /** Another tab or browser has typed for the same question. */
  beside({ text, at }) {
    if (holds(this.parts.field.value, text)) return;
    if (this.two?.isConnected) this.spare = text;
    else this.notice(this.choice(text, `Another tab or browser saved a text at ${at}: it and this one hold`));
  }

  told({ tone, head, body, acts }) {
    const runs = acts.map(({ label, act }) => [label, () => {
      if (act !== "close") return this.act(act);
      this.notice(null);
      return this.parts.field.focus();
    }]);
    return noticeBox(tone, head, body, runs, acts.length > 0);
  }

  /** Show one notice at a time; while it asks, its answers stand in place of the buttons. */
  notice(box, asks = false) {
    this.asked = asks;
    this.parts.acts.hidden = asks;
    this.parts.notice.hidden = !box;
    this.parts.notice.className = box ? "lp-after" : "";
    this.parts.notice.replaceChildren(...(box ? [box] : []));
    this.alarmed = "";
    if (!box) this.parts.field.classList.remove("is-unsaved");
  }

  say(text) {
    if (this.parts.saved.textContent !== text) this.parts.saved.textContent = text;
  }

  /** A text that was sent and is not acknowledged, though the line answers: other work may keep the kernel from it. */
  late() {
    if (!this.since || !this.up || this.failed || this.stepping || performance.now() - this.since < AGAIN) return;
    this.failed = BUSY;
    this.lost(true);
  }

  /** Words, spoken length, the time of this part; the clock tells and never cuts. */
  tick() {
    this.late();
    const count = words(this.parts.field.value);
    const plural = count === 1 ? "word" : "words";
    this.parts.count.textContent = count ? `, ${count} ${plural}, about ${spoken(count)} spoken` : "";
    const c = this.model.get("clock");
    if (!c.label) return this.parts.time.replaceChildren(...(c.text ? [c.text] : []));
    const since = c.since + this.elapsed();
    const turn = turnSeconds({ hear: c.hear, thought: c.thought ?? this.thought(c), since, count });
    showTime(this.parts.time, c, c.part + turn);
    if (this.el.offsetParent === null) return; // nothing is asked: the kernel's own figures stand
    tell(this.el, "clock", { total: c.total + turn, phase: c.phase + turn, wall: c.wall + this.elapsed() });
  }

  /** Seconds from the question to the first key, counted from when it was asked, not from when the page opened. */
  thought(c) {
    return this.firstKey === null ? null : c.since + this.firstKey;
  }

  stop() {
    clearInterval(this.ticker);
    clearTimeout(this.timer);
    window.removeEventListener("pagehide", this.leaving);
  }
}

function render({ model, el }) {
  const editor = new Editor(model, el);
  return () => editor.stop();
}

export { Editor };
export default { render };
