// What readers are told when something fails: a sentence of ours, never the words of a browser or an address.

const UNEXPECTED = "Das hat nicht geklappt. Prüfen Sie die Verbindung, laden Sie die Seite neu, und versuchen Sie es noch einmal.";

/** An error whose message is meant for readers: whole sentences in German. */
export class ForReaders extends Error {}

/** @param {unknown} error @returns {string} what to tell a reader about it */
export const messageOf = (error) => (error instanceof ForReaders ? error.message : UNEXPECTED);
