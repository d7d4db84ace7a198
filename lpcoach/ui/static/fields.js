// Fields that are stored as they change, typed or chosen: kept in this browser until the workbook has taken them.

const FIELD = "lpcoach:field:";

/** What a field holds, as the workbook is told it. */
const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.value);

function keepField(field, storage = localStorage) {
  try {
    storage.setItem(FIELD + field.dataset.set, String(valueOf(field)));
  } catch {
    // Storage is off or full: the field is as safe as any field of a page.
  }
}

/** The workbook has taken this value; a later one waits for its own answer. */
function fieldTaken({ name, value }, storage = localStorage) {
  try {
    if (storage.getItem(FIELD + name) === String(value)) storage.removeItem(FIELD + name);
  } catch {
    // Storage is off: there is nothing to forget.
  }
}

/** Whether the workbook has not yet taken all that was changed in such fields. */
function fieldsWait(storage = localStorage) {
  try {
    return Object.keys(storage).some((key) => key.startsWith(FIELD));
  } catch {
    return false;
  }
}

/** Put back what the workbook never took, once for each field of `met`'s page; `send` sends it again. */
function bringBack(el, send, met, storage = localStorage) {
  const fresh = [...el.querySelectorAll("[data-set]")].filter((each) => !met.has(each.dataset.set));
  for (const field of fresh) {
    met.add(field.dataset.set);
    let kept = null;
    try {
      kept = storage.getItem(FIELD + field.dataset.set);
    } catch {
      return;
    }
    const radio = field.type === "radio";
    if (kept === null || (radio && kept !== field.value)) continue;
    if (radio ? field.checked : kept === String(valueOf(field))) fieldTaken({ name: field.dataset.set, value: kept }, storage);
    else {
      if (radio) field.checked = true;
      else if (field.type === "checkbox") field.checked = kept === "true";
      else field.value = kept;
      send(field);
    }
  }
}

export { bringBack, fieldTaken, fieldsWait, keepField, valueOf };
