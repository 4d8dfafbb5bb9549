import { sep } from "node:path";

/** Folders of this machine that must not show in what people paste elsewhere. */
export interface KnownFolders {
  /** The project root. */
  readonly root: string;
  readonly home: string;
  /** Where temporary folders are made. */
  readonly temporary: string;
}

/** Gives a function that replaces folders of this machine: the project by a relative path, the home by `~`, work copies by `<work>`. */
export function pathRedaction(folders: KnownFolders): (text: string) => string {
  const rules: [RegExp, string][] = [
    [new RegExp(`${quote(folders.root)}${quote(sep)}`, "g"), ""],
    [new RegExp(`${quote(folders.root)}(?![\\w.-])`, "g"), "."],
    [
      new RegExp(`${quote(folders.temporary)}${quote(sep)}autotest-[\\w-]+(${quote(sep)}(project|workspace))?`, "g"),
      "<work>",
    ],
  ];
  if (folders.home.length > 1) rules.push([new RegExp(`${quote(folders.home)}(?![\\w.-])`, "g"), "~"]);
  return (text) => rules.reduce((done, [pattern, replacement]) => done.replace(pattern, replacement), text);
}

function quote(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
