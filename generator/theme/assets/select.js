// Buttons that put papers into the reader's selection: one beside each entry of a list, one on a paper's page, one for all
// that a page lists; and the number of selected papers in the header. The style sheet keeps their places free.

import { add, isKept, onChange, remove, select, selected } from "./selection.js";

const AT_ONCE = 100; // buttons made before the browser may turn to the reader
const ENTRIES = "article:not([data-kind=explore]) .paper-list > ul > li [data-key]";
const later = window.requestIdleCallback ?? setTimeout;

const link = document.getElementById("bb-selection");
const number = link.querySelector("span");
const buttons = new Map(); // what each is for: its citekeys, what it says when off and on, and of which paper

function makeButton(place, purpose) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "select-button" });
  buttons.set(button, purpose);
  place.append(button);
  return button;
}

/** Let a button say whether its papers are among those chosen. */
function show(button, { keys, says, title }, chosen) {
  const pressed = keys.every((key) => chosen.has(key));
  if (button.getAttribute("aria-pressed") === String(pressed)) return;
  button.setAttribute("aria-pressed", pressed);
  button.textContent = says[Number(pressed)];
  if (title) button.setAttribute("aria-label", `${button.textContent}: ${title}`);
}

/** Make the buttons of list entries, those at the top first: a page may list thousands. */
function makeEntryButtons(places) {
  const chosen = new Set(selected());
  for (const place of places.slice(0, AT_ONCE)) {
    const entry = place.closest("li");
    const title = entry.querySelector("a").textContent;
    const purpose = { keys: [place.dataset.key], says: ["Select", "Selected"], title };
    show(makeButton(entry, purpose), purpose, chosen);
  }
  if (places.length > AT_ONCE) later(() => makeEntryButtons(places.slice(AT_ONCE)));
}

function makePaperButton(place) {
  makeButton(place, { keys: [place.dataset.key], says: ["Add to selection", "In your selection"] });
}

/** Make the button for all papers that are listed after it. */
function makeAllButton(place) {
  const lists = [...place.closest("article").querySelectorAll(".paper-list")];
  const after = lists.filter((list) => place.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING);
  const listed = after.flatMap((list) => [...list.querySelectorAll("[data-key]")]);
  const keys = [...new Set(listed.map(({ dataset }) => dataset.key))];
  const count = keys.length.toLocaleString("en");
  if (keys.length > 1) makeButton(place, { keys, says: [`Select all ${count}`, `All ${count} selected`] });
}

function showAll() {
  const keys = selected();
  const chosen = new Set(keys);
  for (const [button, purpose] of buttons) show(button, purpose, chosen);
  number.textContent = keys.length ? keys.length.toLocaleString("en") : "";
  const papers = keys.length === 1 ? "1 paper" : `${number.textContent} papers`;
  link.setAttribute("aria-label", `Selection, ${keys.length ? papers : "empty"}`);
}

function onClick({ target }) {
  const purpose = buttons.get(target);
  if (!purpose) return;
  const before = selected();
  (target.getAttribute("aria-pressed") === "true" ? remove : add)(...purpose.keys);
  if (purpose.keys.length > 1 || !isKept()) tell(before);
}

/** Say what happened where a button does not show all of it, with a way back. */
async function tell(before) {
  const { notice } = await import("./notice.js");
  const change = selected().length - before.length;
  const papers = `${Math.abs(change).toLocaleString("en")} ${Math.abs(change) === 1 ? "paper" : "papers"}`;
  const done = `${papers} ${change < 0 ? "taken out of" : "added to"} your selection.`;
  const forgets = " This browser keeps nothing for this site, so the selection ends with this page.";
  notice(isKept() ? done : done + forgets, () => select(before));
}

makeEntryButtons([...document.querySelectorAll(ENTRIES)]);
document.querySelectorAll(".select-paper").forEach(makePaperButton);
document.querySelectorAll(".select-all").forEach(makeAllButton);
showAll();
onChange(showAll);
document.addEventListener("click", onClick);
