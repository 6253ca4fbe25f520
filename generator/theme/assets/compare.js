// Papers side by side: one column each, what they are and do in rows. Which papers these are is in the address.

import { button, counted, make } from "./dom.js";
import { papers, present } from "./papers.js";
import { onChange, selected } from "./selection.js";
import { comparisonOf, linkTo, MOST_COMPARED as MOST, papersIn } from "./share.js";

const app = document.getElementById("compare-app");
const facets = JSON.parse(app.dataset.facets);
const categories = new Map(Object.entries(JSON.parse(app.dataset.categories)));
const status = make("p.selection-status", { role: "status", tabIndex: -1 });
const place = make("div.compare", { role: "region", "aria-label": "Comparison", tabIndex: 0 });
const tools = make("div.compare-tools");
let latest = 0; // number of the newest drawing: an older one that ends later shows nothing

/** Draw what is wanted, all of it at once; until then the page says that it is busy. */
async function draw() {
  const mine = ++latest;
  app.setAttribute("aria-busy", "true");
  const parts = await load().catch(({ message }) => ({ says: `The papers could not be loaded. ${message}` }));
  if (mine !== latest) return;
  status.textContent = parts.says;
  if (parts.records) {
    place.hidden = !parts.records.length;
    place.replaceChildren(table(parts.records, parts.olders));
    tools.replaceChildren(...parts.actions);
  }
  app.removeAttribute("aria-busy");
}

/** Load what the address asks for, or the reader's selection where it asks for nothing and that is few enough. */
async function load() {
  const asked = papersIn(location);
  const wanted = asked.length || selected().length > MOST ? asked : selected();
  const known = await present(wanted);
  const keys = [...new Set(known.values())];
  const records = await papers(keys.slice(0, MOST));
  const olders = new Map((await papers(records.flatMap((record) => record.builds_on))).map((record) => [record.key, record]));
  const chosen = await papers(selected().filter((key) => !keys.includes(key)));
  const says = summary(records.length, keys.length - records.length, wanted.filter((key) => !known.has(key)));
  return { says, records, olders, actions: await actions(records.map(({ key }) => key), chosen) };
}

function summary(shown, left, unknown) {
  const says = [];
  if (shown < 2) says.push(shown ? "One paper: choose another to compare it with." : "Choose two to five papers to compare.");
  if (left > 0) says.push(`Only the first ${MOST} are shown; ${left} more were asked for.`);
  if (unknown.length) says.push(`This review does not have ${unknown.map((key) => `“${key}”`).join(", ")}.`);
  return says.join(" ");
}

/** Show these papers, as a step that the browser's Back takes back. */
function show(keys) {
  history.pushState(null, "", comparisonOf(keys));
  draw().then(() => status.focus());
}

function table(records, olders) {
  const keys = records.map(({ key }) => key);
  const heads = records.map((record) => head(record, () => show(keys.filter((key) => key !== record.key))));
  const body = rows(olders).map(([title, cell]) => row(title, records, cell)).filter(Boolean);
  return make("table.compare-table", {},
    make("thead", {}, make("tr", {}, make("td"), ...heads)),
    make("tbody", {}, ...body),
  );
}

function head({ title, page, authors }, leaveOut) {
  const out = button("selection-icon", "×", leaveOut, { "aria-label": `Leave out: ${title}`, title: "Leave out" });
  const link = make("a.selection-title", { href: page }, title);
  return make("th", { scope: "col" }, out, link, make("span.authors", {}, authors ?? ""));
}

/** What is compared: for each row its title and a function from a paper to its values, texts or links. */
function rows(olders) {
  const sorted = new Set(facets.flatMap(([, tags]) => tags));
  const linked = (key) => ({ text: olders.get(key).title, href: olders.get(key).page });
  return [
    ["Published", ({ venue, year }) => [[venue, year].filter(Boolean).join(" ")]],
    ["In short", ({ tldr }) => [tldr]],
    ["Results", ({ results }) => results],
    ...facets.map(([name, tags]) => [name[0].toUpperCase() + name.slice(1), (paper) => paper.tags.filter((tag) => tags.includes(tag))]),
    [facets.length ? "Other tags" : "Tags", (paper) => paper.tags.filter((tag) => !sorted.has(tag))],
    ["Categories", (paper) => paper.categories.filter((slug) => categories.has(slug)).map(categoryLink)],
    ["Builds on", (paper) => paper.builds_on.filter((key) => olders.has(key)).map(linked)],
    ["Code", ({ code }) => [code && { text: hostOf(code), href: code }]],
  ];
}

function categoryLink(slug) {
  return { text: categories.get(slug), href: new URL(`../categories/${slug}/`, import.meta.url).href };
}

function hostOf(address) {
  return new URL(address).host;
}

/** One row, its values marked that several papers have; none where no paper has any. */
function row(title, records, valuesOf) {
  const cells = records.map((record) => valuesOf(record).filter(Boolean));
  const all = cells.flat().map(textOf);
  if (!all.length) return undefined;
  const shared = new Set(all.filter((text, n) => all.indexOf(text) !== n));
  const columns = cells.map((values) => make("td", {}, ...(values.length ? [valueList(values, shared)] : [none()])));
  return make("tr", {}, make("th", { scope: "row" }, title), ...columns);
}

function textOf(value) {
  return value.text ?? value;
}

function valueList(values, shared) {
  return make("ul", {}, ...values.map((value) => {
    const text = value.href ? make("a", { href: value.href }, value.text) : value;
    if (!shared.has(textOf(value))) return make("li", {}, text);
    return make("li.compare-shared", {}, text, make("span.compare-said", {}, " (shared)"));
  }));
}

function none() {
  return make("span.compare-none", {}, "–", make("span.compare-said", {}, " none"));
}

/** What else there is to do: compare another paper of the selection, or take these along. */
async function actions(keys, chosen) {
  const made = [];
  if (chosen.length && keys.length < MOST) made.push(adder(keys, chosen));
  if (keys.length) {
    const link = await linkTo(keys);
    made.push(make("p", {}, make("a.selection-button", { href: link }, `Export or share ${keys.length === 1 ? "it" : `these ${counted(keys.length, "paper")}`}`)));
  }
  if (!chosen.length && keys.length < 2) {
    const explore = make("a", { href: new URL("../explore/", import.meta.url).href }, "Explore");
    made.push(make("p", {}, "Papers that you select anywhere on this site can be chosen here: find some in ", explore, "."));
  }
  return made;
}

function adder(keys, chosen) {
  const menu = make("select", { id: "compare-more" }, ...chosen.map(({ key, title }) => new Option(title, key)));
  const label = make("label", { htmlFor: "compare-more" }, "From your selection");
  return make("p", {}, label, " ", menu, " ", button("selection-button", "Add", () => show([...keys, menu.value])));
}

app.append(status, place, tools);
document.querySelector(".needs-script").hidden = true;
draw();
addEventListener("popstate", draw);
onChange(draw);
