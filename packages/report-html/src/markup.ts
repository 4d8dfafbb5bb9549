const ENTITIES: { readonly [sign: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** What is not seen, or turns the text around it: control characters, directions, joiners, half characters. */
const UNSEEN: RegExp =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text that is HTML. Only {@link markup} makes it, so that nothing out of a report can pass for it. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** What may stand in a template. Anything that is not markup becomes text; nothing stands for null, undefined and false. */
export type Piece = Markup | string | number | null | undefined | false | readonly Piece[];

/** HTML with every value in it escaped, in content as in quoted attributes. */
export function markup(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(parts.map((part, index) => part + textOf(pieces[index])).join(""));
}

/** A text as it is seen, cut after `most` characters. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}

/** A text with `\\u202e` and the like in place of what cannot be seen, which is also how JSON and scripts write it. */
export function escapeUnseen(text: string): string {
  return text.replace(UNSEEN, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** What stands between backticks as code. */
export function inCode(text: string): readonly Markup[] {
  return text.split("`").map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`));
}

function textOf(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return "";
  if (piece instanceof Markup) return piece.toString();
  if (Array.isArray(piece)) return piece.map(textOf).join("");
  // A report that was read from disk may hold anything where a number is expected.
  return escapeUnseen(String(piece)).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
