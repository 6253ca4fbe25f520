// Explore: search, facets, order and selection over all papers of the review. The address says what was asked, so a view
// can be shared and the browser's Back works. Numbers of papers come first, texts only for those that are shown.

import { make, button, counted } from "./dom.js";
import { filtersOf, showChips } from "./explore-chips.js";
import { facetControls } from "./explore-controls.js";
import { chosenPlaces, constraintsOf, evaluate, readFacet } from "./explore-facets.js";
import { resultRow } from "./explore-results.js";
import { search, sorted } from "./explore-search.js";
import { selectionBar } from "./explore-selection.js";
import { SORTS, order, readState, toggled, writeState } from "./explore-state.js";
import { citekeys, load, numbered, once } from "./papers.js";

const PAGE = 20; // results shown at a time, as many as the page has before this script runs
const PAUSE = 150; // milliseconds without typing before a search starts
const NAMES = ["category", "tag", "venue", "author", "type", "has"]; // of the facets, in addresses
const WIDE = matchMedia("(min-width: 60em)"); // room for the filters beside the results, as in explore.css

const root = document.querySelector(".explore");
const ui = {}; // the parts of the page, by name

let review; // what facets.json says, its facets readable
let state; // what the reader asks for
let shown = []; // the numbers of all papers that this leaves, in order
let limit = PAGE; // of them are listed
let latest = 0; // number of the newest rendering: an older one that ends later shows nothing
let pause; // after the last key
let typing = false; // the newest step of the history is what is being typed

async function start() {
  root.setAttribute("aria-busy", "true");
  review = await read();
  build();
  await arrive();
  addEventListener("popstate", arrive);
  addEventListener("pagehide", () => history.replaceState({ limit, top: scrollY }, ""));
}

async function read() {
  const written = await once("facets.json", load);
  const facets = written.facets.map(readFacet);
  if (written.authors) facets.splice(facets.findIndex(({ name }) => name === "type"), 0, authorFacet(written.version));
  return { ...written, facets };
}

/** Authors are many and seldom asked for: the facet is filled when it is first unfolded or chosen. */
function authorFacet(version) {
  const facet = { name: "author", title: "Author", labels: [], columns: [], place: new Map() };
  facet.load = async () => {
    if (!facet.values) Object.assign(facet, readFacet(await once(`authors.json?v=${version}`, load)));
  };
  return facet;
}

// The page

function build() {
  buildQuery();
  ui.controls = facetControls(review.facets, {
    toggle: (name, value) => change(toggled(state, name, value)),
    setYears: (years) => change({ ...state, years }),
    whole: review.papers,
  });
  buildFilters();
  buildResults();
}

/** Put everything into the page at once, filled, so that what a reader looks at does not move about. */
function attach() {
  if (root.contains(ui.form)) return;
  root.querySelector(".explore-top").replaceChildren(ui.form);
  root.querySelector(".explore-side").replaceChildren(ui.filters);
  root.querySelector(".explore-main").replaceChildren(ui.chips, ui.head, ui.results, ui.more, ui.selection.element);
}

function buildQuery() {
  ui.query = make("input", { type: "search", "aria-label": "Search papers", placeholder: "Title, author, method …" });
  Object.assign(ui.query, { autocomplete: "off", autocapitalize: "off", spellcheck: false });
  ui.form = make("form", { role: "search" }, ui.query);
  ui.form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  ui.query.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE);
  });
  ui.query.addEventListener("blur", () => (typing = false));
}

/** The facets; on a narrow screen they fold away, and a button leads from their end to the results. */
function buildFilters() {
  ui.summary = make("summary", {}, "Filters");
  ui.done = button("explore-button.explore-done", "", () => {
    ui.filters.open = false;
    ui.summary.focus();
  });
  ui.filters = make("details.explore-filters", {}, ui.summary, ...ui.controls.map(({ element }) => element), ui.done);
  const fit = () => (ui.filters.open = WIDE.matches);
  WIDE.addEventListener("change", fit);
  fit();
}

function buildResults() {
  ui.chips = make("ul.explore-chips", { "aria-label": "Filters in effect" });
  ui.status = make("p.explore-count", { role: "status" });
  ui.all = button("explore-link", "", selectResults);
  ui.sort = make("select", {}, ...Object.entries(SORTS).map(([value, label]) => new Option(label, value)));
  ui.sort.addEventListener("change", () => change({ ...state, sort: ui.sort.value }));
  ui.head = make("div.explore-head", {}, ui.status, ui.all, make("label.explore-sort", {}, "Sort ", ui.sort));
  ui.list = make("ul");
  ui.results = make("div.paper-list.explore-list", {}, ui.list);
  ui.more = button("explore-button", "", showMore);
  ui.selection = selectionBar(ui.list);
}

