// Compare operands: kept raw while the code runs, turned into data afterwards.
const LIMIT = 400;

/** `on`: whether to record. `log`: `[op, left, right, line]`. `cases`: the literal case values of each switch. */
export const compares = { on: false, log: [], cases: [] };

export function startCompares(on) {
  compares.on = on;
  compares.log.length = 0;
}

function note(op, left, right, line) {
  if (compares.log.length < LIMIT) compares.log.push([op, left, right, line]);
}

const TEXT_METHODS = {
  includes: "in",
  indexOf: "find",
  lastIndexOf: "find",
  startsWith: "startswith",
  endsWith: "endswith",
  match: "match",
  matchAll: "match",
  search: "match",
  test: "match",
  exec: "match",
  replace: "find",
  replaceAll: "find",
  split: "find",
  has: "in",
  get: "key",
  hasOwnProperty: "key",
};

/** The recording points of `fuel.mjs`; each does exactly what the operator does. */
export const recordCompare = {
  eq(a, b, line) {
    if (compares.on && a !== b) note("==", a, b, line);
    // biome-ignore lint/suspicious/noDoubleEquals: it stands for the operator of the file under test
    return a == b;
  },
  ne(a, b, line) {
    if (compares.on && a !== b) note("!=", a, b, line);
    // biome-ignore lint/suspicious/noDoubleEquals: it stands for the operator of the file under test
    return a != b;
  },
  se(a, b, line) {
    if (compares.on && a !== b) note("==", a, b, line);
    return a === b;
  },
  sn(a, b, line) {
    if (compares.on && a !== b) note("!=", a, b, line);
    return a !== b;
  },
  lt(a, b, line) {
    if (compares.on) note("<", a, b, line);
    return a < b;
  },
  le(a, b, line) {
    if (compares.on) note("<=", a, b, line);
    return a <= b;
  },
  gt(a, b, line) {
    if (compares.on) note(">", a, b, line);
    return a > b;
  },
  ge(a, b, line) {
    if (compares.on) note(">=", a, b, line);
    return a >= b;
  },
  io(a, b, line) {
    if (compares.on) note("isinstance", a, typeof b === "function" ? b.name : b, line);
    return a instanceof b;
  },
  ia(a, b, line) {
    if (compares.on && typeof b === "object" && b !== null) note("in", a, Array.isArray(b) ? Object.keys(b) : b, line);
    return a in b;
  },
  /** `typeof a`, compared with the text `type`. */
  ty(a, type, line) {
    if (compares.on) note("isinstance", a, type, line);
    return typeof a;
  },
  /** The discriminant of a switch. */
  sw(a, index, line) {
    if (compares.on) for (const value of compares.cases[index] ?? []) if (value !== a) note("case", a, value, line);
    return a;
  },
  /** First argument of the call `receiver.name(...)`, or the key of `receiver[...]` when `name` is null. */
  v(receiver, name, operand, line) {
    if (!compares.on) return operand;
    if (name === null) {
      if (
        typeof receiver === "object" &&
        receiver !== null &&
        !Array.isArray(receiver) &&
        typeof operand === "string" &&
        !(operand in receiver)
      ) {
        note("key", operand, receiver, line);
      }
    } else if (receiver instanceof RegExp) note("match", operand, receiver, line);
    else if (typeof receiver === "string") note(TEXT_METHODS[name], receiver, operand, line);
    else if (Array.isArray(receiver)) note("in", operand, receiver, line);
    else if (receiver instanceof Set || receiver instanceof Map)
      note("in", operand, [...receiver.keys()].slice(0, 6), line);
    return operand;
  },
  /** The argument of a parsing call: `number`, `json`, `date`. */
  pa(operand, format, line) {
    if (compares.on && typeof operand === "string") note("parse", operand, format, line);
    return operand;
  },
};
