import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linkedPackages } from "./linked-packages.js";
import { mayShow } from "./may-show.js";
import { projectView } from "./project-view.js";
import { toolchainFolders } from "./toolchain-folders.js";

let home: string;
const make = (...paths: string[]): void => {
  for (const path of paths) {
    mkdirSync(join(home, path, ".."), { recursive: true });
    if (path.endsWith("/")) mkdirSync(join(home, path), { recursive: true });
    else writeFileSync(join(home, path), "");
  }
};
const at = (...paths: string[]): string[] => paths.map((path) => join(home, path));

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "autotest-home-")));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

describe("mayShow", () => {
  it.each([
    ["work/lib", true],
    [".nvm/lib/node_modules", true],
    [".ssh", false],
    [".config/gh/", false],
    ["", false],
    ["..", false],
  ])("%s: %s", (path, expected) => expect(mayShow(join(home, path), home)).toBe(expected));

  it("shows what is outside of the home folder, but not what holds it", () => {
    expect(mayShow("/srv/lib", home)).toBe(true);
    expect(mayShow("/", home)).toBe(false);
  });
});

describe("toolchainFolders", () => {
  it("follows links, and gives the folders around each of them", () => {
    make(".pyenv/versions/3.12/bin/python3.12", "work/.venv/bin/");
    symlinkSync(join(home, ".pyenv/versions/3.12/bin/python3.12"), join(home, "work/.venv/bin/python3"));
    symlinkSync("python3", join(home, "work/.venv/bin/python"));
    expect(toolchainFolders(join(home, "work/.venv/bin/python"), home)).toEqual(
      at("work/.venv", ".pyenv/versions/3.12"),
    );
  });

  it("does not show the home folder for a program in ~/bin or ~/.local/bin", () => {
    make("bin/node", ".local/bin/python", ".local/lib/", ".local/share/");
    expect(toolchainFolders(join(home, "bin/node"), home)).toEqual(at("bin"));
    const folders = toolchainFolders(join(home, ".local/bin/python"), home);
    expect(folders).toEqual(at(".local/bin", ".local/lib"));
  });

  it("shows the folder of a program that is in no bin folder, unless it is the home folder", () => {
    make("tools/node", "node");
    expect(toolchainFolders(join(home, "tools/node"), home)).toEqual(at("tools"));
    expect(toolchainFolders(join(home, "node"), home)).toEqual([]);
  });
});

describe("projectView", () => {
  it("shows the repository around the project, without version control and personal files", () => {
    make("work/.git/", "work/.env", "work/.env.example", "work/packages/a/.env.local", "work/packages/a/src/");
    expect(projectView(join(home, "work/packages/a"), home)).toEqual({
      show: at("work"),
      hide: expect.toSatisfy((hide: string[]) => {
        expect([...hide].sort()).toEqual(at("work/.env", "work/.git", "work/packages/a/.env.local"));
        return true;
      }),
    });
  });

  it("does not take a home folder under version control for the repository", () => {
    make(".git/", "work/a.py");
    expect(projectView(join(home, "work"), home)).toEqual({ show: at("work"), hide: [] });
  });

  it("hides what is hidden in the home folder when that is the project", () => {
    make(".ssh/id", ".netrc", ".venv/bin/python", "a.py");
    const { show, hide } = projectView(home, home);
    expect(show).toEqual([home]);
    expect([...hide].sort()).toEqual(at(".netrc", ".ssh"));
  });
});

describe("linkedPackages", () => {
  const link = (from: string, to: string): void => {
    mkdirSync(join(home, from, ".."), { recursive: true });
    symlinkSync(join(home, to), join(home, from));
  };

  it("finds the folder of packages that single links and links in a scope lead to", () => {
    make("store/node_modules/safe-buffer/", "store/node_modules/@noble/hashes/", "shop/node_modules/own/");
    link("shop/node_modules/safe-buffer", "store/node_modules/safe-buffer");
    link("shop/node_modules/@noble/hashes", "store/node_modules/@noble/hashes");
    link("shop/node_modules/@own", "shop/node_modules/own");
    expect(linkedPackages(join(home, "shop/node_modules"))).toEqual(at("store/node_modules"));
  });

  it("finds what npm link put there, with the packages it can reach itself", () => {
    make("lib/packages/money/package.json", "lib/packages/money/node_modules/", "lib/node_modules/", "notes/secret");
    link("shop/node_modules/money", "lib/packages/money");
    link("shop/node_modules/notes", "notes");
    link("shop/node_modules/gone", "gone");
    expect(linkedPackages(join(home, "shop/node_modules"))).toEqual(at("lib/packages/money", "lib/node_modules"));
  });

  it("finds nothing where there is no such folder", () => {
    expect(linkedPackages(join(home, "shop/node_modules"))).toEqual([]);
  });
});
