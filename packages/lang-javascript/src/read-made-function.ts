import type { Parameter, Shape } from "@autotest/core";
import type { ts } from "ts-morph";
import type { NamedUnit } from "./named-unit.js";
import { plainShape } from "./plain-shape.js";
import { type ParameterReading, readParameters } from "./read-parameters.js";
import { shapeOfName } from "./shape-of-name.js";

/** The parameters of a function that a call makes: as documented, and as the function that was found names and uses them. */
export function readMadeParameters(reading: ParameterReading, unit: NamedUnit): readonly Parameter[] {
  const { typescript } = reading;
  const { signature, documented } = unit;
  const isOwn = signature?.getSourceFile() === unit.node.getSourceFile();
  const written = signature ? readParameters(isOwn ? reading : { ...reading, checker: null }, signature) : [];
  const tags = typescript.getJSDocTags(documented).filter((tag) => typescript.isJSDocParameterTag(tag));
  const plain = tags.filter((tag) => typescript.isIdentifier(tag.name));
  if (plain.length === 0) return written;
  return plain.map((tag, index): Parameter => {
    const { name, kind, annotation, shape } = documentedParameter(reading, tag);
    const other = written[index];
    const shapes = [shape, ...(other?.shapes ?? []), shapeOfName(name)];
    return {
      name,
      kind,
      optional: tag.isBracketed || kind === "rest" || (other?.optional ?? false),
      ...(other?.default === undefined ? {} : { default: other.default }),
      ...(annotation === undefined ? {} : { annotation }),
      shapes: shapes.filter((each): each is Shape => each !== null && each.kind !== "unknown"),
    };
  });
}

function documentedParameter({ typescript, declared }: ParameterReading, tag: ts.JSDocParameterTag) {
  const name = tag.name.getText();
  const type = tag.typeExpression?.type;
  const isRest = type !== undefined && typescript.isJSDocVariadicType(type);
  const element = isRest ? type.type : type;
  const kind: Parameter["kind"] = isRest ? "rest" : "positional";
  const shape = element ? plainShape({ typescript, source: "doc", declared }, element) : null;
  return { name, kind, annotation: element?.getText(), shape };
}
