// A list that came by a link or out of a document: what of it the review has, what it does not, and how to take it over.

import { button, counted, make } from "./dom.js";
import { citekeys, present } from "./papers.js";
import { spellings } from "./similar.js";

const NAMED = 200; // unknown citekeys, at most: a longer list is of another review

/**
 * Return what the review has of a question (`keys`, and whether for `everything`): `entries`, each the `key` of a paper and
 * the one it was `cited` by, in order; and the `unknown` citekeys, each with the `near`est known one.
 */
export async function lookUp({ keys, everything }) {
  const [now, all] = await Promise.all([present(keys), citekeys()]);
  const entries = keys.filter((key) => now.has(key)).map((key) => ({ key: now.get(key), cited: key }));
  if (everything) {
    const cited = new Set(now.values());
    entries.push(...all.filter((key) => !cited.has(key)).map((key) => ({ key, cited: key })));
  }
  const unknown = keys.filter((key) => !now.has(key));
  const near = unknown.length ? spellings(all) : undefined;
  return { entries, unknown: unknown.map((key, n) => ({ key, near: n < NAMED ? near(key) : "" })) };
}

/** Return what is to be said of such a list and done with it; `mine` are the citekeys of the reader's own selection. */
export function guestAbout(question, { entries, unknown }, mine, { takeOver, leave }) {
  const keys = [...new Set(entries.map(({ key }) => key))];
  return [...complaints(question, unknown), offers(keys, mine, takeOver, leave)];
}

function* complaints({ broken, missing, everything }, unknown) {
  for (const text of broken) yield make("p.selection-problem", {}, text);
  for (const path of missing) yield make("p.selection-problem", {}, `It includes ${path}, which was not among the files.`);
  if (everything) yield make("p", {}, "It asks for all papers (\\nocite{*}); those that it cites come first.");
  if (unknown.length) yield unknownKeys(unknown);
}

function unknownKeys(unknown) {
  const rows = unknown.slice(0, NAMED).map(({ key, near }) =>
    make("li", {}, make("code", {}, key), ...(near ? [" – did you mean ", make("code", {}, near), "?"] : [])),
  );
  const count = counted(unknown.length, "citekey");
  const rest = unknown.length > NAMED ? [make("p", {}, `And ${(unknown.length - NAMED).toLocaleString("en")} more.`)] : [];
  return make("div.selection-problem", {}, make("p", {}, `This review does not have ${count}:`), make("ul", {}, ...rows), ...rest);
}

/** The ways to take the list over, none of which changes the reader's own without being asked. */
function offers(keys, mine, takeOver, leave) {
  const back = button("selection-button", mine.length ? "Back to your selection" : "Close this list", leave);
  if (!keys.length) return make("p.selection-tools", {}, back);
  if (keys.join() === mine.join()) return make("p.selection-tools", {}, "It is the same as your selection. ", back);
  const own = mine.length ? `Your own selection has ${counted(mine.length, "paper")} and stays as it is.` : "Nothing of it is kept yet.";
  const take = mine.length
    ? [button("selection-button", "Add to your selection", () => takeOver(keys, false)),
       button("selection-button", "Replace your selection", () => takeOver(keys, true))]
    : [button("selection-button", "Keep as your selection", () => takeOver(keys, true))];
  return make("div", {}, make("p", {}, own), make("p.selection-tools", {}, ...take, back));
}
