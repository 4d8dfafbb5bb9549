import type { PromptsConfig } from "../config/config.js";

/** What `over` says about prompts on top of `base`. A pack named above is not hidden by templates written below it. */
export function layerPrompts(base: PromptsConfig, over: PromptsConfig): PromptsConfig {
  return over.pack === undefined ? { ...base, ...over } : over;
}
