import type { Change } from "./locate-mutant.js";

type Test = (original: string, replacement: string) => boolean;

const fits =
  (original: RegExp, replacement: RegExp = /^/): Test =>
  (before, after) =>
    original.test(before) && replacement.test(after);

const TEXT = /^[rbuft]{0,2}["']/iu;
const NUMBER = /^\.?\d/u;

/** mutmut names no operator; these are the words the common report uses, in the order they are tried. */
const MUTATORS: readonly (readonly [string, Test])[] = [
  ["CaseRemoval", fits(/\n\s*case\b|^case\b[\s\S]*\n/)],
  ["StringLiteral", fits(TEXT, TEXT)],
  ["NumericLiteral", fits(NUMBER, NUMBER)],
  ["BooleanLiteral", fits(/^(?:True|False)$/, /^(?:True|False)$/)],
  ["ConditionalExpression", fits(/^/, / (?:and False|or True)\)?$/)],
  ["EqualityOperator", fits(/^(?:[<>]=?|[=!]=)$/)],
  ["LogicalOperator", fits(/^(?:and|or)$/)],
  ["MembershipOperator", fits(/^(?:in|not in|is|is not)$/, /^(?:in|not in|is|is not)$/)],
  ["UnaryOperator", fits(/^(?:not\s*|~)$/, /^$/)],
  ["AssignmentOperator", fits(/^[-+*/%@&|^<>]{1,2}=$/)],
  ["ArithmeticOperator", fits(/^(?:[-+*/%@]|\*\*|\/\/)$/)],
  ["BitwiseOperator", fits(/^(?:[&|^]|<<|>>)$/)],
  ["JumpStatement", fits(/^(?:break|continue)$/, /^(?:break|return)$/)],
  ["ValueRemoval", fits(/^/, /^None$/)],
  ["ArgumentRemoval", fits(/,/, /^/)],
  ["ArgumentRemoval", fits(/^/, /^$/)],
  ["MethodExpression", fits(/^\w+$/u, /^\w+$/u)],
];

/** The kind of a change, as a word people know from other mutation testing tools. */
export function mutatorOf({ original, replacement }: Change): string {
  const [before, after] = [original.trim(), replacement.trim()];
  return MUTATORS.find(([, isIt]) => isIt(before, after))?.[0] ?? "Other";
}
