// The range of years: two menus, and bars of how many papers each year would give.

import { make } from "./dom.js";

/** Return the control of the facet of years; `setYears({from, to})` tells what the reader chose. */
export function yearControl(facet, setYears) {
  const years = facet.values.map(Number);
  const from = menu("From", "earliest", years);
  const to = menu("To", "latest", years);
  const bars = years.map((year) => make("span.explore-bar-year", { title: String(year) }));
  // For the mouse: a bar is its year alone. The menus say and do the same for everybody.
  bars.forEach((bar, n) => bar.addEventListener("click", () => setYears({ from: years[n], to: years[n] })));
  const chart = make("div.explore-bars", { "aria-hidden": "true" }, ...bars.toReversed());

  const chosen = ({ value }) => (value ? Number(value) : undefined);
  const changed = (other, keep) => () => {
    const range = { from: chosen(from.select), to: chosen(to.select) };
    // The menu touched last holds; the other one follows it.
    if (range.from > range.to) range[other] = range[keep];
    setYears(range);
  };
  from.select.addEventListener("change", changed("to", "from"));
  to.select.addEventListener("change", changed("from", "to"));

  return {
    element: make("div", {}, chart, make("div.explore-range", {}, from.label, to.label)),
    update({ years: range, counts }) {
      const numbers = counts(facet);
      const most = Math.max(1, ...numbers);
      bars.forEach((bar, n) => {
        bar.style.setProperty("--share", numbers[n] / most);
        bar.title = `${years[n]}: ${numbers[n]}`;
        bar.classList.toggle("explore-out", years[n] < (range.from ?? -1) || years[n] > (range.to ?? 9999));
      });
      for (const { options } of [from, to]) options.forEach((option, n) => (option.textContent = `${years[n]} (${numbers[n]})`));
      from.choose(range.from);
      to.choose(range.to);
      return Number(range.from !== undefined || range.to !== undefined);
    },
  };
}

function menu(name, none, years) {
  const options = years.map((year) => new Option(String(year), String(year)));
  const select = make("select", {}, new Option(none, ""), ...options);
  const choose = (year = "") => {
    // A shared address may name a year without papers.
    if (year && !years.includes(year) && !select.querySelector(`[value="${year}"]`)) select.append(new Option(year, year));
    select.value = year;
  };
  return { label: make("label", {}, name, " ", select), select, options, choose };
}
