// Which papers the reader's words find, and the orders that papers can be in: as numbers, without their texts.

import { numbers } from "./explore-facets.js";
import { order } from "./explore-state.js";
import { load, once } from "./papers.js";

/** Return the numbers of the papers that the words find, best first; the search is the header's. */
export async function search(words, { version }) {
  const asked = [once(`words: ${words}`, () => find(words)), once("found.json", resultNumbers)];
  const [results, found] = await Promise.all(asked).catch(() => {
    throw new Error("The search index could not be loaded.");
  });
  if (found.version !== version) throw new Error("The site was published anew: reload the page.");
  return results.map(({ id }) => found.number.get(id)).filter((number) => number !== undefined);
}

async function find(words) {
  return (await import("./find.js")).find(words);
}

/** Pagefind's results say which page they are only by loading it, one request each; this file says it for all. */
async function resultNumbers(name) {
  const { version, ids } = await load(name);
  return { version, number: new Map(ids.map((id, number) => [id, number])) };
}

/** Return the numbers of all papers in the order that the state asks for; `found` are those of its query. */
export async function sorted(state, review, found) {
  // Numbers are places in the review, which has the newest paper first.
  const newest = Array.from({ length: review.papers }, (_, number) => number);
  switch (order(state)) {
    case "relevance":
      return found;
    case "title":
      return (await once(`titles.json?v=${review.version}`, load)).order;
    case "added":
      return [...new Set([...review.added.papers.flatMap((steps) => [...numbers(steps)]), ...newest])];
    default:
      return newest;
  }
}
