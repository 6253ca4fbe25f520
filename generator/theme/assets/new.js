// Marks the papers that joined the review since the reader was last here. When that was is kept in this browser and
// nowhere else. A visit is a day: the marks stay until the next day on which the reader comes.

import { make } from "./dom.js";

const STORED = "bibloom.visit";
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Return today's date where the reader is, as `2026-11-21`. */
function today() {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

function stored() {
  try {
    return JSON.parse(localStorage.getItem(STORED)) ?? {};
  } catch {
    return {}; // no storage here, or not ours
  }
}

function store(visits) {
  try {
    localStorage.setItem(STORED, JSON.stringify(visits));
  } catch {
    // a browser may forbid storage; then every visit is the first
  }
}

/** Note today's visit, and return the day of the one before; nothing on a first visit. */
function lastVisit() {
  const { latest, before } = stored();
  const day = today();
  const previous = latest === day ? before : latest;
  store({ latest: day, before: previous });
  return DAY.test(previous) ? previous : undefined;
}

function mark(entry) {
  entry.querySelector("a").after(" ", make("span.new", {}, "New"));
}

/** Say on the page of recent additions how many of those that it lists are new. */
function tell(article, count, day) {
  const date = new Date(`${day}T00:00`).toLocaleDateString("en-GB", { dateStyle: "long" });
  // The page ends somewhere: where all that it lists is new, so may be what it leaves out.
  const some = count === article.querySelectorAll("[data-added]").length && article.querySelector("p.more");
  const text = `${some ? "At least " : ""}${count || "Nothing"} new since ${date}.`;
  article.querySelector("p.lead").after(make("p.new-since", {}, text));
}

const article = document.querySelector("article");
const day = lastVisit();
if (day) {
  const fresh = [...article.querySelectorAll("[data-added]")].filter(({ dataset }) => dataset.added > day);
  fresh.map((place) => place.closest("li")).forEach(mark);
  if (article.dataset.kind === "recent") tell(article, fresh.length, day);
}
