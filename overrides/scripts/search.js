// The search page: Pagefind loads only those parts of the index that a query needs.

const PAGE = 10;
const form = document.querySelector("#search-form");
const input = document.querySelector("#search-q");
const status = document.querySelector("#search-status");
const list = document.querySelector("#search-results");
const elsewhere = document.querySelector("#search-elsewhere");
const more = document.querySelector("#search-more");

let found = [];
let latest = 0;

/** Copies text and <mark> of an excerpt, and nothing else. */
function excerpt(html) {
  const paragraph = document.createElement("p");
  for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
    if (node.nodeName === "MARK") {
      const mark = document.createElement("mark");
      mark.textContent = node.textContent;
      paragraph.append(mark);
    } else paragraph.append(node.textContent);
  }
  return paragraph;
}

function resultItem(data) {
  const item = document.createElement("li");
  item.dataset.result = data.url;
  const heading = document.createElement("h2");
  const link = document.createElement("a");
  link.href = data.url;
  link.textContent = data.meta.title;
  heading.append(link);
  const kind = document.createElement("p");
  kind.className = "results__kind";
  kind.textContent = data.filters.art?.[0] ?? "Seite";
  item.append(kind, heading, excerpt(data.excerpt));
  return item;
}

async function showMore() {
  const turn = latest;
  const shown = list.children.length;
  more.disabled = true;
  const loaded = await Promise.all(found.slice(shown, shown + PAGE).map((result) => result.data()));
  more.disabled = false;
  if (turn !== latest) return;
  list.append(...loaded.map(resultItem));
  more.hidden = list.children.length >= found.length;
  if (shown) list.children[shown]?.querySelector("a").focus();
}

async function search(query) {
  const turn = (latest += 1);
  list.replaceChildren();
  more.hidden = true;
  elsewhere.hidden = true;
  found = [];
  if (!query) {
    status.textContent = "";
    return;
  }
  status.textContent = "Suche läuft …";
  try {
    const pagefind = await import("../pagefind/pagefind.js");
    const answer = await pagefind.search(query);
    if (turn !== latest) return;
    found = answer.results;
    await showMore();
    if (turn !== latest) return;
  } catch {
    status.textContent = "Die Suche ließ sich nicht laden. Versuchen Sie es erneut, oder nutzen Sie die Listen im Menü.";
    return;
  }
  const hits = found.length === 1 ? "1 Treffer" : `${found.length} Treffer`;
  status.textContent = found.length ? `${hits} für „${query}“` : `Kein Treffer für „${query}“. Versuchen Sie ein anderes oder kürzeres Wort.`;
  elsewhere.hidden = found.length > 0;
}

function readUrl() {
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  search(input.value.trim());
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const query = input.value.trim();
  history.pushState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
  search(query);
});
more.addEventListener("click", showMore);
window.addEventListener("popstate", () => {
  if ((new URLSearchParams(location.search).get("q") ?? "") !== input.value.trim()) readUrl(); // not for #anchors
});
readUrl();
