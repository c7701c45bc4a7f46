// The name of this website, as the head of every page shows it.

export const siteName = document.querySelector(".brand").textContent;
