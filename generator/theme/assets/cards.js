// A card over a link to a paper: title, authors, venue and summary, by mouse and by keyboard. A link, or what is around
// it, carries these as `data-by`, `data-tldr` and `data-title`. As WCAG 2.2 asks of what hovering brings up (1.4.13),
// Escape takes the card away, the pointer may move onto it, and it stays until the reader leaves.

import { make } from "./dom.js";

const ABOUT = "[data-by]";
const PAUSE = 300; // milliseconds over a link before its card shows: the pointer often only passes
const GRACE = 200; // milliseconds to reach the card across the gap
const GAP = 6; // pixels between link and card

const card = make("div.bb-card", { id: "bb-card", role: "tooltip", hidden: true });

let current; // the link whose card shows, is about to, or was sent away
let title; // its title attribute, which would show a second, smaller card
let showing; // timers
let hiding;

/** Return the link to a paper that the target is in. */
function linkAt(target) {
  const link = target.closest("a[href]");
  return link?.closest(ABOUT) ? link : undefined;
}

function fill(link) {
  const about = link.closest(ABOUT).dataset;
  const texts = { title: about.title ?? title ?? link.textContent, by: about.by, tldr: about.tldr };
  const known = Object.entries(texts).filter(([, text]) => text);
  card.replaceChildren(...known.map(([name, text]) => make(`span.bb-card__${name}`, {}, text)));
}

/** Put the card under the link's line at x, or over it where that leaves more room, and inside the window. */
function place(link, x) {
  card.style.left = 0; // where it is as wide as it wants to be
  const boxes = [...link.getClientRects()];
  const box = boxes.find(({ left, right }) => left <= x && x <= right) ?? boxes[0];
  const fits = box.bottom + GAP + card.offsetHeight <= innerHeight;
  const top = fits || box.top < innerHeight / 2 ? box.bottom + GAP : box.top - GAP - card.offsetHeight;
  const room = document.documentElement.clientWidth - card.offsetWidth - GAP;
  card.style.top = `${scrollY + top}px`;
  card.style.left = `${scrollX + Math.max(GAP, Math.min(box.left, room))}px`;
}

function show(link, x) {
  fill(link);
  card.hidden = false;
  place(link, x);
  link.setAttribute("aria-describedby", card.id);
}

function dismiss() {
  clearTimeout(showing);
  card.hidden = true;
  current?.removeAttribute("aria-describedby");
}

function hide() {
  clearTimeout(hiding);
  dismiss();
  if (title !== undefined) current?.setAttribute("title", title);
  current = title = undefined;
}

/** Show a link's card after a while, unless it is the one that shows or was just sent away. */
function aim(link, after, x) {
  clearTimeout(hiding);
  if (link === current) return;
  hide();
  current = link;
  title = link.getAttribute("title") ?? undefined;
  link.removeAttribute("title");
  showing = setTimeout(show, after, link, x);
}

function leave() {
  if (card.hidden) hide();
  else hiding = setTimeout(hide, GRACE);
}

function onPointer({ target, pointerType, clientX }) {
  if (pointerType === "touch") return; // a tap follows the link
  const link = linkAt(target);
  if (link) aim(link, PAUSE, clientX);
  else if (card.contains(target)) clearTimeout(hiding);
  else if (current && current !== document.activeElement) leave();
}

function onFocus({ target }) {
  const link = target.matches(":focus-visible") && linkAt(target);
  if (link) aim(link, 0);
}

document.querySelector("main").append(card);
document.addEventListener("pointerover", onPointer);
document.addEventListener("focusin", onFocus);
document.addEventListener("focusout", leave);
document.addEventListener("keydown", ({ key }) => key === "Escape" && dismiss());
addEventListener("pagehide", hide);
