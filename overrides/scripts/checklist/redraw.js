// Notices that come and go while somebody works.

const choices = [document.getElementById("project-choice"), document.querySelector("[data-new-project]")];
/** @type {WeakMap<Element, string>} */
const shown = new WeakMap();

/**
 * Fills a place anew if what it tells has changed; else it stays as it is, so that nothing folds up or is announced again. When
 * the button that somebody has just used goes with a notice, the choice of the project gets the focus, or what makes the first one.
 * @param {HTMLElement} place
 * @param {unknown} news what it tells, to compare with what it told before
 * @param {() => Node[]} make
 */
export function redraw(place, news, make) {
  const picture = JSON.stringify(news);
  if (shown.get(place) === picture) return;
  shown.set(place, picture);
  const hadFocus = place.contains(document.activeElement);
  place.replaceChildren(...make());
  if (hadFocus) choices.find(({ hidden }) => !hidden).focus();
}
