// Making elements: a name, properties, and what is inside.

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Partial<HTMLElementTagNameMap[Name]>} [properties]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** A list with a line for each text. @param {string[]} texts */
export const listOf = (texts) => element("ul", {}, ...texts.map((textContent) => element("li", { textContent })));

/** A quiet button. @param {string} textContent @param {() => void} onclick */
export const quietButton = (textContent, onclick) => element("button", { type: "button", className: "button button--quiet", textContent, onclick });
