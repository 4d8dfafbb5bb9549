import type { Candidate, Scenario, Value } from "../../model/index.js";
import type { EngineFixture } from "../engine-fixture.js";
import type { FrameworkFixture } from "../framework-fixture.js";
import type { LanguageFixture } from "../language-fixture.js";
import { createToyLanguage } from "./toy-language.js";

const SOURCE = `# signs and echoes
fn sign n
  n < 0 -> "negative"
  n == 0 -> !ZeroError
  -> n
fn echo value
  -> value
fn leave
  -> exit
`;

const call = (ref: string, ...args: readonly Value[]): Scenario => ({
  arrange: [],
  act: { kind: "function", ref, args },
});

const test = (id: string, scenario: Scenario, value: Value): Candidate => ({
  id,
  path: "sign.toy",
  unit: "sign",
  engine: "toysearch",
  goals: ["g"],
  title: `returns ${JSON.stringify(value)}`,
  scenario,
  assertions: [{ kind: "returns", value, via: "call", basis: "observed" }],
});

/** The fixture the toy language is tested with; an example of one. */
export const TOY_LANGUAGE_FIXTURE: LanguageFixture = {
  files: { "sign.toy": SOURCE },
  path: "sign.toy",
  broken: { path: "broken.toy", text: "fn ok\n  -> 1\nfn 1bad\n" },
  unloadable: { path: "boom.toy", text: "fn explode\n  -> 1\n" },
  scenarios: [call(":sign", -1), call(":sign", 0), call(":sign", 5)],
  killer: call(":leave"),
  echo: ":echo",
  unsupported: [],
  padding: "# moved\n\n",
};

/** The fixture the toy framework is tested with. */
export const TOY_FRAMEWORK_FIXTURE: FrameworkFixture = {
  language: createToyLanguage(),
  files: { "sign.toy": SOURCE, "toycheck.json": "{}\n" },
  path: "sign.toy",
  candidates: [test("a", call(":sign", -1), "negative"), test("b", call(":sign", 5), 5)],
  existing: `# by hand\ntest ${JSON.stringify({ ...test("hand", call(":sign", 7), 7) })}\n`,
};

/** The fixture the toy engine is tested with. */
export const TOY_ENGINE_FIXTURE: EngineFixture = {
  language: createToyLanguage(),
  files: { "sign.toy": SOURCE },
  path: "sign.toy",
};
