import type { MutationBackend } from "@autotest/core";

/** StrykerJS as a mutation backend. Holds the place until the `mutate` command exists: it never reports a result. */
export const stryker: MutationBackend = {
  id: "stryker",
  name: "StrykerJS",
  languages: ["javascript"],
  check: async () => [],
  async run() {
    return {
      ok: false,
      problem: {
        code: "not-available-yet",
        message: "Mutation testing with StrykerJS is not available yet.",
        hint: "`autotest generate` works without it; run StrykerJS by itself to see surviving mutants.",
      },
    };
  },
};
