// The bar below the results: how many papers are selected, wherever that happened, what can be done with them, and a way
// back after many of them changed at once.

import { make, button } from "./dom.js";
import { saveBibtex } from "./explore-export.js";
import { onChange, select, selected } from "./selection.js";
import { comparisonOf, MOST_COMPARED } from "./share.js";

const SELECTION = new URL("../selection/", import.meta.url);

/** Return the bar's element, and `add(keys)`, which selects many papers; `list` is where the results' check boxes are. */
export function selectionBar(list) {
  let before; // the selection before many papers changed at once
  const count = make("span", { role: "status" });
  const failed = make("span.explore-failed", { role: "status" });
  const save = saveButton(failed);
  const page = make("a", { href: SELECTION.href }, "Show them");
  const compare = make("a", {}, "Compare");
  const clear = button("explore-button", "Deselect all", () => change([], undo));
  const undo = button("explore-button", "Undo", () => {
    select(before);
    (save.hidden ? list.querySelector("input") : save)?.focus();
  });
  const element = make("div.explore-bar", { role: "group", "aria-label": "Selected papers" }, count, save, page, compare, clear, undo, failed);

  const show = () => {
    const keys = new Set(selected());
    count.textContent = keys.size || before ? `${keys.size.toLocaleString("en")} selected` : "";
    for (const part of [save, page, clear]) part.hidden = !keys.size;
    compare.hidden = keys.size < 2 || keys.size > MOST_COMPARED;
    compare.href = comparisonOf([...keys]);
    undo.hidden = !before;
    element.classList.toggle("explore-empty", !count.textContent);
    for (const box of list.querySelectorAll("[data-pick]")) box.checked = keys.has(box.dataset.pick);
  };
  const change = (keys, focus) => {
    const was = selected();
    select(keys);
    before = was;
    show();
    focus?.focus();
  };
  onChange(() => {
    before = undefined; // what was done since would be lost
    show();
  });
  show();
  return { element, add: (keys) => change([...selected(), ...keys]) };
}

function saveButton(failed) {
  const save = button("explore-button", "Export as BibTeX", async () => {
    failed.textContent = "";
    save.disabled = true;
    await saveBibtex(selected()).catch(({ message }) => (failed.textContent = `The export failed: ${message}`));
    save.disabled = false;
  });
  return save;
}