// What the reader asks for

/** Show what the address says: at first, and after Back or Forward. */
async function arrive() {
  clearTimeout(pause);
  typing = false;
  state = canonical(readState(location.search, NAMES));
  ui.query.value = state.q;
  const { top, limit: listed = PAGE } = history.state ?? {};
  limit = listed;
  await render();
  if (top) scrollTo({ top, behavior: "instant" });
}

/** Values as the facets have them now: an old or a spelt-out one in an address must not be chosen beside the same. */
function canonical({ chosen, ...rest }) {
  const now = (name, value) => {
    const facet = review.facets.find((one) => one.name === name && chosenPlaces(one, [value]).length);
    return facet ? facet.values[chosenPlaces(facet, [value])[0]] : value;
  };
  const values = ([name, asked]) => [name, [...new Set(asked.map((value) => now(name, value)))]];
  return { ...rest, chosen: new Map([...chosen].map(values)) };
}

/** Take a new state: a step that Back undoes, unless it goes on with the last one. */
function change(next, goesOn = false) {
  state = next;
  if (!goesOn) ui.query.value = state.q;
  limit = PAGE;
  typing = false;
  history[goesOn ? "replaceState" : "pushState"](null, "", location.pathname + writeState(state));
  return render();
}

function ask() {
  clearTimeout(pause);
  const q = ui.query.value.trim();
  if (q === state.q) return;
  state = { ...state, q };
  change(state, typing);
  typing = true;
}

async function showMore() {
  const from = limit;
  limit += PAGE;
  await render();
  ui.list.children[from]?.querySelector("a").focus();
}

async function selectResults() {
  const keys = await citekeys();
  ui.selection.add(shown.map((number) => keys[number]));
}

// What comes of it

async function render() {
  const mine = ++latest;
  root.setAttribute("aria-busy", "true");
  try {
    const [found] = await Promise.all([state.q ? search(state.q, review).catch(nothing) : undefined, chosenAuthors()]);
    const all = await sorted(state, review, found);
    if (mine !== latest) return;
    showFacets(all, found);
    const records = await numbered(shown.slice(0, limit), review);
    if (mine === latest) showPapers(records, found?.problem);
  } catch (error) {
    if (mine === latest) ui.status.textContent = error.message;
  } finally {
    if (mine === latest) {
      attach();
      root.removeAttribute("aria-busy");
    }
  }
}

/** Without the index, words find nothing, and everything else goes on. */
function nothing({ message }) {
  return Object.assign([], { problem: message });
}

function chosenAuthors() {
  if (state.chosen.get("author").length) return review.facets.find(({ name }) => name === "author")?.load();
}

/** Work out what the state leaves of all papers, which come in order, and show it everywhere but in the list. */
function showFacets(all, found) {
  const { passing, counts } = evaluate(review.papers, constraintsOf(review.facets, state), found);
  shown = all.filter(passing);
  const places = (facet) => chosenPlaces(facet, state.chosen.get(facet.name) ?? []);
  for (const control of ui.controls) control.update({ places, counts, years: state.years });
  const filters = filtersOf(state, review.facets);
  showChips(ui.chips, filters, state, change, ui.query);
  ui.summary.textContent = filters.length ? `Filters (${filters.length})` : "Filters";
  ui.sort.value = order(state);
  ui.sort.querySelector("[value=relevance]").disabled = !state.q;
}

function showPapers(records, problem) {
  const rows = records.map((paper) => resultRow(paper, categoriesOf));
  ui.list.replaceChildren(...(rows.length ? rows : [make("li", {}, "No paper meets all of this. Take a filter away, or ask for less.")]));
  const number = shown.length.toLocaleString("en");
  const whole = counted(review.papers, "paper");
  ui.status.textContent = problem ?? (shown.length < review.papers ? `${number} of ${whole}` : whole);
  ui.all.textContent = `Select all ${number}`;
  ui.all.hidden = !shown.length;
  ui.done.textContent = `Show ${counted(shown.length, "paper")}`;
  ui.more.hidden = shown.length <= limit;
  ui.more.textContent = `Show more (${(shown.length - limit).toLocaleString("en")})`;
}

/** Return the titles and addresses of a paper's categories. */
function categoriesOf({ categories }) {
  const facet = review.facets.find(({ name }) => name === "category");
  const link = (n) => ({ title: facet.labels[n], href: new URL(`../categories/${facet.values[n]}/`, import.meta.url).href });
  return facet ? chosenPlaces(facet, categories).map(link) : [];
}

start().catch((error) => {
  // The page stays as it came: the newest papers, and the ways in.
  root.removeAttribute("aria-busy");
  root.querySelector(".explore-count").textContent += ` (${error.message})`;
});
