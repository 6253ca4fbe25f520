// A paper that the reader's choices leave, as an entry of the list, with a check box that selects it.

import { make } from "./dom.js";
import { add, remove, selected } from "./selection.js";

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
