import { existsSync } from "node:fs";
import { join } from "node:path";
import { Node, Project } from "ts-morph";
import { describe, expect, it } from "vitest";
import { workspacePackages } from "./workspace-packages.js";

const project = new Project({
  skipAddingFilesFromTsConfig: true,
  compilerOptions: { module: 199, moduleResolution: 99, target: 9, skipLibCheck: true },
});

describe.each(workspacePackages)("public names of $folder", ({ path }) => {
  const entries = ["src/index.ts", "src/testing/index.ts"]
    .map((entry) => join(path, entry))
    .filter((entry) => existsSync(entry));

  it.each(entries)("%s documents every exported name", (entry) => {
    const exported = project.addSourceFileAtPath(entry);
    project.resolveSourceFileDependencies();
    const own = [...exported.getExportedDeclarations()].flatMap(([name, declarations]) =>
      declarations
        .filter((declaration) => declaration.getSourceFile().getFilePath().startsWith(path))
        .map((declaration) => ({ name, declaration })),
    );
    const bare = own
      .filter(({ declaration }) => !hasComment(declaration))
      .map(({ name, declaration }) => `${name} (${declaration.getSourceFile().getBaseName()})`);
    expect(bare).toEqual([]);
    expect(own.length).toBeGreaterThan(0);
  });
});

/** A doc comment on the declaration, or on the statement that holds it. */
function hasComment(declaration: Node): boolean {
  for (
    let node: Node | undefined = declaration;
    node !== undefined && !Node.isSourceFile(node);
    node = node.getParent()
  ) {
    if (node.getLeadingCommentRanges().some((range) => range.getText().startsWith("/**"))) return true;
  }
  return false;
}
