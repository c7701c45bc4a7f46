// Applies the chosen colour scheme and marks that scripts run, before the page is painted.
document.documentElement.classList.replace("no-js", "js");
try {
  const scheme = localStorage.getItem("lotse-scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {
  // Storage is blocked: the scheme of the system applies.
}
