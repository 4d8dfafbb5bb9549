/**
 * Published packages that carry their authors' own tests (`tests`), pinned, and the files of each that are mutated: chosen before
 * a result of theirs was seen, from files no technique here was made on. `calculus.js` came later, also unseen, because few
 * mutants of the other JavaScript files survived. Tests that have nothing to do with these files stay where they are: the tools
 * choose. Python packages are source distributions; `path` is what pytest needs to find the package in the project.
 */
export const PYTHON_WITH_TESTS = [
  { name: "boltons", version: "25.0.0", path: ".", tests: ["tests"], modules: ["boltons/mathutils.py"] },
  {
    name: "docstring_parser",
    version: "0.16",
    path: ".",
    tests: ["docstring_parser/tests"],
    modules: ["docstring_parser/epydoc.py"],
  },
  {
    name: "humanize",
    version: "4.12.3",
    path: "src",
    tests: ["tests"],
    modules: ["src/humanize/filesize.py", "src/humanize/number.py"],
  },
];

/** What runs those tests and what they import; newer versions of pytest do not load the hooks of boltons' tests. */
export const PYTHON_TEST_TOOLS = ["pytest==8.4.2", "freezegun==1.5.5"];

export const NPM_WITH_TESTS = [
  { name: "flat", version: "5.0.2", mocha: ["-u", "tdd"], tests: ["test/*.js"], modules: ["index.js"] },
  {
    name: "numbers",
    version: "0.7.0",
    mocha: ["-u", "tdd"],
    tests: ["test/*.js"],
    modules: ["lib/numbers/calculus.js", "lib/numbers/complex.js"],
  },
  { name: "object-path", version: "0.11.8", tests: ["test.js"], modules: ["index.js"] },
];

/** What those tests import. */
export const NPM_TEST_TOOLS = ["chai@4.5.0", "seedrandom@2.3.11"];
