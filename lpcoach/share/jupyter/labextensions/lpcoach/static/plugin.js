import { keepDrawn } from "./autorun.js";
import { followLinks } from "./links.js";
import { ownName } from "./own.js";

const NARROW = "(max-width: 999px)"; // beside the list of files a page would be a strip

/** In a narrow window the list of files makes room for the page; one click on its tab brings it back. */
function makeRoom(app, tracker) {
  const narrow = matchMedia(NARROW);
  const look = () => {
    if (narrow.matches && tracker.find((panel) => ownName(panel.context.path))) app.shell.collapseLeft?.();
  };
  narrow.addEventListener("change", look);
  tracker.widgetAdded.connect(look);
  void app.restored.then(look);
}

/** The plugin, made of JupyterLab's own parts. */
export function plugin({ INotebookTracker, NotebookActions }, { IDocumentManager }) {
  return {
    id: "lpcoach:plugin",
    autoStart: true,
    requires: [INotebookTracker, IDocumentManager],
    activate: (app, tracker, documents) => {
      const run = (panel, cell) => NotebookActions.runCells(panel.content, [cell], panel.sessionContext);
      tracker.widgetAdded.connect((_tracker, panel) => void keepDrawn(panel, run));
      tracker.forEach((panel) => void keepDrawn(panel, run));
      followLinks(tracker, documents);
      makeRoom(app, tracker);
    },
  };
}
