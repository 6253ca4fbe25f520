// What a reader asked of explore, and the address that says so: `?q=…&category=…&year=2020-2024&tag=…&sort=title`.

export const SORTS = { relevance: "Relevance", year: "Newest first", added: "Recently added", title: "Title" };

const YEARS = /^(\d{1,4})?(-)?(\d{1,4})?$/;

/** Return the state that an address describes; `names` are the facets' names, of which each may have several values. */
export function readState(search, names) {
  const asked = new URLSearchParams(search);
  const chosen = new Map(names.map((name) => [name, [...new Set(asked.getAll(name).filter(Boolean))]]));
  const [, from, dash, to] = YEARS.exec(asked.get("year") ?? "") ?? [];
  const years = { from: from ? Number(from) : undefined, to: to ? Number(to) : dash || !from ? undefined : Number(from) };
  const sort = Object.hasOwn(SORTS, asked.get("sort") ?? "") ? asked.get("sort") : undefined;
  return { q: asked.get("q")?.trim() ?? "", chosen, years, sort };
}

/** Return the address's query for a state, empty where nothing was asked. */
export function writeState({ q, chosen, years, sort }) {
  const asked = new URLSearchParams();
  if (q) asked.set("q", q);
  for (const [name, values] of chosen) for (const value of values) asked.append(name, value);
  if (yearsText(years)) asked.set("year", yearsText(years));
  if (sort) asked.set("sort", sort);
  const text = asked.toString();
  return text && `?${text}`;
}

/** Return a range of years as text: `2020-2024`, `2020-`, `-2024`, `2024`; empty without one. */
export function yearsText({ from, to }) {
  if (from === undefined && to === undefined) return "";
  return from === to ? String(from) : `${from ?? ""}-${to ?? ""}`;
}

/** Return the state with a value chosen, or no longer. */
export function toggled(state, name, value) {
  const values = state.chosen.get(name) ?? [];
  const now = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  return { ...state, chosen: new Map([...state.chosen, [name, now]]) };
}

/** Return the state with nothing narrowed down; the order stays. */
export function cleared(state) {
  return { ...state, q: "", years: {}, chosen: new Map([...state.chosen].map(([name]) => [name, []])) };
}

/** Return the order in effect: as asked, else by relevance where there is a query, else by year. */
export function order({ q, sort }) {
  if (sort === "relevance" && !q) return "year";
  return sort ?? (q ? "relevance" : "year");
}
