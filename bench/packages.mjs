/**
 * Code nobody here wrote, pinned. `modules` are relative to the project that is made from the package; `copy` says what of the
 * installed package goes where in it.
 */
export const PYTHON = [
  {
    name: "codetiming",
    version: "1.2.0",
    folders: ["codetiming"],
    modules: ["codetiming/_timer.py", "codetiming/_timers.py"],
  },
  {
    name: "docstring_parser",
    version: "0.7.1",
    folders: ["docstring_parser"],
    modules: ["docstring_parser/common.py", "docstring_parser/google.py", "docstring_parser/rest.py"],
  },
  {
    name: "flutes",
    version: "0.2.0.post0",
    folders: ["flutes"],
    modules: ["flutes/structure.py", "flutes/iterator.py"],
  },
  {
    name: "python-string-utils",
    version: "1.0.0",
    folders: ["string_utils"],
    modules: ["string_utils/manipulation.py", "string_utils/validation.py"],
  },
  {
    name: "pytutils",
    version: "0.4.1",
    folders: ["pytutils"],
    modules: ["pytutils/iters.py", "pytutils/sets.py", "pytutils/trees.py"],
  },
];

/** Standard library modules, copied into a package so that the copy does not stand in for the original. */
export const STANDARD_LIBRARY = ["textwrap", "shlex", "colorsys", "bisect", "fnmatch", "heapq"];

export const NPM = [
  { name: "lodash", version: "4.17.21", modules: ["chunk.js", "inRange.js", "padStart.js", "truncate.js", "words.js"] },
  { name: "commander", version: "8.3.0", modules: ["lib/argument.js", "lib/option.js", "lib/suggestSimilar.js"] },
  // The author runs `mocha -u tdd`, so that is the command of a user here, and tests are written for it.
  {
    name: "numbers",
    mocha: ["-u", "tdd"],
    version: "0.7.0",
    modules: ["lib/numbers/basic.js", "lib/numbers/prime.js", "lib/numbers/statistic.js"],
  },
  { name: "chalk", version: "5.6.2", modules: ["source/utilities.js"] },
  { name: "ms", version: "2.1.3", modules: ["index.js"] },
  {
    name: "semver",
    version: "7.7.2",
    modules: ["classes/comparator.js", "functions/diff.js", "functions/inc.js", "internal/identifiers.js"],
  },
  { name: "bytes", version: "3.1.2", modules: ["index.js"] },
  { name: "camelcase", version: "8.0.0", modules: ["index.js"] },
  { name: "pretty-bytes", version: "6.1.1", modules: ["index.js"] },
];

/** What the projects' users have installed. */
export const PYTEST = ["pytest==9.2.0", "coverage==7.17.3", "pytest-random-order==1.2.0"];
export const MOCHA = ["mocha@11.8.0"];

/** Python modules for the comparison with other generators; as above. */
export const PYTHON_RIVALS = [
  { name: "apimd", version: "1.1.4", folders: ["apimd"], modules: ["apimd/compiler.py"] },
  PYTHON[0],
  {
    ...PYTHON[1],
    modules: [...PYTHON[1].modules, "docstring_parser/numpydoc.py"],
  },
  PYTHON[2],
  {
    name: "flutils",
    version: "0.6",
    folders: ["flutils"],
    modules: [
      "flutils/strutils.py",
      "flutils/txtutils.py",
      "flutils/validators.py",
      "flutils/objutils.py",
      "flutils/namedtupleutils.py",
      "flutils/codecs/b64.py",
    ],
  },
  {
    ...PYTHON[3],
    modules: [...PYTHON[3].modules, "string_utils/generation.py"],
  },
  {
    ...PYTHON[4],
    modules: [...PYTHON[4].modules, "pytutils/mappings.py", "pytutils/props.py", "pytutils/pretty.py"],
  },
  {
    name: "mimesis",
    version: "4.0.0",
    folders: ["mimesis"],
    modules: [
      "mimesis/random.py",
      "mimesis/schema.py",
      "mimesis/locales.py",
      "mimesis/providers/code.py",
      "mimesis/providers/numbers.py",
    ],
  },
  {
    name: "typesystem",
    version: "0.4.1",
    folders: ["typesystem"],
    modules: [
      "typesystem/base.py",
      "typesystem/formats.py",
      "typesystem/unique.py",
      "typesystem/tokenize/tokens.py",
      "typesystem/tokenize/tokenize_json.py",
    ],
  },
];

