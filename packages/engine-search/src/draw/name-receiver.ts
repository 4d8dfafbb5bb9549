import { lastName } from "../ledger/find-targets.js";

/** Words that are reserved somewhere, so no variable may be called so. */
const RESERVED = new Set(
  "and as assert async await break case catch class const continue def default del delete do elif else enum except export extends false finally for from function global if import in instanceof interface is lambda let list match new none nonlocal not null object or package pass print private protected public raise raised result return self set static super switch test this throw true try type typeof undefined var void while with yield describe it dict str int float".split(
    " ",
  ),
);

/** True for a word no variable may be called. */
export function isReserved(word: string): boolean {
  return RESERVED.has(word);
}

/** A variable name for an instance: the last word of its class, `ShoppingCart` -> `cart`. */
export function nameReceiver(owner: string): string {
  const words = lastName(owner).match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/g);
  const word = words?.[words.length - 1]?.toLowerCase() ?? "instance";
  return RESERVED.has(word) || !/^[a-z]/.test(word) ? "instance" : word;
}
