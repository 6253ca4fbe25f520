// The facets as controls: a group of check boxes each, a tree of them for categories, a searched list where there are
// many. Controls are made once and then told the state and the counts, so that the focus stays where it is.

import { make, button } from "./dom.js";
import { yearControl } from "./explore-years.js";

const MANY = 24; // values, from which on a facet shows the most frequent and finds the others
const MOST = 8; // of them are shown
const MATCHES = 30; // are shown of those that fit what was typed
const OPEN = ["category", "year"]; // facets that are unfolded from the beginning

/**
 * Return a control for each facet worth one: its element, and `update(view)`. A view has what the address asks for and
 * what comes of it: `places(facet)`, the values chosen, `counts(facet)`, the papers by value, and the range `years`.
 * `toggle(name, value)` and `setYears(range)` are told what the reader does; `whole` is the number of papers.
 */
export function facetControls(facets, { toggle, setYears, whole }) {
  const tells = ({ load, name, columns }) => load || name === "has" || columns.length > 1 || columns[0]?.length < whole;
  const telling = facets.filter(tells);
  const has = telling.filter(({ name }) => name === "has");
  const others = telling.filter(({ name }) => name !== "has");
  const controls = others.map((facet) => folded(facet.title, facet.name, controlFor(facet, toggle, setYears)));
  if (has.length) controls.push(folded("With", "has", together(has.map((facet) => listControl(facet, toggle)))));
  return controls;
}

function controlFor(facet, toggle, setYears) {
  if (facet.load) return searchedControl(facet, toggle);
  if (facet.name === "year") return yearControl(facet, setYears);
  if (facet.above.some((above) => above >= 0)) return treeControl(facet, toggle);
  return facet.values.length > MANY ? searchedControl(facet, toggle) : listControl(facet, toggle);
}

/** Fold a control away under its title, which tells how many of its values are chosen. */
function folded(title, name, control) {
  const number = make("span.explore-chosen");
  const group = make("fieldset", {}, make("legend.explore-hidden", {}, title), control.element);
  const element = make("details.explore-facet", { open: OPEN.includes(name) }, make("summary", {}, title, number), group);
  element.addEventListener("toggle", () => element.open && control.opened?.());
  let told = false;
  return {
    element,
    update(view) {
      const chosen = control.update(view);
      number.textContent = chosen ? ` ${chosen}` : "";
      if (chosen && !told) element.open = true; // once: afterwards the reader folds it as they like
      told ||= chosen > 0;
    },
  };
}

function together(controls) {
  return {
    element: make("div", {}, ...controls.map(({ element }) => element)),
    update: (view) => controls.reduce((sum, control) => sum + control.update(view), 0),
  };
}

/** One value as a check box with its count. */
function valueRow(facet, n, toggle) {
  const box = make("input", { type: "checkbox" });
  const count = make("span.count");
  const element = make("label.explore-value", {}, box, make("span", {}, facet.labels[n]), count);
  box.addEventListener("change", () => toggle(facet.name, facet.values[n]));
  return {
    element,
    update(checked, number) {
      box.checked = checked;
      count.textContent = number.toLocaleString("en");
      element.classList.toggle("explore-none", !number && !checked);
    },
  };
}

function listControl(facet, toggle) {
  const rows = facet.values.map((_, n) => valueRow(facet, n, toggle));
  const list = make("ul", {}, ...rows.map(({ element }) => make("li", {}, element)));
  return { element: list, update: (view) => updateRows(facet, rows, view) };
}

function updateRows(facet, rows, view) {
  const [numbers, places] = [view.counts(facet), view.places(facet)];
  rows.forEach((row, n) => row.update(places.includes(n), numbers[n]));
  return places.length;
}

/** A tree: what is below a value unfolds by a button beside it, and by itself where something in it is chosen. */
function treeControl(facet, toggle) {
  const rows = facet.values.map((_, n) => valueRow(facet, n, toggle));
  const unfold = new Map();
  const branch = (parent) => {
    const places = facet.values.map((_, n) => n).filter((n) => facet.above[n] === parent);
    return make("ul", {}, ...places.map((n) => make("li", {}, ...(facet.above.includes(n) ? parentRow(n) : [rows[n].element]))));
  };
  const parentRow = (n) => {
    const below = branch(n);
    const { opener, set } = unfoldButton(below, `Within ${facet.labels[n]}`);
    unfold.set(n, set);
    return [make("div.explore-branch", {}, opener, rows[n].element), below];
  };
  const element = branch(-1);
  element.classList.add("explore-tree");
  return {
    element,
    update(view) {
      for (const n of view.places(facet)) for (let up = facet.above[n]; up >= 0; up = facet.above[up]) unfold.get(up)(true);
      return updateRows(facet, rows, view);
    },
  };
}

function unfoldButton(below, label) {
  const set = (open) => {
    opener.setAttribute("aria-expanded", open);
    below.hidden = !open;
  };
  const opener = button("explore-unfold", "", () => set(below.hidden), { "aria-label": label });
  set(false);
  return { opener, set };
}

/** Many values: the chosen and the most frequent, and a field that finds others. They may load when first unfolded. */
function searchedControl(facet, toggle) {
  const rows = new Map();
  const field = make("input.explore-find", { type: "search", "aria-label": `Find: ${facet.title}`, placeholder: "Find …" });
  const list = make("ul");
  const more = make("p.explore-more");
  let view; // the newest

  const rowOf = (n) => {
    if (!rows.has(n)) rows.set(n, valueRow(facet, n, toggle));
    return rows.get(n);
  };
  const show = (reorder) => {
    if (!view || !facet.values) return 0;
    const [numbers, places] = [view.counts(facet), view.places(facet)];
    // A click in the list changes no count in it, and its entries must not move away from under the reader.
    if (reorder || !list.contains(document.activeElement)) {
      const { shown, left } = pick(facet, fold(field.value), numbers, places);
      list.replaceChildren(...shown.map((n) => make("li", {}, rowOf(n).element)));
      more.textContent = left ? `${left.toLocaleString("en")} more${field.value ? "" : ": type to find them"}` : "";
    }
    for (const [n, row] of rows) row.update(places.includes(n), numbers[n]);
    return places.length;
  };
  field.addEventListener("input", () => show(true));
  return {
    element: make("div", {}, field, list, more),
    opened: () => facet.load?.().then(() => show(true)),
    update(newest) {
      view = newest;
      return show(false);
    },
  };
}

/** Return the values to show: what fits the text, or the chosen and the most frequent ones; and how many are left. */
function pick(facet, asked, numbers, places) {
  facet.folded ??= facet.labels.map(fold);
  const fits = facet.labels.map((_, n) => n).filter((n) => (asked ? facet.folded[n].includes(asked) : numbers[n]));
  const best = fits.sort((a, b) => numbers[b] - numbers[a] || a - b).slice(0, asked ? MATCHES : MOST);
  return { shown: [...new Set([...(asked ? [] : places), ...best])], left: fits.length - best.length };
}

/** Return a text's letters and digits without accents, in lower case. */
function fold(text) {
  return text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
