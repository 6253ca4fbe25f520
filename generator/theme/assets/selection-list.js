// A list of papers on the selection's page. In the reader's own each row has buttons that move and remove it, and can be
// dragged; a list that came by a link or out of a document is only read.

import { button, make } from "./dom.js";
import { draggable } from "./selection-drag.js";

const SHOWN = 100; // rows at first, and as many more at a time

/**
 * Return a list: its `element`, and `prepare(keys, own)`, which loads what the list of these papers in this order needs and
 * returns a function that shows it, at once. `load(keys)` gives what is known of papers as a Map; `move(key, place)` and
 * `remove(key)` are told what the reader wants.
 */
export function paperList({ load, move, remove }) {
  const list = make("ol.selection-list");
  const more = button("selection-button", "", () => grow(), { hidden: true });
  const rows = new Map(); // by citekey; made once, so that the focus survives a move
  let [keys, own, limit, latest] = [[], false, SHOWN, 0];

  const step = (key, by) => {
    const place = keys.indexOf(key) + by;
    if (place >= 0 && place < keys.length) move(key, place);
  };
  const rowOf = (key, record) => {
    if (!rows.has(key)) rows.set(key, paperRow(key, record, own && { step, remove }));
    return rows.get(key);
  };
  const place = (shown, records) => {
    const focused = list.contains(document.activeElement) ? document.activeElement : undefined;
    list.replaceChildren(...shown.map((key) => rowOf(key, records.get(key))));
    markEnds(list, keys.length);
    if (focused?.isConnected) focused.focus();
    const hidden = keys.length - shown.length;
    more.hidden = !hidden;
    more.textContent = `Show ${Math.min(SHOWN, hidden)} more of ${keys.length.toLocaleString("en")}`;
  };
  const draw = async () => {
    const mine = ++latest;
    const shown = keys.slice(0, limit);
    const records = await load(shown);
    if (mine === latest) place(shown, records);
  };
  const grow = async () => {
    const first = list.children.length;
    limit = first + SHOWN;
    await draw();
    list.children[first]?.querySelector("a, button").focus();
  };
  draggable(list, move, draw);
  return {
    element: make("div", {}, list, more),
    async prepare(order, isOwn) {
      const shown = order.slice(0, limit);
      const records = await load(shown);
      return () => {
        latest++; // what is still loading is of the list before
        if (isOwn !== own) rows.clear();
        [keys, own] = [order, isOwn];
        place(shown, records);
      };
    },
    /** Set the focus to the row at this place, or to the last one; tell whether there is any. */
    focus(place) {
      const row = list.children[Math.min(place, list.children.length - 1)];
      row?.querySelector("a, button").focus();
      return Boolean(row);
    },
  };
}

function paperRow(key, record, actions) {
  const row = make("li", { "data-key": key });
  const title = record ? make("a.selection-title", { href: record.page }, record.title) : make("span.selection-title", {}, key);
  const published = record && [record.venue, record.year].filter(Boolean).join(" ");
  const text = make("div.selection-paper", {}, title);
  if (record?.authors) text.append(make("span.authors", {}, record.authors));
  if (published) text.append(make("span.venue", {}, published));
  if (!record) text.append(make("span.venue", {}, "This review has no such paper, or no longer."));
  row.append(text);
  if (actions) row.append(handle(row), rowButtons(key, record?.title ?? key, actions));
  return row;
}

function rowButtons(key, title, { step, remove }) {
  const act = (label, sign, onClick) => button("selection-icon", sign, onClick, { "aria-label": `${label}: ${title}`, title: label });
  return make("div.selection-actions", {},
    act("Move up", "↑", () => step(key, -1)),
    act("Move down", "↓", () => step(key, 1)),
    act("Remove", "×", () => remove(key)),
  );
}

/** The place that a mouse takes hold of: elsewhere it selects text. The keyboard has the buttons. */
function handle(row) {
  const grip = make("span.selection-grip", { "aria-hidden": "true", title: "Drag" }, "⠿");
  grip.addEventListener("pointerdown", () => (row.draggable = true));
  grip.addEventListener("pointerup", () => (row.draggable = false));
  return grip;
}

/** Say of the first and the last row that they go no further; the buttons stay, as one of them may have the focus. */
function markEnds(list, count) {
  [...list.children].forEach((row, place) => {
    const [up, down] = row.querySelectorAll(".selection-actions button");
    up?.setAttribute("aria-disabled", place === 0);
    down?.setAttribute("aria-disabled", place === count - 1);
  });
}
