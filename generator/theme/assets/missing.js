// On the page for addresses that lead nowhere: a field with the words of the address, which opens the header's search.

/** Return what the last part of an address may be about: `/papers/dao2022-flash.html` gives `dao2022 flash`. */
function words(path) {
  const last = path.split("/").filter(Boolean).at(-1) ?? "";
  return decoded(last).replace(/\.(html?|md|bib|json)$/i, "").replace(/[-_+\s]+/g, " ").trim();
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // an address that is no UTF-8
  }
}

const form = document.getElementById("bb-missing");
const field = document.getElementById("bb-missing-words");

field.value = words(location.pathname);
form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  document.getElementById("bb-query").value = field.value;
  document.getElementById("bb-open").click();
});
