import type { ListedAssertion } from "@autotest/core";
import { type Node, nameOf } from "./parse-program.js";
import { childrenOf } from "./titled-call.js";

/** Functions whose name says that they check something. */
const CHECKS = /^(assert|check|expect|verify|should)/i;
const EXACT =
  /^(?:equal|equals|eql|eq|strictEqual|deepEqual|deepStrictEqual|toBe|toEqual|toStrictEqual|rejectedWith|calledWith|calledOnceWith\w*|true|false|null|undefined)$/;
const ANY = /^(?:ok|okay|exist|exists|isOk|isDefined|toBeTruthy|toBeDefined|isNotNull|truthy)$/;
const ERRORS = /^(?:throws?|rejects|toThrow|throwsAsync)$/;
const MOCK = /^(?:stub|fake|spy|fn|mock|returns|resolves|callsFake|mockReturnValue|mockResolvedValue|method)$/;

/** What a test asserts, in source order. */
export function assertionsOf(test: Node, text: string): readonly ListedAssertion[] {
  const found: ListedAssertion[] = [];
  const mocks = new Set<string>();
  const visit = (node: Node): void => {
    if (node.type === "VariableDeclarator" && isMock(node.init as Node | null, mocks))
      mocks.add(nameOf(node.id as Node));
    const assertion = assertionOf(node, mocks, text);
    if (assertion !== null) found.push(assertion);
    else for (const child of childrenOf(node)) visit(child);
  };
  visit(test);
  return found;
}

/** Words of a chain, outermost last, and what it starts from: `expect(x).to.be.ok` is `to be ok` of `expect(x)`. */
function chainOf(node: Node): { readonly words: readonly string[]; readonly root: Node; readonly last: Node | null } {
  if (node.type === "MemberExpression" && node.computed !== true) {
    const inner = chainOf(node.object as Node);
    return { ...inner, words: [...inner.words, nameOf(node.property as Node)] };
  }
  if (node.type === "CallExpression" && (node.callee as Node).type === "MemberExpression")
    return { ...chainOf(node.callee as Node), last: node };
  return { words: [], root: node, last: null };
}

function assertionOf(node: Node, mocks: ReadonlySet<string>, text: string): ListedAssertion | null {
  if (node.type !== "CallExpression" && node.type !== "MemberExpression") return null;
  const { words, root, last } = chainOf(node);
  const isExpect = root.type === "CallExpression" && nameOf(root.callee as Node) === "expect";
  const start = nameOf(root.type === "CallExpression" ? (root.callee as Node) : root);
  const isShould = words.includes("should");
  const isCall = node.type === "CallExpression";
  const isOther = CHECKS.test(start) || CHECKS.test(words.at(-1) ?? "") || (start === "sinon" && words[0] === "assert");
  if (!(isExpect || isShould || (isOther && isCall))) return null;
  const given = argumentsOf(last ?? (isCall ? node : null));
  const [subject, expected] = isExpect ? [argumentsOf(root)[0], given[0]] : isShould ? [root, given[0]] : given;
  // `expect(x)` alone is no assertion yet.
  if (isExpect && words.length === 0) return null;
  const word = words.filter((one) => one !== "should").at(-1) ?? "";
  const empty = emptyBy(subject, expected, word, mocks, text);
  return {
    text: flat(node, text),
    line: text.slice(0, node.start).split("\n").length,
    subject: ERRORS.test(word) ? "raises" : subject === undefined ? flat(node, text) : flat(subject, text),
    strength: strengthOf(word, words.includes("not"), expected),
    ...(empty === null ? {} : { empty }),
  };
}

function strengthOf(word: string, isNegated: boolean, expected: Node | undefined): ListedAssertion["strength"] {
  if (ERRORS.test(word)) return expected === undefined ? "part" : "exact";
  if (isNegated || word === "") return word === "" || ANY.test(word) ? "any" : "part";
  return EXACT.test(word) ? "exact" : ANY.test(word) ? "any" : "part";
}

function emptyBy(
  subject: Node | undefined,
  expected: Node | undefined,
  word: string,
  mocks: ReadonlySet<string>,
  text: string,
): NonNullable<ListedAssertion["empty"]> | null {
  if (subject === undefined || ERRORS.test(word) || word === "fail") return null;
  const compares = EXACT.test(word) && expected !== undefined;
  if (isConstant(subject) && (compares ? isConstant(expected) : true)) return "constant";
  if (compares && flat(subject, text) === flat(expected, text) && !acts(subject)) return "compares-itself";
  return isEcho(subject, mocks) && (expected === undefined || isConstant(expected)) ? "mock-echo" : null;
}

/** Calling a mock gives what it was told to give. */
function isEcho(node: Node, mocks: ReadonlySet<string>): boolean {
  const call = node.type === "AwaitExpression" ? (node.argument as Node) : node;
  if (call.type !== "CallExpression") return false;
  const { root, words } = chainOf(call.callee as Node);
  return mocks.has(nameOf(root)) && !CHECKS.test(words[0] ?? "");
}

function isMock(init: Node | null, mocks: ReadonlySet<string>): boolean {
  if (init === null || init.type !== "CallExpression") return false;
  const { words, root } = chainOf(init);
  const base = nameOf(root.type === "CallExpression" ? (root.callee as Node) : root);
  return /^(?:sinon|jest|vi|mock|t)$/.test(base) && words.some((word) => MOCK.test(word)) && !mocks.has(base);
}

function isConstant(node: Node): boolean {
  if (/^(?:String|Numeric|Boolean|Null|BigInt|RegExp)Literal$/.test(node.type)) return true;
  if (node.type === "UnaryExpression") return isConstant(node.argument as Node);
  if (node.type === "ArrayExpression" || node.type === "ObjectExpression" || node.type === "ObjectProperty")
    return childrenOf(node).every(
      (child) => isConstant(child) || (node.type === "ObjectProperty" && child === node.key),
    );
  return false;
}

function acts(node: Node): boolean {
  return (
    /^(?:Call|New|Await|Yield|Update|Assignment|TaggedTemplate)Expression$|^OptionalCallExpression$/.test(node.type) ||
    childrenOf(node).some(acts)
  );
}

function argumentsOf(call: Node | null): readonly Node[] {
  return call === null ? [] : ((call.arguments as readonly Node[] | undefined) ?? []);
}

function flat({ start, end }: Node, text: string): string {
  return text.slice(start, end).replace(/\s+/g, " ");
}
