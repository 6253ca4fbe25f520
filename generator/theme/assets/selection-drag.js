// Dragging the rows of a list to another place, with a mouse. Buttons do the same for everybody else.

/** Let rows with `draggable` be dragged; `move(key, place)` is told where one was dropped, `cancel()` that it was not. */
export function draggable(list, move, cancel) {
  let dragged;
  list.addEventListener("dragstart", ({ target, dataTransfer }) => {
    dragged = target.closest?.("li");
    dataTransfer.effectAllowed = "move";
    dataTransfer.setData("text/plain", dragged.dataset.key);
    dragged.classList.add("dragged");
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest?.("li");
    if (!dragged || !over) return;
    event.preventDefault();
    if (over === dragged) return;
    const { top, height } = over.getBoundingClientRect();
    if (event.clientY < top + height / 2) over.before(dragged);
    else over.after(dragged);
  });
  list.addEventListener("drop", (event) => dragged && event.preventDefault());
  list.addEventListener("dragend", ({ dataTransfer }) => {
    if (!dragged) return;
    const [row, place] = [dragged, [...list.children].indexOf(dragged)];
    dragged = undefined;
    row.classList.remove("dragged");
    row.draggable = false;
    if (dataTransfer.dropEffect === "none") cancel();
    else move(row.dataset.key, place);
  });
}
