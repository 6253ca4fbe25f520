// The filters in effect, each as a button that takes it away.

import { make, button } from "./dom.js";
import { chosenPlaces } from "./explore-facets.js";
import { cleared, toggled, yearsText } from "./explore-state.js";

/** Return the filters in effect: what each says, and the state without it. */
export function filtersOf(state, facets) {
  const filters = [...state.chosen].flatMap(([name, values]) =>
    values.map((value) => ({ text: facetText(facets, name, value), without: toggled(state, name, value) })),
  );
  if (state.q) filters.unshift({ text: `“${state.q}”`, without: { ...state, q: "" } });
  const years = yearsText(state.years);
  if (years) filters.push({ text: `Year: ${years.replace("-", "–")}`, without: { ...state, years: {} } });
  return filters;
}

function facetText(facets, name, value) {
  const facet = facets.find((one) => one.name === name && chosenPlaces(one, [value]).length);
  return facet ? `${facet.title}: ${facet.labels[chosenPlaces(facet, [value])[0]]}` : `${name}: ${value} (unknown)`;
}

/** Show the filters in a list; `change(state)` is told what remains, and `back` takes the focus when none does. */
export function showChips(list, filters, state, change, back) {
  const chip = (text, label, without, n) => {
    const taken = async () => {
      await change(without);
      (list.children[n]?.firstChild ?? back).focus();
    };
    return make("li", {}, button("explore-chip", text, taken, { "aria-label": label }));
  };
  const chips = filters.map(({ text, without }, n) => chip(text, `Remove filter ${text}`, without, n));
  if (chips.length) chips.push(chip("Clear all", "Clear all filters", cleared(state), 0));
  list.replaceChildren(...chips);
}
