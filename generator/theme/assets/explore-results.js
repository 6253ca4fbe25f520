// The papers that a reader's choices leave, as a list with a check box each, and the bar of what was selected.

import { make, button, counted } from "./dom.js";
import { exportBibtex } from "./explore-export.js";
import { add, onChange, remove, select, selected } from "./selection.js";

/** One paper as an entry of the list; `categoriesOf(paper)` gives its categories' titles and addresses. */
export function resultRow(paper, categoriesOf) {
  const box = make("input", { type: "checkbox", "aria-label": `Select ${paper.title}`, checked: selected().includes(paper.key) });
  box.dataset.pick = paper.key;
  box.addEventListener("change", () => (box.checked ? add : remove)(paper.key));
  return make("li.explore-result", {}, box, make("div", {}, ...lines(paper, categoriesOf(paper))));
}

function* lines({ key, page, title, authors, venue, year, tldr, code, added }, categories) {
  yield make("a.explore-title", { href: page }, title);
  if (authors) yield make("span.authors", {}, authors);
  const published = make("span.venue", { "data-key": key }, [venue, year].filter(Boolean).join(" "));
  if (added) published.dataset.added = added;
  yield published;
  if (code) yield make("a.badge", { href: code }, "code");
  if (tldr) yield make("span.tldr", {}, tldr);
  if (categories.length) yield make("span.explore-labels", {}, ...categories.map(({ title: text, href }) => make("a.label", { href }, text)));
}

/** The bar that tells how many papers are selected, wherever that happened, and hands them out. */
export function selectionBar(list) {
  const count = make("span", { role: "status" });
  const failed = make("span.explore-failed", { role: "status" });
  const save = button("explore-button", "Export as BibTeX", async () => {
    failed.textContent = "";
    save.disabled = true;
    await exportBibtex(selected()).catch(({ message }) => (failed.textContent = `The export failed: ${message}`));
    save.disabled = false;
  });
  const clear = button("explore-button", "Deselect all", () => select([]));
  const bar = make("div.explore-bar", { role: "group", "aria-label": "Selected papers" }, count, save, clear, failed);
  const update = () => {
    const keys = new Set(selected());
    count.textContent = keys.size ? `${counted(keys.size, "paper")} selected` : "";
    bar.classList.toggle("explore-empty", !keys.size);
    save.hidden = clear.hidden = !keys.size;
    for (const box of list.querySelectorAll("[data-pick]")) box.checked = keys.has(box.dataset.pick);
  };
  onChange(update);
  update();
  return bar;
}
