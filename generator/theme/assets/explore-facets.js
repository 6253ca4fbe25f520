// Facets as columns of numbers (generator/pages/facets.py says how they are written), and what a reader's choices leave
// of them. No page and no network here.

/** Turn a facet as it was written into one whose values know their papers; a tree's values have those below them, too. */
export function readFacet({ name, title, values, labels = values, parents = [], old = {}, papers }) {
  const columns = papers.map(numbers);
  const place = new Map(values.map((value, n) => [value, n]));
  const above = values.map((_, n) => place.get(parents[n]) ?? -1);
  return { name, title, values, labels, above, columns: withThoseBelow(columns, above), place: withOld(place, old) };
}

/** Papers are written as the first one's number and the steps from each to the next. */
export function numbers(steps) {
  let number = 0;
  return Int32Array.from(steps, (step) => (number += step));
}

function withOld(place, old) {
  const renamed = Object.entries(old).map(([value, now]) => [value, place.get(now)]);
  return new Map([...renamed.filter(([, n]) => n !== undefined), ...place]);
}

/** A parent stands before its children, so from the end each value can hand its papers up. */
function withThoseBelow(columns, above) {
  const all = columns.map((column) => [column]);
  for (let n = columns.length - 1; n >= 0; n--) if (above[n] >= 0) all[above[n]].push(...all[n]);
  return all.map((some) => (some.length === 1 ? some[0] : Int32Array.from(new Set(some.flatMap((column) => [...column])))));
}

/** Return the places of the values that the reader chose; a value may also be named by its label. */
export function chosenPlaces(facet, chosen) {
  return chosen.map((value) => facet.place.get(value) ?? facet.labels.indexOf(value)).filter((n) => n >= 0);
}

/**
 * Return the constraints that a state's choices are. A value that no facet has cannot be met, unless another one of the
 * same name can.
 */
export function constraintsOf(facets, { chosen, years }) {
  const constraints = [];
  for (const [name, values] of chosen) {
    const named = facets.filter((facet) => facet.name === name);
    const all = named.map((facet) => ({ facet, places: chosenPlaces(facet, values) }));
    const met = all.filter(({ places }) => places.length);
    constraints.push(...(values.length && !met.length ? [all[0] ?? { facet: NONE, places: [] }] : met));
  }
  const { from = -Infinity, to = Infinity } = years;
  if (from === -Infinity && to === Infinity) return constraints;
  const facet = facets.find(({ name }) => name === "year") ?? NONE;
  const within = facet.values.map((_, n) => n).filter((n) => facet.values[n] >= from && facet.values[n] <= to);
  return [...constraints, { facet, places: within }];
}

const NONE = { values: [], columns: [] }; // a facet that the review does not have

/**
 * Return what the choices leave: `passing` tells of each paper whether it does, and `counts(facet)` how many papers
 * each of a facet's values would give. A constraint is a facet with the places of the values chosen in it, any of which
 * will do; all constraints must be met. Values of a facet are counted without its own constraint, because choosing one
 * more of them adds to what is shown. `found` are the papers that the query found, if there is one.
 */
export function evaluate(count, constraints, found) {
  const failed = new Uint8Array(count); // how many constraints a paper fails
  const failing = new Int16Array(count).fill(-1); // the last of them
  const fail = (constraint, met) => {
    for (let paper = 0; paper < count; paper++) {
      if (met[paper]) continue;
      failed[paper]++;
      failing[paper] = constraint;
    }
  };
  if (found) fail(-1, marked(count, [found]));
  constraints.forEach(({ facet, places }, n) => fail(n, marked(count, places.map((place) => facet.columns[place]))));
  const counts = (facet) => {
    const own = constraints.findIndex((constraint) => constraint.facet === facet);
    const counted = (paper) => !failed[paper] || (own >= 0 && failed[paper] === 1 && failing[paper] === own);
    return facet.columns.map((column) => column.reduce((sum, paper) => sum + counted(paper), 0));
  };
  return { passing: (paper) => !failed[paper], counts };
}

function marked(count, columns) {
  const marks = new Uint8Array(count);
  for (const column of columns) for (const paper of column) marks[paper] = 1;
  return marks;
}
