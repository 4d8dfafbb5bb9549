import type { CiFile, CiRequest, CiTemplate } from "../contracts/index.js";
import { AutotestError } from "../errors/index.js";

declare const PACKAGE_VERSION: string;

/** What a person may choose about CI; `id` names the system. */
export interface CiChoices extends Partial<Omit<CiRequest, "languages">> {
  readonly id: string;
}

/** The files of a CI system with these choices. Rejects an id nobody answers for. */
export function ciFiles(
  { id, ...choices }: CiChoices,
  templates: readonly CiTemplate[],
  languages: readonly string[],
): readonly CiFile[] {
  const template = templates.find((one) => one.id === id);
  if (template === undefined) {
    const known = templates.map((one) => one.id).join(", ") || "none is installed";
    throw new AutotestError("usage", `unknown CI template: ${id}`, { hint: `one of: ${known}` });
  }
  return template.render({ ...usual(), ...choices, languages });
}

/** A pull request is told about and let through; the command is the version that wrote the files. */
function usual(): Omit<CiRequest, "languages"> {
  return {
    command: `npx --yes @autotest/cli@${PACKAGE_VERSION}`,
    minCoverage: 80,
    maxOpenGoals: null,
    required: false,
    comment: true,
    suggest: true,
  };
}
