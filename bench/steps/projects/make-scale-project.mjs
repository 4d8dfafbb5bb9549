import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { must } from "../../../scripts/steps/run.mjs";
import { makeNpmProjects } from "./make-npm-projects.mjs";
import { makePythonProjects } from "./make-python-projects.mjs";

/** Of the standard library, what is small, pure and can be copied. One that this Python lacks is passed over. */
const STANDARD = [
  "base64 bisect calendar chunk cmd code codeop colorsys contextlib copy copyreg csv difflib filecmp fnmatch fractions",
  "getopt gettext glob graphlib heapq hmac imghdr keyword linecache mimetypes netrc nturl2path numbers opcode operator",
  "posixpath pprint queue quopri reprlib rlcompleter sched shlex sndhdr stat statistics string tabnanny textwrap timeit",
  "token types wave xdrlib",
].flatMap((line) => line.split(" "));
const LARGEST = 40_000;

/** One project with `count` real modules, two of three JavaScript: `{ folder, modules, environment }`. */
export async function makeScaleProject(base, python, count) {
  const lodash = (await makeNpmProjects(base)).find(({ name }) => name === "lodash").folder;
  const { environment } = (await makePythonProjects(base, python))[0];
  const folder = join(base, "scale");
  cpSync(lodash, folder, { recursive: true, verbatimSymlinks: true });
  writeFileSync(
    join(folder, "pyproject.toml"),
    '[project]\nname = "scale"\nversion = "0"\n\n[tool.pytest.ini_options]\npythonpath = ["."]\n',
  );
  const found = await must("Finding the standard library", python, [
    "-c",
    "import sysconfig; print(sysconfig.get_path('stdlib'))",
  ]);
  const standard = found.stdout.trim();
  mkdirSync(join(folder, "copies"));
  writeFileSync(join(folder, "copies", "__init__.py"), "");
  const pythonModules = [];
  for (const name of STANDARD) {
    const file = join(standard, `${name}.py`);
    if (pythonModules.length >= Math.round(count / 3) || !existsSync(file) || statSync(file).size > LARGEST) continue;
    writeFileSync(join(folder, "copies", `${name}.py`), readFileSync(file, "utf8"));
    pythonModules.push(`copies/${name}.py`);
  }
  // Files of one function each, spread over the alphabet.
  const names = readdirSync(folder).filter(
    (name) => /^[a-z][A-Za-z]+\.js$/.test(name) && !/^(core|lodash|fp|index)/.test(name),
  );
  const wanted = count - pythonModules.length;
  const javascript = Array.from({ length: wanted }, (_, index) => names[Math.floor((index * names.length) / wanted)]);
  return { folder, modules: [...javascript, ...pythonModules], environment };
}
