/**
 * Survivors of `packages-with-tests.mjs` that no test can tell from the code, judged by a person who read the source: by package
 * the places (`line:column`), each with what stands there instead where not all changes at the place are meant, and why. Nothing
 * is listed that a strange argument, another locale or the wording of an error would show.
 */
export const EQUIVALENT = {
  "boltons 25.0.0": [
    { path: "boltons/mathutils.py", at: ["141:17"], why: "the checks inside ask for the type again" },
    { path: "boltons/mathutils.py", at: ["145:34", "234:30"], as: ["'ASCII'"], why: "the same encoding" },
  ],
  "docstring_parser 0.16": [
    { path: "docstring_parser/epydoc.py", at: ["44:22"], why: "nothing in it begins with @" },
    { path: "docstring_parser/epydoc.py", at: ["68:29"], as: ["1"], why: "the group is the whole match" },
    { path: "docstring_parser/epydoc.py", at: ["70:13"], why: "the pattern matches no empty text" },
    { path: "docstring_parser/epydoc.py", at: ["93:20"], as: ["None"], why: "only asked for whether it is empty" },
    { path: "docstring_parser/epydoc.py", at: ["141:57", "164:61"], as: ["None", ""], why: "only negated" },
    { path: "docstring_parser/epydoc.py", at: ["170:55", "187:37"], why: "the key is always there" },
    {
      path: "docstring_parser/epydoc.py",
      at: ["245:35", "258:72", "262:52", "266:52"],
      as: ["None"],
      why: "only negated",
    },
  ],
  "flat 5.0.2": [
    { path: "index.js", at: ["91:22", "93:9", "93:15", "94:14", "97:16"], why: "only objects and arrays get there" },
  ],
  "humanize 4.12.3": [
    { path: "src/humanize/number.py", at: ["30:36", "30:38", "32:36", "32:38"], why: "the value is infinite" },
    {
      path: "src/humanize/number.py",
      at: ["168:16", "198:50"],
      as: ['"{0:.{1}F}"', '"%.1F"'],
      why: "differs for numbers that are not finite, and those do not get there",
    },
  ],
  "object-path 0.11.8": [
    {
      path: "index.js",
      at: ["5:7", "5:37", "7:14", "7:32", "7:58", "9:12", "10:10"],
      why: "which way a module is loaded: under Node it is the first",
    },
    { path: "index.js", at: ["52:17", "52:49", "54:12", "54:32"], why: "for a runtime without Array.isArray" },
    { path: "index.js", at: ["33:33"], why: "what follows says the same" },
    { path: "index.js", at: ["33:16"], as: ["true"], why: "what follows says the same" },
    { path: "index.js", at: ["58:12"], as: ["false"], why: "the other half says it" },
    { path: "index.js", at: ["58:27"], why: "the other half says it" },
    { path: "index.js", at: ["107:13"], why: "a property is named the same as text" },
    { path: "index.js", at: ["220:15"], why: "to delete what is inherited changes nothing" },
    { path: "index.js", at: ["201:11", "201:24", "271:11", "271:30"], why: "what follows does the same" },
  ],
};

/** Why a survivor is equivalent, in the words of the person; null when nobody said so. */
export function equivalence(name, { path, start, replacement }) {
  const place = `${start.line}:${start.column}`;
  const entry = (EQUIVALENT[name] ?? []).find(
    (one) => one.path === path && one.at.includes(place) && (one.as === undefined || one.as.includes(replacement)),
  );
  return entry?.why ?? null;
}
