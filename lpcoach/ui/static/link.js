// The line to the kernel: whether it answers, told to everyone on the page through events on the page's root.

const LATE = 1500; // ms without an answer after which the line counts as lost
const BEAT = 500; // ms between two signs of life; the page says so within 3 s, wherever between two beats the line was lost

/** The page that an element belongs to; events between widgets stay inside it (Lab may hold several pages). */
function pageOf(el) {
  return el.closest(".lpc") ?? el;
}

/** Tell all widgets of this page something. */
function tell(el, name, detail) {
  pageOf(el).dispatchEvent(new CustomEvent(`lpcoach:${name}`, { detail }));
}

/** Run `then` once the element stands in the document. */
function whenShown(el, then) {
  if (el.isConnected) then();
  else requestAnimationFrame(() => whenShown(el, then));
}

/** Run `then` once the element can be seen: a page is hidden while it opens, and what is hidden takes no focus. */
function whenSeen(el, then) {
  if (el.offsetParent !== null && getComputedStyle(el).visibility === "visible") then();
  else requestAnimationFrame(() => whenSeen(el, then));
}

/**
 * Ask for a sign of life again and again; `say(up)` is called when the answer changes. Only a question that was asked
 * can be late: a sleeping tab asks none. Another boot is another kernel, which knows nothing of this page.
 */
function heartbeat(send, say, now = () => performance.now()) {
  let asked = null; // when the oldest question without an answer was asked
  let boot = null;
  let up = true;
  const change = (next) => {
    if (next !== up) say((up = next));
  };
  const timer = setInterval(() => {
    if (asked !== null && now() - asked >= LATE) change(false);
    asked ??= now();
    try {
      send({ type: "ping" });
    } catch {
      change(false);
    }
  }, BEAT);
  const pong = (from) => {
    boot ??= from;
    if (from !== boot) return change(false);
    asked = null;
    return change(true);
  };
  return { pong, stop: () => clearInterval(timer) };
}

/** Open the page again, which brings text and caret back; where no server answers stay, since the browser's own page of
    an error would take the text out of sight, and say so. */
async function reopen(silent) {
  try {
    await fetch(location.href, { method: "HEAD", cache: "no-store" });
  } catch {
    return silent();
  }
  return location.reload();
}

/** JupyterLab acts on plain keys wherever the focus is (x cuts the cell, Enter opens it): inside a page they are ours. */
function ownKeys(el) {
  el.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select, textarea");
    if (typing || !(event.ctrlKey || event.metaKey || event.altKey)) event.stopPropagation();
  });
}

export { BEAT, LATE, heartbeat, ownKeys, pageOf, reopen, tell, whenSeen, whenShown };
