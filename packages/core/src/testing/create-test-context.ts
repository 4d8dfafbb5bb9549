import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Clock, Http, Project } from "../contracts/index.js";
import { openWorkspace } from "../pipeline/workspace.js";
import { createNodeContext, type NodeContext } from "../ports/create-node-context.js";
import { createLog } from "../ports/log.js";

/** What a test context starts with. */
export interface TestContextOptions {
  /** Files of the project: path relative to the root, and text. */
  readonly files?: { readonly [path: string]: string };
  /** Runs before the working copy is made: link `node_modules`, make a virtual environment ... */
  readonly prepare?: (root: string) => Promise<void>;
  /** Default: `PATH` and `HOME` of this process. */
  readonly env?: { readonly [name: string]: string };
  /** Default 1. */
  readonly seed?: number;
  readonly signal?: AbortSignal;
  /** Default: the machine's clock. */
  readonly clock?: Clock;
  /** Default: offline. */
  readonly http?: Http;
  /** `project.options`. Default: none. */
  readonly options?: Project["options"];
}

/** A context over a project of its own in a temporary folder: real files, real processes, no network. */
export interface TestContext extends NodeContext {
  readonly project: Project;
  /** Everything that was logged, as `level: message`. */
  readonly messages: readonly string[];
  /** Removes the project and all temporary folders. Call it, also when the test fails. */
  dispose(): Promise<void>;
}

/** Makes the project, a working copy of it, and a context. */
export async function createTestContext(options: TestContextOptions = {}): Promise<TestContext> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "autotest-test-")));
  for (const [path, text] of Object.entries(options.files ?? {})) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await options.prepare?.(root);
  const messages: string[] = [];
  const { PATH = "", HOME = "" } = process.env;
  const { seed, signal, http, clock } = options;
  const context = createNodeContext({
    cwd: root,
    env: options.env ?? { PATH, HOME },
    log: createLog({ level: "debug", write: (level, message) => messages.push(`${level}: ${message}`) }),
    ...(seed === undefined ? {} : { seed }),
    ...(signal === undefined ? {} : { signal }),
    ...(http === undefined ? {} : { http }),
  });
  const workspace = await openWorkspace(root, context);
  return {
    ...context,
    ...(clock === undefined ? {} : { clock }),
    project: { root, workspace, options: options.options ?? {} },
    messages,
    async dispose() {
      await context.dispose();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Makes a context, uses it, and cleans up whatever happens. */
export async function withTestContext<T>(
  options: TestContextOptions,
  use: (context: TestContext) => Promise<T>,
): Promise<T> {
  const context = await createTestContext(options);
  try {
    return await use(context);
  } finally {
    await context.dispose();
  }
}
