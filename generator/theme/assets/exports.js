// Papers in the formats that they can be exported in, put together from the site's own files (generator/exports/shards.py
// says what is in them). Nothing loads before it is asked for, and no file twice.

const ROOT = new URL("../exports/", import.meta.url);
const loaded = new Map(); // promises of what the files hold, by name

function load(name) {
  if (!loaded.has(name)) {
    const answer = fetch(new URL(`${name}.json`, ROOT)).then((response) => {
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      return response.json();
    });
    answer.catch(() => loaded.delete(name)); // after a failure the next call tries again
    loaded.set(name, answer);
  }
  return loaded.get(name);
}

/** Return the formats: `name`, `title` for people, `ending` of file names, media `type`. */
export async function formats() {
  return (await load("index")).formats;
}

/** Return citekeys as they are now, old ones replaced and each once, and those that no paper has. */
export async function resolve(keys) {
  const { shards, old } = await load("index");
  const present = keys.map((key) => (Object.hasOwn(old, key) ? old[key] : key));
  const found = [...new Set(present)].filter((key) => Object.hasOwn(shards, key));
  return { found, unknown: keys.filter((_, n) => !Object.hasOwn(shards, present[n])) };
}

/** Return the file that has these papers in this format, in this order, as text; unknown citekeys are left out. */
export async function exported(keys, name) {
  const { found } = await resolve(keys);
  return joined(await Promise.all(found.map((key) => entry(key, name))), name);
}

/** Return what a file in this format has of one paper, by its present citekey. */
export async function entry(key, name) {
  const { shards } = await load("index");
  return (await load(shards[key]))[key][name];
}

/** Return the file in this format that has these entries. */
export async function joined(entries, name) {
  const { head, between, tail } = (await formats()).find((format) => format.name === name);
  return head + entries.join(between) + tail;
}

/** Hand a text to the reader as a file. */
export function save(text, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // some browsers read it later
}
