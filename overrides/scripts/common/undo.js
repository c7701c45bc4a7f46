// Steps that can be undone for as long as the page is open, each by a button of its own.

import { quietButton } from "./elements.js";

/**
 * @param {HTMLElement} place where the buttons stand
 * @param {(text: string) => void} say
 * @returns {(words: string, undo: () => void) => () => void} offers to undo a step; gives a function that withdraws the offer
 */
export function undoOffers(place, say) {
  return (words, undo) => {
    const button = quietButton(words, () => {
      withdraw();
      undo();
      say("Das ist rückgängig gemacht.");
    });
    const withdraw = () => {
      button.remove();
      place.hidden = !place.children.length;
    };
    place.append(button);
    place.hidden = false;
    return withdraw;
  };
}
