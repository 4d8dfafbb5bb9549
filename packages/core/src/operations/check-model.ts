import type { Config } from "../config/index.js";
import type { Check } from "../contracts/index.js";
import { AutotestError } from "../errors/index.js";
import { connectionOf, findProvider, type ModelSurroundings } from "./open-configured-model.js";

const NAME = "Language model";

/** Whether the configured model could be asked, as far as can be said without asking it. Nothing works less without one. */
export async function checkModel(
  config: Config,
  { registry, resolve, variable }: Pick<ModelSurroundings, "registry" | "resolve" | "variable">,
): Promise<Check> {
  const name = config.model?.name;
  if (name === undefined) return { name: NAME, ok: true, detail: "none configured: everything is done offline" };
  try {
    const provider = await findProvider(config.model?.provider, registry, resolve);
    const connection = connectionOf(config, provider, variable, registry);
    const problem = provider.check?.(connection, name) ?? null;
    const more = problem === null ? (provider.describe?.(connection, name) ?? null) : null;
    if (problem === null)
      return { name: NAME, ok: true, detail: `${name} of ${provider.id}${more === null ? "" : `, ${more}`}` };
    const detail = `${name} of ${provider.id}: ${problem.message}`;
    return { name: NAME, ok: false, required: false, detail, ...(problem.hint ? { fix: problem.hint } : {}) };
  } catch (error) {
    if (!AutotestError.isInstance(error)) throw error;
    const { message, hint } = error;
    return { name: NAME, ok: false, required: false, detail: message, ...(hint ? { fix: hint } : {}) };
  }
}