/** Standard library copies for the same comparison. */
export const STANDARD_LIBRARY_RIVALS = [
  "textwrap",
  "shlex",
  "fnmatch",
  "colorsys",
  "difflib",
  "heapq",
  "bisect",
  "statistics",
  "configparser",
  "calendar",
];

/**
 * JavaScript and TypeScript sources as published. `tsx`: the author's tests run through it, because the sources are TypeScript
 * or import each other without file extensions.
 */
export const NPM_SOURCES = [
  {
    name: "lodash",
    version: "4.17.21",
    modules: [
      "chunk.js",
      "inRange.js",
      "padStart.js",
      "truncate.js",
      "words.js",
      "zipObject.js",
      "range.js",
      "isPlainObject.js",
    ],
  },
  { name: "commander", version: "8.3.0", modules: ["lib/argument.js", "lib/option.js", "lib/suggestSimilar.js"] },
  { name: "express", version: "4.17.2", modules: ["lib/utils.js"] },
  { name: "javascript-algorithms", version: "0.0.5", modules: ["js-algorithm.js"] },
  {
    name: "moment",
    version: "2.29.1",
    tsx: true,
    modules: [
      "src/lib/utils/compare-arrays.js",
      "src/lib/utils/zero-fill.js",
      "src/lib/utils/to-int.js",
      "src/lib/utils/is-calendar-spec.js",
      "src/lib/create/date-from-array.js",
    ],
  },
  {
    name: "voca",
    version: "1.4.1",
    modules: ["slugify.js", "title_case.js", "pad.js", "word_wrap.js", "count_words.js"],
  },
  {
    name: "numbers",
    mocha: ["-u", "tdd"],
    version: "0.7.0",
    modules: ["lib/numbers/basic.js", "lib/numbers/prime.js", "lib/numbers/statistic.js"],
  },
  { name: "decimal.js", version: "10.4.3", modules: ["decimal.js"] },
  { name: "immer", version: "11.2.10", tsx: true, modules: ["src/utils/common.ts"] },
  { name: "zod", version: "3.25.76", tsx: true, modules: ["src/v3/helpers/util.ts", "src/v3/helpers/parseUtil.ts"] },
  {
    name: "rxjs",
    version: "7.8.2",
    tsx: true,
    modules: ["src/internal/util/args.ts", "src/internal/util/argsArgArrayOrObject.ts", "src/internal/util/pipe.ts"],
  },
  { name: "true-myth", version: "9.4.0", tsx: true, modules: ["src/maybe.ts", "src/result.ts"] },
  { name: "memoize-one", version: "6.0.0", tsx: true, modules: ["src/memoize-one.ts", "src/are-inputs-equal.ts"] },
];

