// Short fields whose text is stored as one types: kept in this browser until the workbook has taken it.

const FIELD = "lpcoach:field:";

/** Whether a field is one of those. */
const isKept = (field) => field.dataset.keep !== undefined;

function keepField(field, storage = localStorage) {
  try {
    storage.setItem(FIELD + field.dataset.set, field.value);
  } catch {
    // Storage is off or full: the field is as safe as any field of a page.
  }
}

/** The workbook has taken this value; a later one waits for its own answer. */
function fieldTaken({ name, value }, storage = localStorage) {
  try {
    if (storage.getItem(FIELD + name) === value) storage.removeItem(FIELD + name);
  } catch {
    // Storage is off: there is nothing to forget.
  }
}

/** Put back what the workbook never took; `send` sends it again. */
function bringBack(el, send, storage = localStorage) {
  for (const field of el.querySelectorAll("[data-keep]")) {
    let kept = null;
    try {
      kept = storage.getItem(FIELD + field.dataset.set);
    } catch {
      return;
    }
    if (kept === null || kept === field.value) continue;
    field.value = kept;
    send(field);
  }
}

export { bringBack, fieldTaken, isKept, keepField };
