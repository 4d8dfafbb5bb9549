import type { SuiteWriter } from "./suite-writer.js";

/**
 * The line that replaces what a dotted name stands for. A package that takes over a function of its module's name
 * (`from .retry import retry`) hides the module from such names: it is looked up where Python keeps it.
 */
export function patchText(target: string, standIn: string, { module, units, print, use }: SuiteWriter): string {
  const name = target.slice(module.length + 1);
  const last = module.slice(module.lastIndexOf(".") + 1);
  const hidden = last !== module && target === `${module}.${name}` && units.some((unit) => unit.name === last);
  const place = hidden ? `${use("sys:")}.modules[${print(module)}], ${print(name)}` : print(target);
  return `monkeypatch.setattr(${place}, ${standIn})`;
}
