// The header's search: a dialog that shows what find.js finds. Nothing of it loads before the dialog opens or a pointer
// comes near its button, and everything comes from the site itself.

const PAGE = 10; // results shown at a time
const WORDS = 28; // length of an excerpt
const LEAD = 5; // words before the first hit in it
const PAUSE = 120; // milliseconds without typing before a search starts
const HESITATION = 400; // milliseconds without a query before its filters are offered
const NOTHING = { entries: [], message: "" }; // is shown where nothing is asked
const UNAVAILABLE = "The search index could not be loaded.";
const FACETS = ["Category", "Year", "Type", "Code"]; // their order; others follow

const [button, dialog, form, query, facets, status, list] = [
  "bb-open", "bb-search", "bb-form", "bb-query", "bb-facets", "bb-status", "bb-results",
].map((id) => document.getElementById(id));

let finder; // promise of find.js, whose index loads at the same time
let facetsShown; // promise of the facets' controls
let latest = 0; // number of the newest search: an older one that ends later shows nothing
let newest = Promise.resolve(); // settles when the list is that of the words that stand there

/** Make an element with a class and children, which become text nodes unless they are elements. */
function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** Load what searching needs, once; after a failure the next call tries again. */
function load() {
  if (!finder) {
    finder = import("./find.js").then(async (found) => {
      await found.load();
      return found;
    });
    finder.catch(() => {
      finder = undefined;
      status.textContent = UNAVAILABLE;
    });
  }
  return finder;
}

/** Show what to choose from, once; the first results do not wait for it. */
function showFacets() {
  facetsShown ??= load().then(async ({ filterValues }) => {
    facets.replaceChildren(...facetControls(await filterValues()));
    facets.hidden = !facets.hasChildNodes();
  });
  facetsShown.catch(() => (facetsShown = undefined));
}

function facetControls(filters) {
  const place = (name) => (FACETS.indexOf(name) + FACETS.length + 1) % (FACETS.length + 1);
  return Object.keys(filters)
    .sort((a, b) => place(a) - place(b) || a.localeCompare(b))
    .map((name) => facetControl(name, filters[name]));
}

/** A facet with one value is a check box, any other a menu; years run backwards, the rest by name. */
function facetControl(name, counts) {
  const values = Object.keys(counts).sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  if (/^\d+$/.test(values[0])) values.reverse();
  if (values.length === 1) {
    const box = make("input");
    Object.assign(box, { type: "checkbox", name, value: values[0] });
    return make("label", "bb-facet", box, `${name} ${values[0]}`);
  }
  const menu = make("select", "bb-facet");
  Object.assign(menu, { name });
  menu.setAttribute("aria-label", name);
  menu.append(new Option(`Any ${name.toLowerCase()}`, ""), ...values.map((value) => new Option(value)));
  return menu;
}

function chosen() {
  const controls = [...facets.querySelectorAll("select, input:checked")].filter(({ value }) => value);
  return Object.fromEntries(controls.map(({ name, value }) => [name, value]));
}

/** Search for the words that stand there; until the list is theirs it says that it is not (`aria-busy`). */
async function search() {
  const mine = ++latest;
  const [term, filters] = [query.value.trim(), chosen()];
  list.setAttribute("aria-busy", "true");
  const isNewest = () => mine === latest;
  const found = term || Object.keys(filters).length ? await answer(term, filters, isNewest).catch(failure) : NOTHING;
  if (!isNewest()) return;
  show(found.entries, found.message);
  list.removeAttribute("aria-busy");
  if (found.count !== undefined) showFacets();
}

/** Return the first entries of what is found, and how many there are, said and as a number. */
async function answer(term, filters, isNewest) {
  const finding = load();
  finding.then(({ prepare }) => prepare(term)).catch(() => {}); // what fails there fails below, too
  await new Promise((done) => setTimeout(done, PAUSE));
  const { find } = await finding;
  if (!isNewest()) return NOTHING;
  const results = await find(term, filters);
  const count = results.length;
  const entries = [...(await rows(results)), exploreEntry(term, filters)];
  return { entries, count, message: count === 1 ? "1 result" : `${count || "No"} results` };
}

function failure() {
  return { entries: [], message: UNAVAILABLE };
}

