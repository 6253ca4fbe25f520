// The page of the reader's selection. It shows one list at a time: the reader's own, or one that came by a link or out of a
// document, which is only looked at until the reader takes it over.

import { citedPanel } from "./cited-panel.js";
import { button, counted, make } from "./dom.js";
import { guestAbout, lookUp } from "./selection-guest.js";
import { notice } from "./notice.js";
import { papers, present } from "./papers.js";
import { add, onChange, remove, select, selected } from "./selection.js";
import { exportPanel } from "./selection-export.js";
import { paperList } from "./selection-list.js";
import { sharePanel } from "./selection-share.js";
import { comparisonOf, keysIn, MOST_COMPARED } from "./share.js";

const heading = make("h2", { tabIndex: -1 });
const about = make("div.selection-about");
const status = make("p.selection-status", { role: "status" });
const list = paperList({ load: recordsOf, move: moveTo, remove: takeOut });
const [exports, share] = [exportPanel(), sharePanel()];
const aside = make("div.selection-side", {}, exports.element, share.element);

let guest; // the list that came from elsewhere, while it is shown
let latest = 0; // number of the newest drawing: an older one that ends later shows nothing

async function recordsOf(keys) {
  return new Map((await papers(keys)).map((record) => [record.key, record]));
}

/**
 * Draw the list that is shown now; `focus` sets the focus to its heading, as after a step to another list. What was shown
 * before stays until everything is there, as a heading above another list's papers would tell what is not so.
 */
async function draw(focus = false) {
  const mine = ++latest;
  main.setAttribute("aria-busy", "true");
  try {
    const found = guest ? await lookUp(guest) : await ownList();
    const keys = [...new Set(found.entries.map(({ key }) => key))];
    const parts = await Promise.all([list.prepare(found.keys ?? keys, !guest), share.prepare(keys)]);
    if (mine === latest) show(found, keys, parts);
  } catch ({ message }) {
    if (mine === latest) status.textContent = `The papers could not be loaded. ${message}`;
  }
  if (mine !== latest) return;
  main.removeAttribute("aria-busy");
  if (focus) heading.focus();
}

function show(found, keys, parts) {
  heading.textContent = guest ? `${guest.title}: ${counted(keys.length, "paper")}` : ownTitle(found.keys);
  about.replaceChildren(...(guest ? guestAbout(guest, found, selected(), { takeOver, leave }) : ownTools(found.keys, keys)));
  aside.hidden = !keys.length;
  exports.show({ entries: found.entries, name: guest?.file ?? "selection", records: () => papers(keys) });
  for (const showPart of parts) showPart();
}

/** The reader's own papers, under the citekeys that they have now; those that are gone stay in the list to be seen. */
async function ownList() {
  const before = selected();
  const now = await present(before);
  const keys = [...new Set(before.map((key) => now.get(key) ?? key))];
  if (keys.join() !== before.join() && before.join() === selected().join()) select(keys);
  const known = new Set(now.values());
  return { keys, entries: keys.filter((key) => known.has(key)).map((key) => ({ key, cited: key })) };
}

function ownTitle(keys) {
  return keys.length ? `Your selection: ${counted(keys.length, "paper")}` : "Your selection is empty";
}

function ownTools(keys, known) {
  if (!keys.length) {
    return [make("p", {}, "Press “Select” beside a paper in any list, or “Add to selection” on its page; or look papers up by citekey below.")];
  }
  return [make("p.selection-tools", {}, compareLink(known), button("selection-button", "Clear", clear))];
}

function compareLink(keys) {
  const fits = keys.length >= 2 && keys.length <= MOST_COMPARED;
  if (fits) return make("a.selection-button", { href: comparisonOf(keys) }, "Compare");
  return make("span.selection-hint", {}, `Two to ${MOST_COMPARED} papers can be compared.`);
}

function clear() {
  const before = selected();
  select([]);
  notice(`Your selection was cleared: ${counted(before.length, "paper")}.`, () => select(before));
  heading.focus();
}

function moveTo(key, place) {
  const keys = selected().filter((other) => other !== key);
  keys.splice(place, 0, key);
  select(keys);
  status.textContent = `Moved to place ${place + 1} of ${keys.length}.`;
}

function takeOut(key) {
  const before = selected();
  remove(key);
  notice("One paper was removed from your selection.", () => select(before));
  // The button that was pressed goes with its row.
  draw().then(() => list.focus(before.indexOf(key)) || heading.focus());
}

/** Make the list that is looked at the reader's own, or add it to that. */
function takeOver(keys, replace) {
  const before = selected();
  (replace ? select : (more) => add(...more))(keys);
  const added = selected().length - before.length;
  notice(replace ? `Your selection is this list now: ${counted(keys.length, "paper")}.` : `${counted(added, "paper")} added to your selection.`, () => select(before));
  leave();
}

function leave() {
  guest = undefined;
  status.textContent = "";
  history.replaceState(null, "", location.pathname);
  draw(true);
}

function ask(question) {
  guest = { title: `Cited in ${question.name}`, ...question };
  status.textContent = "";
  draw(true);
}

/** Show what the address asks for. */
async function start() {
  try {
    const keys = await keysIn(location);
    guest = keys && { title: "A shared list", file: "shared", keys, everything: false, missing: [], broken: [] };
  } catch {
    guest = { title: "A shared list", file: "shared", keys: [], everything: false, missing: [], broken: ["This link is damaged: it may have been cut off."] };
  }
  await draw();
}

const main = make("div.selection-main", {}, heading, about, status, list.element);
document.getElementById("selection-app").append(main, aside, citedPanel(ask));
document.querySelector(".needs-script").hidden = true;
start();
onChange(() => draw());
addEventListener("hashchange", start);
