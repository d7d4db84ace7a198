// What is kept of a text in this browser, and what to do where it and the workbook differ. Pure but for the storage.

const KEPT = "lpcoach:draft:";

const words = (text) => (text.trim() ? text.trim().split(/\s+/u).length : 0);

/** Spoken length at 140 words a minute, as people say it. */
function spoken(count) {
  const seconds = Math.round((count / 140) * 60);
  if (seconds < 90) return `${Math.max(5, Math.round(seconds / 5) * 5)} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round((seconds % 60) / 10) * 10;
  if (rest === 60) return `${minutes + 1} min`;
  return rest ? `${minutes} min ${rest}` : `${minutes} min`;
}

/** Seconds as 9:40. */
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** The copy of a slot that this browser holds, or null. Storage may be off: then there is none. */
function kept(slot, storage = localStorage) {
  try {
    return JSON.parse(storage.getItem(KEPT + slot));
  } catch {
    return null;
  }
}

/** Keep a copy; false where the browser does not let us. */
function keep(slot, copy, storage = localStorage) {
  try {
    storage.setItem(KEPT + slot, JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

function forget(slot, storage = localStorage) {
  try {
    storage.removeItem(KEPT + slot);
  } catch {
    // Storage is off: there is nothing to forget.
  }
}

/** The slot that a key of the storage is about. */
const slotOf = (key) => (key.startsWith(KEPT) ? key.slice(KEPT.length) : "");

/** The unsaved copies that this browser holds, by slot. */
function unsaved(storage = localStorage) {
  try {
    const slots = Object.keys(storage).map(slotOf).filter(Boolean);
    return slots.map((slot) => [slot, kept(slot, storage)]).filter(([, copy]) => copy?.text?.trim() && !copy.saved);
  } catch {
    return [];
  }
}

/** Whether one text holds the other, as far as anybody would care. */
const holds = (one, other) => one.includes(other.trim()) || other.includes(one.trim());

/** Which text to show: the workbook's, this browser's, or one and the other beside it when neither holds the other. */
function reconcile(stored, copy) {
  if (!copy || copy.text === stored) return { text: stored, from: "workbook" };
  if (copy.saved) {
    const other = holds(stored, copy.text) ? {} : { other: copy.text };
    return { text: stored, from: "workbook", ...other };
  }
  if (copy.text.startsWith(stored)) return { text: copy.text, from: "browser" };
  if (stored.startsWith(copy.text)) return { text: stored, from: "workbook" };
  return { text: copy.text, from: "browser", other: stored };
}

/** Seconds that a turn has cost so far: hearing, thinking (a minute at most), telling. */
function turnSeconds({ hear, thought, since, count }) {
  const think = Math.min(60, thought ?? since);
  return hear + think + (count / 140) * 60;
}

export { clock, forget, holds, keep, kept, reconcile, slotOf, spoken, turnSeconds, unsaved, words };
