import type { MutationBackend } from "@autotest/core";

/** mutmut as a mutation backend. Holds the place until the `mutate` command exists: it never reports a result. */
export const mutmut: MutationBackend = {
  id: "mutmut",
  name: "mutmut",
  languages: ["python"],
  check: async () => [],
  async run() {
    return {
      ok: false,
      problem: {
        code: "not-available-yet",
        message: "Mutation testing with mutmut is not available yet.",
        hint: "`autotest generate` works without it; run mutmut by itself to see surviving mutants.",
      },
    };
  },
};
