// A clock on a sheet: it tells and never cuts. A probe that the sheet holds hidden breaks in at its own second.

const running = new WeakMap();
const CLOCK = "lpcoach:clock:";

/** 83 of 240 is "1:23 of 4:00"; up to a minute plain seconds; a clock that was left runs into hours. */
function timeOf(seconds, allowed) {
  const whole = Math.floor(seconds);
  const said = (s) => {
    if (s >= 3600) return `${Math.floor(s / 3600)} h`;
    return allowed <= 60 && s < 100 ? `${s} s` : `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
  };
  return whole > allowed ? `${said(whole)}, past ${said(allowed)}` : `${said(whole)} of ${said(allowed)}`;
}

function stopClock(el) {
  clearInterval(running.get(el));
}

/** When a clock began, in this browser's time. Old markup that is shown again does not set the clock back. */
function beganAt({ name, since }, storage = sessionStorage) {
  const told = Date.now() - 1000 * Number(since);
  try {
    const began = Math.min(told, Number(storage.getItem(CLOCK + name)) || told);
    storage.setItem(CLOCK + name, began);
    return began;
  } catch {
    return told; // storage is off
  }
}

/** Start the clock that new markup holds; `since` is how long it has run already, so that a reload goes on. */
function runClock(el) {
  stopClock(el);
  const face = el.querySelector("[data-clock]");
  if (!face) return;
  const began = beganAt(face.dataset);
  const probe = el.querySelector("[data-breaks]");
  const show = () => {
    const passed = Math.max(0, (Date.now() - began) / 1000);
    const said = timeOf(passed, Number(face.dataset.clock));
    if (face.textContent !== said) face.textContent = said;
    if (probe?.hidden && passed >= Number(probe.dataset.breaks)) probe.hidden = false;
  };
  show();
  running.set(el, setInterval(show, 200));
}

export { runClock, stopClock, timeOf };
