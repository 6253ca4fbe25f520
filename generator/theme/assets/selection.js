// The reader's selection: citekeys in the reader's own order, kept in this browser and nowhere else. Lists, paper pages,
// explore and the selection's own page all read and change it here.

const STORED = "bibloom.selection";
const CHANGED = "bibloom:selection";

/** Return the selected citekeys, in order. */
export function selected() {
  try {
    const keys = JSON.parse(localStorage.getItem(STORED) ?? "[]");
    return Array.isArray(keys) ? keys.filter((key) => typeof key === "string") : [];
  } catch {
    return []; // no storage here, or not ours
  }
}

/** Make these the selected citekeys, each once. */
export function select(keys) {
  try {
    localStorage.setItem(STORED, JSON.stringify([...new Set(keys)]));
  } catch {
    return; // a browser may forbid storage; then nothing is kept
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

/** Call back whenever the selection changes, in this window or in another one. */
export function onChange(callback) {
  addEventListener(CHANGED, callback);
  addEventListener("storage", ({ key }) => key === STORED && callback());
}
