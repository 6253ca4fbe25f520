// Finds pages in the index that Pagefind made of the built site; whatever on a page searches, asks here. Nothing loads
// before the first question, and everything comes from the site itself.
//
// Pagefind alone returns pages with every word of a query, which a note of one paragraph seldom has, and ranks a paper
// below those that mention it more often. So the words are looked up one by one, pages that have most of them count,
// too, and at the end those whose name is the query come first.

const PAGEFIND = new URL("../pagefind/pagefind.js", import.meta.url);
const RANKING = { termSimilarity: 3, metaWeights: { title: 1 } }; // whole words, and notes, more than by default
const ENOUGH = 20; // pages with every word of a query: then pages with some are not looked for
const MANY = 4000; // pages with a word that tells nothing: ranking as many takes Pagefind a third of a second
const COMPARED = 20; // first results whose names are compared with the query
const SHARE = 0.5; // of a query's worth, in rare words, that a page must have
const PRESENT = 0.5; // what a word counts on the page that has it least, against 1 where it has it most

// Words that tell little about a paper; Pagefind indexes them like any other.
const STOP = "a an and are as at by for from how in is it of on or than the to via what when which why with without";
const LITTLE = new Set(STOP.split(" "));
const NAMES = // in Unicode's order; the dot stands for the sigma that ends a word
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho . sigma tau upsilon phi chi psi omega";
const GREEK = new Map(NAMES.split(" ").map((name, n) => [name, String.fromCodePoint(0x3b1 + n)]));
const LETTER_NAMES = new Map([...GREEK].map(([name, letter]) => [letter, name]));
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

let loaded; // promise of the Pagefind module

/** Load the index, once, and return Pagefind; after a failure the next call tries again. */
export function load() {
  if (!loaded) {
    loaded = start();
    loaded.catch(() => (loaded = undefined));
  }
  return loaded;
}

async function start() {
  const pagefind = await import(PAGEFIND.href);
  await pagefind.options({ ranking: RANKING });
  await pagefind.init();
  return pagefind;
}

/**
 * Return the values of every filter, with counts. Once an instance of Pagefind has loaded its filters it counts their
 * values for every result: in a review of 10,000 papers that makes a search four times as long. So another one does.
 */
export async function filterValues() {
  const { createInstance } = await import(PAGEFIND.href);
  const instance = createInstance();
  try {
    return await instance.filters();
  } finally {
    instance.destroy();
  }
}

/** Load the parts of the index that a query needs, before it is certain that the reader has typed all of it. */
export async function prepare(text) {
  const pagefind = await load();
  if (text) await pagefind.preload(words(text).join(" "));
}

/**
 * Return what a reader's words find, best first: results with Pagefind's `id` and `data()`. A query in quotation marks
 * wants just that phrase, an identifier just that paper, and no query all pages that the filters leave.
 */
export async function find(text, filters = {}) {
  const pagefind = await load();
  const search = async (term) => (await pagefind.search(term, { filters })).results;
  const query = text.trim();
  if (!query || /^".*"$/.test(query)) return search(query || null);
  const named = identifier(query);
  if (named) return withIdentifier(await search(named), named);
  return namesakesFirst(await byWords(search, words(query)), query);
}

// Identifiers: https://info.arxiv.org/help/arxiv_identifier.html, https://www.doi.org/doi-handbook/HTML/dois.html

const ARXIV_PREFIX = /^(https?:\/\/)?(www\.)?arxiv\.org\/(abs|pdf|html)\/|^((https?:\/\/)?doi\.org\/|doi:\s*)?10\.48550\/arxiv\.|^arxiv[:\s]\s*/i;
const ARXIV = /^(\d{4}\.\d{4,5}|[a-z-]+(\.[a-z]{2})?\/\d{7})(v\d+)?(\.pdf)?$/i;
const DOI_PREFIX = /^(https?:\/\/)?(dx\.)?doi\.org\/|^doi:\s*/i;
const DOI = /^10\.\d{4,9}\/\S+$/;

/** Return the bare arXiv identifier or DOI, in lower case, that the text is in whatever form, or undefined. */
export function identifier(text) {
  const arxiv = ARXIV.exec(text.replace(ARXIV_PREFIX, ""))?.[1];
  const doi = DOI.exec(text.replace(DOI_PREFIX, ""))?.[0];
  return (arxiv ?? doi)?.toLowerCase();
}

/** Keep the papers with that identifier, or, while it is being typed, one that begins so. */
async function withIdentifier(results, named) {
  const likely = results.filter(({ matchedMetaFields: fields }) => fields?.some((field) => field === "arxiv_id" || field === "doi"));
  const metas = await Promise.all(likely.slice(0, COMPARED).map(meta));
  return likely.filter((_, n) => [metas[n]?.arxiv_id, metas[n]?.doi].some((id) => id?.toLowerCase().startsWith(named)));
}

async function meta(result) {
  return (await result.data()).meta;
}

// Words

