// Where this website lies: the root that all its addresses start from, and the address by which others find a page.

/** The root of the website; the name at the top of every page leads there. */
export const ROOT = new URL(".", document.querySelector(".brand").href);

/** Whether this is a copy on somebody's disk, which browsers give less than a website. */
export const IS_COPY = location.protocol === "file:";

/** The address by which others find this page as it is shown; "" in a copy that knows of no website. */
export function sharedAddress() {
  if (!IS_COPY) return location.href.split("#")[0];
  const published = document.querySelector("link[rel=canonical]")?.href;
  return published ? published + location.search : "";
}
