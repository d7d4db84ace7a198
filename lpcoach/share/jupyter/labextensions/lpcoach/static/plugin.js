import { keepDrawn } from "./autorun.js";
import { followLinks } from "./links.js";

/** The plugin, made of JupyterLab's own parts. */
export function plugin({ INotebookTracker, NotebookActions }, { IDocumentManager }) {
  return {
    id: "lpcoach:plugin",
    autoStart: true,
    requires: [INotebookTracker, IDocumentManager],
    activate: (_app, tracker, documents) => {
      const run = (panel, cell) => NotebookActions.runCells(panel.content, [cell], panel.sessionContext);
      tracker.widgetAdded.connect((_tracker, panel) => void keepDrawn(panel, run));
      tracker.forEach((panel) => void keepDrawn(panel, run));
      followLinks(tracker, documents);
    },
  };
}
