// The reader's selection: citekeys in the reader's own order, kept in this browser and nowhere else. Lists, paper pages,
// explore and the selection's own page all read and change it here.

// Reviews below one host share its storage, so each has a place named after its address.
const STORED = `bibloom.selection ${new URL("../", import.meta.url).pathname}`;
const CHANGED = "bibloom:selection";

let unkept; // the selection where the browser keeps nothing: it lasts as long as the page

/** Return the selected citekeys, in order. */
export function selected() {
  try {
    const keys = unkept ?? JSON.parse(localStorage.getItem(STORED) ?? "[]");
    return Array.isArray(keys) ? keys.filter((key) => typeof key === "string" && key) : [];
  } catch {
    return []; // no storage here, or not ours
  }
}

/** Make these the selected citekeys, each once. */
export function select(keys) {
  const unique = [...new Set(keys)];
  try {
    localStorage.setItem(STORED, JSON.stringify(unique));
    unkept = undefined;
  } catch {
    unkept = unique; // a browser may forbid storage, or have no room
  }
  dispatchEvent(new CustomEvent(CHANGED));
}

/** Append citekeys that are not selected yet. */
export function add(...keys) {
  select([...selected(), ...keys]);
}

/** Take citekeys out. */
export function remove(...keys) {
  const gone = new Set(keys);
  select(selected().filter((key) => !gone.has(key)));
}

/** Tell whether the browser keeps the selection; where it does not, it ends with this page. */
export function isKept() {
  return unkept === undefined;
}

/** Call back whenever the selection changes, in this window or in another one, or the browser brings this page back. */
export function onChange(callback) {
  addEventListener(CHANGED, callback);
  addEventListener("storage", ({ key }) => (key === STORED || key === null) && callback());
  addEventListener("pageshow", ({ persisted }) => persisted && callback());
}