/** Files of one function or a small class each: at most 80 lines with code. */
export const SMALL = {
  python: [
    { name: "codetiming", version: "1.2.0", folders: ["codetiming"], modules: ["codetiming/_timers.py"] },
    {
      name: "docstring_parser",
      version: "0.7.1",
      folders: ["docstring_parser"],
      modules: ["docstring_parser/parser.py"],
    },
    { name: "flutes", version: "0.2.0.post0", folders: ["flutes"], modules: ["flutes/math.py", "flutes/timing.py"] },
    {
      name: "mimesis",
      version: "4.1.3",
      folders: ["mimesis"],
      modules: ["mimesis/decorators.py", "mimesis/shortcuts.py"],
    },
    {
      name: "pytutils",
      version: "0.4.1",
      folders: ["pytutils"],
      modules: ["pytutils/props.py", "pytutils/timers.py", "pytutils/urls.py"],
    },
  ],
  library: ["bisect"],
  npm: [
    {
      name: "lodash",
      version: "4.17.21",
      modules: ["chunk.js", "clamp.js", "compact.js", "inRange.js", "pad.js", "words.js", "zipObject.js"],
    },
    { name: "commander", version: "8.3.0", modules: ["lib/suggestSimilar.js"] },
    { name: "memoize-one", version: "6.0.0", tsx: true, modules: ["src/are-inputs-equal.ts", "src/memoize-one.ts"] },
  ],
};

/** What judges the strength of suites, the same for all generators. */
export const STRYKER = ["@stryker-mutator/core@9.6.1", "@stryker-mutator/mocha-runner@9.6.1"];
export const TSX = "tsx@4.23.15";
export const MUTMUT = "mutmut==3.8.1";
/** The generator that Python users would take today. */
export const PYNGUIN = "pynguin==0.48.0";

/** Modules of functions and of classes on which techniques of the search are left out in turn; as above. */
export const ABLATION = {
  library: ["bisect", "colorsys", "fnmatch", "textwrap"],
  python: [
    { ...PYTHON[0], modules: ["codetiming/_timers.py"] },
    { ...PYTHON[1], modules: ["docstring_parser/google.py"] },
    { ...PYTHON[3], modules: ["string_utils/manipulation.py"] },
    { ...PYTHON_RIVALS[4], modules: ["flutils/strutils.py"] },
  ],
  npm: [
    { ...NPM_SOURCES[0], modules: ["inRange.js", "truncate.js", "words.js"] },
    { ...NPM_SOURCES[1], modules: ["lib/option.js", "lib/suggestSimilar.js"] },
    { ...NPM_SOURCES[5], modules: ["word_wrap.js"] },
  ],
};

/** Modules of functions and of classes on which the command is run again and again; as above. */
export const REPEAT = {
  library: ["bisect", "shlex", "textwrap"],
  python: [],
  npm: [NPM_SOURCES[1]],
};

/**
 * Generators of tests for JavaScript that npm has and that need no model: what installing each and running it on the modules
 * above gave, and when. None of them makes a suite that could be judged.
 */
export const JAVASCRIPT_RIVALS = {
  tried: "2026-11-21",
  tools: [
    {
      name: "@syntest/javascript 0.1.0",
      gave: "search by a genetic algorithm. Cannot be installed: it asks for `@syntest/logging@^0.1.0`, of which npm only has 0.2.0-beta.2, and with that forced on it for `@syntest/ast-visitor-javascript`, which npm does not have; neither does it have `@syntest/cli`, the command",
    },
    {
      name: "jest-test-gen 1.4.3",
      gave: "stubs for Jest without inputs or expectations. For CommonJS modules one line that is no JavaScript (`import  from './option';`), for TypeScript tests that fail on purpose (`expect(false).toBeTruthy()`), for `true-myth/src/maybe.ts` a crash",
    },
    {
      name: "jasmine-unit-test-generator 1.4.0",
      gave: 'stubs for Jasmine. For modules of functions it stops with "No classes found"; for a class one test that it can be constructed, with mocks for all arguments',
    },
    {
      name: "ngentest 2.2.4",
      gave: "stubs for Angular; stops without a configuration that says how Angular is tested",
    },
    {
      name: "unit-test-script-generator 1.1.1",
      gave: "by its documentation (installed, nothing to run) writes down calls that a person makes with arguments that a person chose",
    },
    {
      name: "@jazzer.js/core 4.0.0, fast-check 4.10.2",
      gave: "by their documentation (not tried) a fuzzer and a library for properties: both need a person's target or property for every function, and write no suite",
    },
  ],
};
