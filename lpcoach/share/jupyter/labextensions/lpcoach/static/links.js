import { hasOthersCode, ownName } from "./own.js";

/** Follow `<a data-lpcoach-open="NEXT.ipynb">` inside JupyterLab; a plain link would load all of it again. */
export function followLinks(tracker, documents) {
  const follow = (event) => {
    const link = event.target.closest?.("a[data-lpcoach-open]");
    const from = link && tracker.find((panel) => panel.node.contains(link));
    if (!from || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    void turnPage(from, link.dataset.lpcoachOpen, documents);
  };
  document.addEventListener("click", follow, true);
  window.addEventListener("popstate", () => void goBack(tracker, documents));
}

/** The browser's Back changes JupyterLab's address and nothing else: turn to the page that the address names. */
async function goBack(tracker, documents) {
  const name = decodeURIComponent(location.pathname.split("/tree/")[1] ?? "").replace(/^.*\//, "");
  const from = tracker.currentWidget;
  if (from && ownName(from.context.path) && ownName(name)) await turnPage(from, name, documents);
}

/** Open the next notebook beside this one, then put this one away with its kernel. */
async function turnPage(from, name, documents) {
  const path = from.context.path.replace(/[^/]*$/, name);
  if (!ownName(path) || path === from.context.path) return;
  const next = documents.openOrReveal(path);
  if (!next) return;
  await next.context.ready;
  if (from.context.model.dirty) await from.context.save();
  if (hasOthersCode(from)) return; // their variables live in its kernel
  await from.sessionContext.shutdown();
  from.context.model.dirty = false; // the kernel's last words may have marked it again; closing would ask
  from.close();
}
