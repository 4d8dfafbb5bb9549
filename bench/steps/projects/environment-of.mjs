import { delimiter, join } from "node:path";
import { environment } from "../../../scripts/steps/places.mjs";

/** What the user of such a project has in the shell. */
export function environmentOf(project) {
  const env = environment();
  if (project.environment === undefined) return env;
  return {
    ...env,
    VIRTUAL_ENV: project.environment,
    PATH: `${join(project.environment, "bin")}${delimiter}${env.PATH}`,
    PYTHONDONTWRITEBYTECODE: "1",
  };
}
