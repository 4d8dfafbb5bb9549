import type { Parameter } from "@autotest/core";
import { literalValue } from "./literal-value.js";
import { fieldOf, namedOf, type SyntaxNode } from "./parse.js";
import { opinions, type ParameterScope } from "./read-parameters.js";

/** True for `@dataclass`, `@dataclasses.dataclass(...)`, `@attr.s(auto_attribs=True)`, `@define`. */
export function isDataClass(decorators: readonly string[]): boolean {
  return decorators.some((text) =>
    /^(dataclasses\.)?dataclass\b|^(attr|attrs)\.(s|define|frozen|mutable|dataclass)\b|^(define|frozen)\b/.test(text),
  );
}

/** True for a class that extends `NamedTuple`. */
export function isNamedTuple(node: SyntaxNode): boolean {
  return /\bNamedTuple\b/.test(fieldOf(node, "superclasses")?.text ?? "");
}

/** The constructor a class gets from its annotated fields. */
export function fieldParameters(
  body: SyntaxNode,
  decorators: readonly string[],
  scope: ParameterScope,
): readonly Parameter[] {
  const named = decorators.some((text) => /kw_only\s*=\s*True/.test(text));
  let keywordOnly = named;
  const parameters: Parameter[] = [];
  for (const statement of namedOf(body)) {
    const assignment = statement.type === "expression_statement" ? namedOf(statement)[0] : undefined;
    if (assignment?.type !== "assignment") continue;
    const name = fieldOf(assignment, "left");
    const type = fieldOf(assignment, "type");
    if (name?.type !== "identifier" || !type || /^(typing\.)?ClassVar\b/.test(type.text)) continue;
    if (/\bKW_ONLY$/.test(type.text)) {
      keywordOnly = true;
      continue;
    }
    const right = fieldOf(assignment, "right");
    if (right && /\bfield\(/.test(right.text) && /\binit\s*=\s*False/.test(right.text)) continue;
    const factory = right !== undefined && /^(\w+\.)?(field|ib|attrib)\(/.test(right.text);
    const value = right && !factory ? literalValue(right) : undefined;
    parameters.push({
      name: name.text,
      kind: keywordOnly ? "named" : "positional",
      optional: right !== undefined && (!factory || /\b(default|default_factory|factory)\s*=/.test(right.text)),
      ...(value === undefined ? {} : { default: value }),
      annotation: type.text,
      shapes: opinions(name.text, type.text, factory ? undefined : right, value, scope),
    });
  }
  return parameters;
}
