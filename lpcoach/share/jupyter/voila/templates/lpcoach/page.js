// The page stays under its "Opening" lines until its widgets stand still, so that nothing unstyled is seen.
const opening = document.getElementById("opening");
const QUIET_MS = 80, LATE_MS = 30000;

function openPage() {
  watch.disconnect();
  clearTimeout(late);
  document.documentElement.classList.add("is-open");
  document.getElementById("main").removeAttribute("aria-busy");
}

function stuck(words) {
  opening.classList.add("is-stuck");
  opening.querySelector("p").textContent = words;
}

let quiet;
const watch = new MutationObserver(() => {
  if (!document.querySelector("#cells .lpc > *")) return;
  clearTimeout(quiet);
  quiet = setTimeout(openPage, QUIET_MS);
});
watch.observe(document.getElementById("main"), { childList: true, subtree: true });
const late = setTimeout(() => stuck("This takes longer than usual. Reload the page; if that changes nothing, run: lpcoach doctor"), LATE_MS);

window.lpcoachFailed = () => {
  clearTimeout(late);
  stuck("This page could not be opened. What you wrote is safe. Reload the page; if that changes nothing, run: lpcoach doctor");
};
window.voila_heartbeat = () => {}; // Voila sends a call of it while a cell runs long
window.display_cells = () => {};   // and calls this where its own template would show the page
