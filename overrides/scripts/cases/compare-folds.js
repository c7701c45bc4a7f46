// What is folded in the comparison: all groups but the first, long lists, and questions that one case alone answers.

const MOST_ITEMS = 4; // of a list in a cell; the others are folded, so that the columns stay side by side
const table = document.querySelector("[data-comparison] table");
const groups = [...table.querySelectorAll("[data-group-toggle]")];
const single = table.querySelector("[data-single]");
const singleToggle = table.querySelector("[data-single-toggle]");
const unfold = document.querySelector("[data-unfold]");

const isOpen = (toggle) => toggle.getAttribute("aria-expanded") === "true";
const lists = () => [...table.querySelectorAll("details")];

function setOpen(toggle, open) {
  toggle.setAttribute("aria-expanded", String(open));
}

/** Folds what is too much of a list to be compared. */
export function foldList(list) {
  const extra = [...list.children].slice(MOST_ITEMS);
  if (extra.length < 2) return;
  const rest = list.cloneNode(false);
  if (rest.nodeName === "OL") rest.start = MOST_ITEMS + 1;
  rest.append(...extra);
  const details = Object.assign(document.createElement("details"), { className: "fold" });
  const summary = Object.assign(document.createElement("summary"), { textContent: `${extra.length} weitere` });
  summary.append(Object.assign(document.createElement("span"), { className: "paper-only", textContent: ": siehe Seite des Falls" }));
  details.append(summary, rest);
  list.after(details);
}

/** Names the cell of a folded list by its row and its case. */
function place(details) {
  const cell = details.closest("td");
  return `${cell.parentElement.dataset.row} ${cell.dataset.case}`;
}

/** @returns {Set<string>} the cells in which the reader has opened a list */
export const openFolds = () => new Set(lists().filter(({ open }) => open).map(place));

/** @param {Set<string>} cells */
export function reopen(cells) {
  for (const details of lists()) details.open = cells.has(place(details));
  nameUnfold();
}

/** Writes how many questions only one case answers, and says on paper what is folded there. */
export function nameSingles() {
  const number = single.rows.length;
  table.querySelector("[data-single-head]").hidden = number === 0;
  singleToggle.textContent = `Nur von einem Fall beantwortet (${number})`;
  const elsewhere = single.hidden ? ". Diese Antworten stehen auf der Website." : "";
  singleToggle.nextElementSibling.textContent = `${singleToggle.textContent}${elsewhere}`;
}

function showSingles(open) {
  single.hidden = !open;
  setOpen(singleToggle, open);
  nameSingles();
}

/** Opens only the first group and the one that the address leads to. */
function arrangeGroups() {
  for (const [number, toggle] of groups.entries()) {
    setOpen(toggle, number === 0 || location.hash === `#${toggle.closest("tbody").id}`);
  }
  nameUnfold();
}

/** Opens the group that the address leads to. */
function openGroup(hash) {
  const toggle = groups.find((one) => `#${one.closest("tbody").id}` === hash);
  if (toggle) setOpen(toggle, true);
  nameUnfold();
}

const isAllOpen = () => lists().every(({ open }) => open) && groups.every(isOpen) && (!single.hidden || !single.rows.length);

function nameUnfold() {
  unfold.textContent = isAllOpen() ? "Alles einklappen" : "Alles aufklappen";
}

/** Opens everything that is folded, or folds it again. */
function toggleAll() {
  const open = !isAllOpen();
  for (const details of lists()) details.open = open;
  showSingles(open);
  if (open) for (const toggle of groups) setOpen(toggle, true);
  else arrangeGroups();
  nameUnfold();
}

/** Lets the reader open and close what is folded. */
export function mountFolds() {
  for (const toggle of [...groups, singleToggle]) {
    toggle.addEventListener("click", () => {
      if (toggle === singleToggle) showSingles(!isOpen(toggle));
      else setOpen(toggle, !isOpen(toggle));
      nameUnfold();
    });
  }
  unfold.addEventListener("click", toggleAll);
  table.addEventListener("toggle", nameUnfold, true);
  window.addEventListener("hashchange", () => openGroup(location.hash));
  arrangeGroups();
}
