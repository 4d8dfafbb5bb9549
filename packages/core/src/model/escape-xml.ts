/** What XML 1.0 cannot hold at all, half characters included. */
const INVALID: RegExp =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ENTITIES: { readonly [sign: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

/** Text as XML takes it in content and in attributes. What XML cannot hold is left out, for an escape of it is as invalid. */
export function escapeXml(text: string): string {
  return text.replace(INVALID, "").replace(/[&<>"\n\r\t]/g, (sign) => ENTITIES[sign] ?? sign);
}
