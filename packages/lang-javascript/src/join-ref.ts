/** A ref of a member: `:` + `x` is `:x`, `:a` + `x` is `:a.x`. */
export function joinRef(base: string, name: string): string {
  return base.endsWith(":") ? `${base}${name}` : `${base}.${name}`;
}
