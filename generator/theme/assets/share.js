// Links that carry citekeys: a few as they are (`?keys=a,b`), more of them compressed behind the `#`, which servers and
// most programs leave alone. A citekey may hold any character, so each is percent-encoded by itself.

const SELECTION = new URL("../selection/", import.meta.url);
const COMPARE = new URL("../compare/", import.meta.url);

const PLAIN = 2_000; // characters of an address that mail programs, chats and servers all take
export const LONGEST = 32_000; // of one that browsers take
export const MOST_COMPARED = 5;
const UNPACKED = 1_000_000; // characters: nobody's list is longer, but a hostile link may unfold to any size

/** Return the address of a page that shows these papers as a list, or "" where there are too many for a link. */
export async function linkTo(keys) {
  const plain = `${SELECTION.href}?keys=${listed(keys)}`;
  if (plain.length <= PLAIN) return plain;
  const packed = `${SELECTION.href}#packed=${await pack(keys.join("\n"))}`;
  return packed.length <= LONGEST ? packed : "";
}

/** Return the address of the page that compares these papers. */
export function comparisonOf(keys) {
  return `${COMPARE.href}?papers=${listed(keys)}`;
}

/** Return the citekeys of an address, or undefined where it carries none; throws where they cannot be read. */
export async function keysIn({ search, hash }) {
  const plain = /^\?(?:.*&)?keys=([^&]*)/.exec(search) ?? /^#keys=(.*)/.exec(hash);
  if (plain) return unlisted(plain[1]);
  const packed = /^#packed=([\w-]*)/.exec(hash);
  return packed ? (await unpack(packed[1])).split("\n").filter(Boolean) : undefined;
}

/** Return the citekeys that the page of comparison is asked for. */
export function papersIn({ search }) {
  return unlisted(/^\?(?:.*&)?papers=([^&]*)/.exec(search)?.[1] ?? "");
}

function listed(keys) {
  return keys.map(encodeURIComponent).join(",");
}

function unlisted(text) {
  return [...new Set(text.split(",").map(decoded).filter(Boolean))];
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign that somebody typed
  }
}

async function pack(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

async function unpack(packed) {
  const binary = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return text;
    text += value;
    if (text.length > UNPACKED) throw new Error("the list in this link is too long");
  }
}
