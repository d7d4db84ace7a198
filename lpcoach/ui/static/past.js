// The earlier forms of a text, and the way back to one.
import { make } from "./notice.js";

const START = 90; // characters of an earlier text that are shown

/** Earlier texts, the newest first; one may be taken back, and undo takes that back again. */
function pastBox({ past, field }, drafts, restore) {
  const close = () => {
    past.hidden = true;
    field.focus({ preventScroll: true });
  };
  const rows = drafts.map(({ ago, words, text }) => {
    const take = make("button", { type: "button", className: "lp-btn", textContent: "Restore" });
    take.addEventListener("click", () => {
      restore(text);
      close();
    });
    take.setAttribute("aria-label", `Restore the text of ${ago}, ${words}`);
    const start = text.length > START ? `${text.slice(0, START).trimEnd()} …` : text;
    const said = make("p", {}, make("strong", { textContent: `${ago}, ${words}` }), make("br"), start);
    return make("li", {}, said, take);
  });
  const done = make("button", { type: "button", className: "lp-btn lp-btn--quiet", textContent: "Close" });
  done.addEventListener("click", close);
  const head = rows.length ? "Earlier texts of this answer" : "There is no earlier text of this answer yet.";
  const title = make("p", { className: "lp-label", textContent: head, tabIndex: -1 });
  past.replaceChildren(title, ...(rows.length ? [make("ul", { className: "lp-past" }, ...rows)] : []), done);
  past.hidden = false;
  title.focus();
}

export { pastBox };
