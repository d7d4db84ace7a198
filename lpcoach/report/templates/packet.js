"use strict";
(() => {
  const form = document.getElementById("packet");
  const out = document.getElementById("out");
  const said = document.getElementById("said");
  const kept = `lpcoach-packet-${form.dataset.practice}`;
  const stories = () => [...form.querySelectorAll("[data-story]")];
  const chosen = (name) => form.querySelector(`input[name="${name}"]:checked`)?.value;
  const read = () => ({
    lpcoach_packet: 1,
    practice: form.dataset.practice,
    name: form.querySelector("#who").value,
    vote: chosen("vote") ?? null,
    stories: stories().map((box) => {
      const story = Number(box.dataset.story);
      const levels = {};
      for (const part of ["overall", "evidence", "depth", "alignment", "bar"]) {
        const value = chosen(`${story}-${part}`);
        levels[part] = value ? Number(value) : null;
      }
      return { story, ...levels, note: box.querySelector("textarea").value };
    }),
  });
  const open = (found) =>
    found.stories.flatMap((story) =>
      Object.entries(story).filter(([, value]) => value === null).map(([name]) => `story ${story.story + 1} ${name}`));
  const text = () => `${JSON.stringify(read(), null, 1)}\n`;
  const keep = () => {
    try {
      localStorage.setItem(kept, text());
    } catch { /* a file opened from a phone may have no storage; the page itself still holds it */ }
  };
  const restore = () => {
    let found;
    try {
      found = JSON.parse(localStorage.getItem(kept));
    } catch { return; }
    if (!found) return;
    form.querySelector("#who").value = found.name;
    const check = (name, value) => {
      const field = [...form.elements].find((each) => each.name === name && each.value === String(value));
      if (field) field.checked = true;
    };
    check("vote", found.vote);
    for (const story of found.stories) {
      for (const [part, value] of Object.entries(story)) check(`${story.story}-${part}`, value);
      const box = stories().find((each) => Number(each.dataset.story) === story.story);
      if (box) box.querySelector("textarea").value = story.note;
    }
  };
  const tell = (done) => {
    const left = open(read());
    out.value = text();
    out.hidden = false;
    said.textContent = left.length ? `${done} Left open: ${left.join(", ")}. What is open is not compared.` : done;
  };
  document.getElementById("save").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text()], { type: "application/json" }));
    link.download = "lpcoach-ratings.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    tell("The file is in your downloads. Send it back.");
  });
  document.getElementById("copy").addEventListener("click", async () => {
    tell("Copied. Paste it into a message.");
    try {
      await navigator.clipboard.writeText(out.value);
    } catch {
      out.focus();
      out.select();
      said.textContent = "Copy the marked text below and send it back.";
    }
  });
  form.addEventListener("input", keep);
  form.addEventListener("submit", (event) => event.preventDefault());
  restore();
})();
