// What scripts know about the review's papers: short records, made together with the site and loaded as far as needed.

const FILES = new URL("../explore/", import.meta.url);
const PAPERS = new URL("../papers/", import.meta.url);

const loading = new Map(); // promises of what was asked for, by name
const stale = "The site was published anew: reload the page.";

/**
 * Return what is known of the papers with these citekeys, old ones included, in the order asked; unknown ones are left
 * out. A record has `key`, `slug`, `page` (its address) and `title`, and where known `authors` (a text), `venue`,
 * `year`, `tldr`, `added` (YYYY-MM-DD) and `code` (an address); `categories` (slugs), `tags`, `results` and `builds_on`
 * (citekeys) are lists.
 */
export async function papers(keys) {
  const { number, ...edition } = await index();
  const known = keys.map((key) => number.get(key)).filter((found) => found !== undefined);
  return numbered([...new Set(known)], edition);
}

/**
 * Return the records of the papers with these numbers: their places in the review, which has the newest first. The
 * edition, `version` and `size` of files, is what the file says that the numbers are from.
 */
export async function numbered(numbers, { version, size }) {
  return Promise.all(numbers.map(async (number) => {
    const file = await once(`records/${Math.floor(number / size)}.json?v=${version}`, load);
    if (file.version !== version) throw new Error(stale);
    return complete(file.papers[number % size]);
  }));
}

/** Return the citekey that each of these has now, old ones included, as a Map; unknown ones are not in it. */
export async function present(asked) {
  const { keys, number } = await index();
  return new Map(asked.filter((key) => number.has(key)).map((key) => [key, keys[number.get(key)]]));
}

/** Return all citekeys of the review, newest paper first. */
export async function citekeys() {
  return (await index()).keys;
}

/** Load a file of `explore/` once; after a failure the next call tries again. */
export function once(name, how) {
  if (!loading.has(name)) {
    const promise = how(name);
    promise.catch(() => loading.delete(name));
    loading.set(name, promise);
  }
  return loading.get(name);
}

/** Load a file of `explore/`; what has no version in its name is asked for anew, and rarely sent. */
export async function load(name) {
  const answer = await fetch(new URL(name, FILES), { cache: name.includes("?") ? "default" : "no-cache" });
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

function index() {
  return once("keys.json", async (name) => {
    const { version, size, keys, old } = await load(name);
    const number = new Map([...Object.entries(old), ...keys.map((key, place) => [key, place])]);
    return { version, size, keys, number };
  });
}

function complete(record) {
  const page = new URL(`${record.slug}/`, PAPERS).href;
  return { categories: [], tags: [], results: [], builds_on: [], ...record, page };
}
