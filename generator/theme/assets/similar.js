// Words that are nearly another, by the pairs of letters that they share: generator/text/similar.py gives the same answers.

const CLOSE = 0.7;

/** Return a function that finds the word most like one asked for, "" where none is close. */
export function spellings(words) {
  const known = [...new Set(words)];
  const sizes = [];
  const having = new Map(); // numbers of the words with each pair
  known.forEach((word, number) => {
    const own = pairs(word);
    sizes.push(own.size);
    for (const pair of own) having.has(pair) ? having.get(pair).push(number) : having.set(pair, [number]);
  });
  return (word) => {
    const own = pairs(word);
    const shared = new Map();
    for (const pair of own) for (const n of having.get(pair) ?? []) shared.set(n, (shared.get(n) ?? 0) + 1);
    let [alike, best] = [0, -1];
    for (const [n, count] of shared) {
      const share = (2 * count) / (own.size + sizes[n]);
      if (share > alike || (share === alike && n < best)) [alike, best] = [share, n];
    }
    return alike >= CLOSE ? known[best] : "";
  };
}

/** Return the pairs of neighbouring letters and digits, case and accents aside; a word's ends count. */
function pairs(word) {
  const plain = word.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const framed = plain ? [" ", ...plain, " "] : [];
  return new Set(framed.slice(1).map((letter, n) => framed[n] + letter));
}
