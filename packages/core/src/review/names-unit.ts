/** Whether source text names a unit, by the last part of its name. */
export function namesUnit(code: string, unit: string): boolean {
  const name = unit.split(".").at(-1) ?? unit;
  return new RegExp(`(?<![\\w$])${name.replace(/[^\w]/g, "\\$&")}(?![\\w$])`).test(code);
}