/** A link to the same question on the explore page, which narrows down, sorts and exports what is found. */
function exploreEntry(term, { Category: category, Year: year, Type: type, Code: code }) {
  const asked = Object.entries({ q: term, category, year, type, has: code && "code" }).filter(([, value]) => value);
  const link = make("a", "bb-more", "See all in Explore");
  link.href = `${dialog.dataset.base}/explore/?${new URLSearchParams(asked)}`;
  return make("li", "", link);
}

function searchAgain() {
  newest = search();
}

function show(children, message) {
  list.replaceChildren(...children);
  list.scrollTop = 0;
  status.textContent = message;
}

/** The first results as list entries, with a button for those that follow. */
async function rows(results, from = 0) {
  const shown = await Promise.all(results.slice(from, from + PAGE).map((result) => result.data()));
  const entries = shown.map(row);
  if (results.length > from + PAGE) entries.push(moreButton(results, from + PAGE));
  return entries;
}

function row({ url, meta, raw_content, locations }) {
  const { title, excerpt } = texts(raw_content, new Set(locations), meta.title || url);
  const link = make("a", "bb-result", make("span", "bb-result__title", ...title));
  link.href = url;
  if (meta.authors || meta.venue) {
    const who = make("span", "bb-result__authors", meta.authors || "");
    link.append(make("span", "bb-result__line", who, make("span", "", meta.venue || "")));
  }
  if (excerpt.length) link.append(make("span", "bb-result__excerpt", ...excerpt));
  return make("li", "", link);
}

/**
 * The title, and the words around the first hit below it, with the hits (numbers of words) marked. Pagefind's own
 * excerpt is HTML and begins with the title again; these are text nodes only, as papers' texts are not to be trusted.
 */
function texts(content, hits, title) {
  // Pagefind counts words so: by zero-width blanks where it segmented the text, else by white space.
  const words = content.split(content.includes("\u200b") ? "\u200b" : /\s+/).map(unescape);
  const heading = title.split(/\s+/);
  const last = heading.length - 1;
  const leads = heading.every((word, n) => word === words[n] || (n === last && `${word}.` === words[n]));
  const below = leads ? heading.length : 0;
  const mark = (word, n) => [n ? " " : "", hits.has(n) ? make("mark", "", word) : word];
  const start = Math.max(below, words.findIndex((_, n) => n >= below && hits.has(n)) - LEAD);
  const excerpt = words.slice(start, start + WORDS).flatMap((word, n) => mark(word, start + n));
  if (start > below) excerpt.unshift("…");
  if (start + WORDS < words.length) excerpt.push(" …");
  return { title: leads ? heading.flatMap(mark) : [title], excerpt };
}

/** Undo what Pagefind escapes in a page's words. */
function unescape(word) {
  return word.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
}

function moreButton(results, from) {
  const more = make("button", "bb-more", `Show more (${results.length - from})`);
  more.type = "button";
  const entry = make("li", "", more);
  more.addEventListener("click", async () => {
    const next = await rows(results, from);
    entry.replaceWith(...next);
    next[0].querySelector("a, button").focus();
  });
  return entry;
}

function open() {
  if (dialog.open) return;
  load();
  setTimeout(() => query.value || showFacets(), HESITATION);
  dialog.showModal();
  query.select();
  if (query.value) searchAgain();
}

/** Move the focus through the query and the results, as the arrow keys ask. */
function step(by) {
  const stops = [query, ...list.querySelectorAll("a, button")];
  const next = stops[Math.max(0, stops.indexOf(document.activeElement) + by)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function onDialogKey(event) {
  if (event.target instanceof HTMLSelectElement) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.target.closest("a") && (event.key.length === 1 || event.key === "Backspace")) {
    // Typing while a result has the focus goes on with the query.
    if (!event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " ") query.focus();
  }
}

function onPageKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
  if (event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]")) return;
  if (event.key === "/" || event.key === "s") {
    event.preventDefault();
    open();
  }
}

button.addEventListener("pointerenter", load, { once: true });
button.addEventListener("click", open);
query.addEventListener("input", searchAgain);
facets.addEventListener("change", searchAgain);
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  // What the list shows may still belong to the words before, and others may follow while it is awaited.
  for (let awaited; awaited !== newest; await awaited) awaited = newest;
  list.querySelector(".bb-result")?.click();
});
dialog.addEventListener("keydown", onDialogKey);
dialog.addEventListener("click", (event) => {
  // A click on the backdrop has the dialog itself as its target; one on a result on this very page only scrolls.
  if (event.target === dialog || event.target.closest("#bb-close, a")) dialog.close();
});
document.addEventListener("keydown", onPageKey);
button.disabled = false;
