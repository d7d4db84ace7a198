// Notices: one shape, a rule above and the fact in bold, then what is safe, then the actions.

const make = (tag, props = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children);
  return node;
};

/** A notice; ``acts`` are pairs of a name and what to do. A question fills the first, since it takes the buttons' place. */
function noticeBox(tone, head, body, acts, asks = false) {
  const text = make("p", {}, make("strong", { textContent: head }), ` ${body}`);
  const box = make("div", { className: `lp-tell lp-tell--${tone}`, tabIndex: -1 }, text);
  box.setAttribute("role", tone === "alert" ? "alert" : "status");
  const look = (first) => (asks ? ` ${first ? "lp-btn--go" : "lp-btn--quiet"}` : "");
  const buttons = acts.map(([label, run], number) => {
    const button = make("button", { type: "button", className: `lp-btn${look(number === 0)}`, textContent: label });
    button.addEventListener("click", () => run(button));
    return button;
  });
  if (buttons.length) box.append(make("div", { className: "lp-acts" }, ...buttons));
  return box;
}

/** Copy a field's text; where the browser does not let us, select it and say so. */
async function copyText(field, button) {
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = "Copied";
  } catch {
    field.select();
    button.textContent = "Selected: copy it now";
  }
}

export { copyText, make, noticeBox };
