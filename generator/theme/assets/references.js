// The formatted references of a paper: a button beside each copies its text.

const COPIED = 2000; // milliseconds for which a button says so

for (const row of document.querySelectorAll(".formatted > div")) addButton(row);

function addButton(row) {
  const [name, text] = row.querySelectorAll("dt, dd");
  const style = name.textContent;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "formatted__copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy the ${style} reference`);
  const status = document.createElement("span");
  status.className = "formatted__status";
  status.setAttribute("role", "status");
  button.addEventListener("click", () => copy(text, status));
  name.append(button, status);
}

async function copy(text, status) {
  try {
    await navigator.clipboard.writeText(text.textContent);
    status.textContent = "Copied";
  } catch {
    // No permission, or no secure connection: the text is at least selected.
    getSelection().selectAllChildren(text);
    status.textContent = "Selected";
  }
  setTimeout(() => (status.textContent = ""), COPIED);
}
