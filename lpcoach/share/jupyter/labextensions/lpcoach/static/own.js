// What is the package's own. Only this runs by itself: a stranger's notebook can carry the same metadata.

const IMPORT = "from lpcoach.ui import pages";
const CALLS = {
  "00_start.ipynb": "pages.start()",
  "01_stories.ipynb": "pages.stories()",
  "02_introductions.ipynb": "pages.introductions()",
  "03_deep_dives.ipynb": "pages.deep_dives()",
  "04_cross_examination.ipynb": "pages.cross_examination()",
  "05_your_questions.ipynb": "pages.your_questions()",
  "06_debrief.ipynb": "pages.debrief()",
  "07_progress.ipynb": "pages.progress()",
  "08_drills.ipynb": "pages.drills()",
};

/** The name of the package's notebook at this path of the server, else undefined; Binder has them in a folder. */
export function ownName(path) {
  const name = path.replace(/^notebooks\//, "");
  return Object.hasOwn(CALLS, name) ? name : undefined;
}

/** The cells of an open notebook that are, to the letter, the package's own. */
export function ownCells(panel) {
  const name = ownName(panel.context.path);
  if (!name || !panel.model.getMetadata("lpcoach")?.autorun) return [];
  return panel.content.widgets.filter(({ model }) => model.type === "code" && isOwn(name, source(model)));
}

/** Whether the person wrote code into this notebook. */
export function hasOthersCode(panel) {
  const name = ownName(panel.context.path);
  return panel.content.widgets.some(({ model }) => model.type === "code" && source(model).trim() && !isOwn(name, source(model)));
}

function isOwn(name, text) {
  return text === IMPORT || text === CALLS[name];
}

function source(model) {
  return model.sharedModel.getSource();
}
