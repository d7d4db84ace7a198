// The line to the kernel: whether it answers, told to everyone on the page through events on the page's root.

const LATE = 3000; // ms without an answer after which the line counts as lost
const BEAT = 1500; // ms between two signs of life

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

/** Ask for a sign of life again and again; `say(up)` is called when the answer changes. Returns a stop function. */
function heartbeat(send, say, now = () => performance.now()) {
  let answered = now();
  let up = true;
  const change = (next) => {
    if (next !== up) say((up = next));
  };
  const timer = setInterval(() => {
    try {
      send({ type: "ping" });
    } catch {
      answered = -LATE;
    }
    if (now() - answered > LATE) change(false);
  }, BEAT);
  const pong = () => {
    answered = now();
    change(true);
  };
  return { pong, stop: () => clearInterval(timer) };
}

/** JupyterLab acts on plain keys wherever the focus is (x cuts the cell, Enter opens it): inside a page they are ours. */
function ownKeys(el) {
  el.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select, textarea");
    if (typing || !(event.ctrlKey || event.metaKey || event.altKey)) event.stopPropagation();
  });
}

export { BEAT, LATE, heartbeat, ownKeys, pageOf, tell, whenShown };
