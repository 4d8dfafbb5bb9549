/** mutmut's name of a mutant, taken apart. */
export interface MutantName {
  /** `shop.cart`. */
  readonly module: string;
  /** What the copy is called in mutmut's file: `x_total__mutmut_3`. */
  readonly copy: string;
  /** What the unchanged copy is called there. */
  readonly original: string;
  /** `total`, `Cart.add`. */
  readonly unit: string;
  /** What tests are kept under: `shop.cart.x_total`. */
  readonly key: string;
}

const SEPARATOR = "\u01c1";
const COPY = /^(x_|x\u01c1.+\u01c1)(.+)__mutmut_\d+$/su;

/** Takes a name apart; null when it is none of mutmut's. */
export function readName(name: string): MutantName | null {
  const dot = name.lastIndexOf(".");
  const copy = name.slice(dot + 1);
  const [, start, method] = COPY.exec(copy) ?? [];
  if (start === undefined || method === undefined) return null;
  const module = dot < 0 ? "" : name.slice(0, dot);
  const mangled = `${start}${method}`;
  return {
    module,
    copy,
    original: `${mangled}__mutmut_orig`,
    unit: start === "x_" ? method : `${start.slice(2, -1)}.${method}`,
    key: `${module}.${mangled}`,
  };
}

/** A pattern for all mutants of a unit (`Cart.add`) of a file. */
export function patternOf(path: string, unit: string): string {
  const dot = unit.indexOf(".");
  const mangled = dot < 0 ? `x_${unit}` : `x${SEPARATOR}${unit.slice(0, dot)}${SEPARATOR}${unit.slice(dot + 1)}`;
  return `${moduleOf(path)}.${mangled}__mutmut_*`;
}

/** The module mutmut takes a file for: by its path, without a leading `src`. */
export function moduleOf(path: string): string {
  return path
    .replace(/\.py$/, "")
    .replaceAll("/", ".")
    .replace(/^src\./, "")
    .replace(/\.__init__$/, "");
}