/** Split a query into the words that tell something, unless none does. */
function words(query) {
  const all = query.split(/[\s\p{Pd}/]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const telling = all.filter((word) => !LITTLE.has(word.toLowerCase()));
  return telling.length ? telling : all;
}

/**
 * Rank pages by the words that they have, rare ones counting more, and by Pagefind's own score for all together. The
 * latter alone decides where it has enough: looking up common words one by one takes time in a large review. Words that
 * almost every page has are left out; where the query has no others, its pages come unranked, those with most text first.
 */
export async function byWords(search, query) {
  const pagesOf = await Promise.all(query.map((word) => search(`"${word}"`))); // in quotation marks it does not rank
  const asked = query.filter((_, n) => pagesOf[n].length <= MANY);
  if (!asked.length) return pagesOf.reduce(inBoth);
  const together = await search(asked.join(" "));
  if (together.length >= ENOUGH) return together;
  const pages = new Map();
  const lookups = [...asked.map((word, n) => [[n], word, ...spellings(word)])];
  lookups.push(...asked.slice(1).map((word, n) => [[n, n + 1], `"${asked[n]}${word}"`])); // `deberta v3` for DeBERTaV3
  const answers = await Promise.all(lookups.map(async ([, ...terms]) => (await Promise.all(terms.map(search))).flat()));
  lookups.forEach(([places], n) => take(pages, answers[n], (page, how) => {
    for (const place of places) page.has[place] = Math.max(page.has[place] ?? 0, PRESENT + (1 - PRESENT) * how);
  }));
  take(pages, together, (page, how) => (page.together = how));
  const worth = asked.map((_, n) => (answers[n].length ? Math.log(1 + pages.size / answers[n].length) : 0));
  const ranked = [...pages.values()].map((page) => ({ ...page, ...value(page, worth) }));
  return ranked.filter(({ share }) => share >= SHARE).sort((a, b) => b.score - a.score);
}

function inBoth(results, others) {
  const ids = new Set(others.map(({ id }) => id));
  return results.filter(({ id }) => ids.has(id));
}

/** Return other spellings of a word: the letter for its name, `S²FT` for `S2FT`. Quoted they match nothing similar. */
function spellings(word) {
  const raised = /\p{L}/u.test(word) ? word.replace(/\d/g, (digit) => RAISED[digit]) : word;
  const others = [GREEK.get(word.toLowerCase()), raised === word ? undefined : raised];
  return others.filter(Boolean).map((other) => `"${other}"`);
}

/** Add results to the pages, and tell each page how good its result is among them, from 0 to 1. */
function take(pages, results, tell) {
  const best = Math.max(...results.map(({ score }) => score));
  for (const result of results) {
    if (!pages.has(result.id)) pages.set(result.id, { id: result.id, has: [], together: 0, hits: [] });
    const page = pages.get(result.id);
    page.hits.push(result.words);
    page.data ??= async () => ({ ...(await result.data()), locations: page.hits.flat() });
    tell(page, result.score / best);
  }
}

function value({ has, together }, worth) {
  const sum = (values) => values.reduce((a, b) => a + b, 0);
  const total = sum(worth) || 1;
  const share = sum(worth.filter((_, n) => has[n])) / total;
  return { share, score: (share * sum(worth.map((much, n) => much * (has[n] ?? 0)))) / total + together };
}

// Names

/** Put the pages first, among the best, whose title, other title, citekey or method name is the query or nearly so. */
async function namesakesFirst(results, query) {
  const best = results.slice(0, COMPARED);
  const metas = await Promise.all(best.map(meta));
  const fits = new Map(best.map((result, n) => [result, fit(metas[n], folded(query))]));
  return [...best.sort((a, b) => fits.get(b) - fits.get(a)), ...results.slice(COMPARED)];
}

function fit({ title = "", key = "", also = "", authors = "" }, asked) {
  const titles = [title, ...also.split("; ")];
  const names = titles.filter((text) => text.includes(":")).map((text) => folded(text.split(":")[0]));
  if ([key, ...titles].some((text) => folded(text) === asked)) return 4;
  if (names.includes(asked) || authors.split(", ").some((name) => sameName(name, asked))) return 3;
  if (names.some((name) => nearly(name, asked))) return 2;
  return titles.some((text) => folded(text).startsWith(asked)) ? 1 : 0;
}

/** Tell whether a person is meant, given name first or last. */
function sameName(name, asked) {
  const parts = name.split(" ");
  return [folded(name), folded([parts.pop(), ...parts].join(" "))].includes(asked);
}

/** Return the letters and digits alone, so that `Flash attention 2` and `FlashAttention-2` are one. */
function folded(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(/[α-ω]/g, (letter) => LETTER_NAMES.get(letter));
  return plain.replace(/[^\p{L}\p{N}]/gu, "");
}

/** Tell whether one typing error, or two in a long word, makes one text the other (Levenshtein's distance). */
function nearly(one, other) {
  const allowed = one.length < 5 ? 0 : one.length < 10 ? 1 : 2;
  if (Math.abs(one.length - other.length) > allowed) return false;
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[other.length] <= allowed;
}
