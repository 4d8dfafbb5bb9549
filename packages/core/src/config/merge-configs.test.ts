import { expect, it } from "vitest";
import { mergeConfigs } from "./merge-configs.js";

it("takes what only one of them says, and in questions of the project the project's word", () => {
  expect(mergeConfigs({}, {})).toEqual({});
  expect(
    mergeConfigs(
      { concurrency: 8, search: { seconds: 5, seed: 2 }, options: { "fw-pytest": { a: 1, b: 1 } } },
      { search: { seconds: 9 }, include: ["src"], options: { "fw-pytest": { a: 2 }, "fw-mocha": {} } },
    ),
  ).toEqual({
    concurrency: 8,
    include: ["src"],
    search: { seconds: 9, seed: 2 },
    options: { "fw-pytest": { a: 2, b: 1 }, "fw-mocha": {} },
  });
});

it.each([
  ["off", undefined, "off"],
  ["off", "auto", "auto"],
  ["require", "auto", "require"],
  ["auto", "require", "require"],
] as const)("isolation: user %s, project %s, so %s", (user, project, expected) => {
  const of = (sandbox: typeof user | typeof project) => (sandbox === undefined ? {} : { sandbox });
  expect(mergeConfigs(of(user), of(project)).sandbox).toBe(expected);
});

it("lets the project choose neither model nor its settings where the user did, and never raise a limit", () => {
  const merged = mergeConfigs(
    {
      model: {
        provider: "openai",
        name: "mine",
        budget: { usd: 1, tokens: 100 },
        deadline: { total: 60 },
        parallel: 2,
      },
      options: { "model-x": { region: "here" } },
    },
    {
      model: {
        name: "theirs",
        cache: "off",
        budget: { usd: 5, tokens: 50, seconds: 9 },
        deadline: { total: 90, idle: 5 },
        parallel: 8,
      },
      options: { "model-x": { region: "there", other: 1 } },
    },
  );
  expect(merged).toEqual({
    model: {
      provider: "openai",
      name: "mine",
      cache: "off",
      budget: { usd: 1, tokens: 50, seconds: 9 },
      deadline: { total: 60, idle: 5 },
      parallel: 2,
    },
    options: { "model-x": { region: "here", other: 1 } },
  });
});
