/** What a template may name. */
export interface TemplateValues {
  readonly language: string;
  readonly framework: string;
  readonly code: string;
  readonly diff: string;
}

/** Replaces the four names in one pass: what is inserted is not looked at again, other braces stay. */
export function fillTemplate(template: string, values: TemplateValues): string {
  return template.replace(/\{(language|framework|code|diff)\}/g, (_, name: keyof TemplateValues) => values[name]);
}
