// The ways that benchmarks/explore.py compares, run in a page of the site. Each has `load`, what comes before the first
// click with the first twenty papers, and `click`, what a click on a category takes; both return milliseconds.

const SHOWN = 20;
const site = () => new URL("..", location.href);
const get = async (name) => (await fetch(new URL(name, site()))).json();

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function settled(how) {
  while (document.querySelector("[aria-busy]") || !document.querySelector(".explore-result, .explore-main p")) await how();
}

const turn = () => new Promise((done) => setTimeout(done));
const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

/** The page's own check box for a category, wherever it is in the tree. */
function box(label) {
  const texts = [...document.querySelectorAll(".explore-tree .explore-value > span:nth-child(2)")];
  return texts.find(({ textContent }) => textContent === label).parentElement.querySelector("input");
}

const texts = (results) => Promise.all(results.slice(0, SHOWN).map((result) => result.data()));

window.ways = {
  page: {
    load: async () => {
      await settled(turn);
      return performance.now(); // since the navigation
    },
    click: async ({ label }) => {
      const time = await timed(async () => {
        box(label).click();
        await settled(turn);
        await painted();
      });
      box(label).click();
      await settled(turn);
      return time;
    },
  },
  columns: { load: () => timed(() => Promise.all([get("explore/facets.json"), get("explore/records/0.json")])) },
  file: { load: () => timed(() => Promise.all([get("explore/facets.json"), get("explore/whole.json")])) },
  pagefind: {
    load: () =>
      timed(async () => {
        window.pagefind = await import(new URL("pagefind/pagefind.js", site()));
        await pagefind.init();
        await pagefind.filters();
        await texts((await pagefind.search(null)).results);
      }),
    click: ({ titles }) =>
      timed(async () => {
        const { results } = await pagefind.search(null, { filters: { Category: { any: titles } } });
        await texts(results);
      }),
  },
};
