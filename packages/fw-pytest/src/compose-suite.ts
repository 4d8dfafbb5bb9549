import type { TestItem } from "./emit-items.js";

/** Tests as a module's text: two blank lines between functions and classes, one between methods. No line break at the end. */
export function composeTests(items: readonly TestItem[]): string {
  const blocks: string[] = [];
  for (const [index, item] of items.entries()) {
    const continues = item.owner !== null && items[index - 1]?.owner === item.owner;
    if (continues) blocks.push(`${blocks.pop()}\n\n${item.text}`);
    else blocks.push(item.owner === null ? item.text : `class ${item.owner}:\n${item.text}`);
  }
  return blocks.join("\n\n\n");
}
