import { readdirSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type GenerateDocument, readDocument } from "../read-document.js";
import { TemporaryProject } from "../temporary-project.js";

/** Appears in the command line of every process the hostile modules start. */
const MARK = `autotest-hostile-${process.pid}`;

interface Surroundings {
  readonly port: number;
  /** Outside the project. */
  readonly victim: string;
}

const python = ({ port, victim }: Surroundings): { [path: string]: string } => ({
  "good.py": "def sign(n: int) -> int:\n    if n < 0:\n        return -1\n    return 1 if n else 0\n",
  "prints.py": 'print("hello from import")\n\ndef double(n: int) -> int:\n    return n + n\n',
  "exits.py": "import sys\nsys.exit(3)\n\ndef f() -> int:\n    return 1\n",
  "exits_hard.py": "import os\nos._exit(0)\n\ndef f() -> int:\n    return 1\n",
  "loops.py": "while True:\n    pass\n\ndef f() -> int:\n    return 1\n",
  "forks.py": `import os, subprocess, sys\nfor _ in range(3):\n    if os.fork() == 0:\n        os.execv(sys.executable, [sys.executable, "-c", "import time; time.sleep(300)", "${MARK}"])\nsubprocess.Popen(["sh", "-c", "sleep 300 # ${MARK}"])\n\ndef f() -> int:\n    return 1\n`,
  "sockets.py": `import socket\nsocket.create_connection(("127.0.0.1", ${port}), 2).sendall(b"secret")\n\ndef f() -> int:\n    return 1\n`,
  "deletes.py": `import os, shutil\nos.remove(${JSON.stringify(victim)})\nshutil.rmtree(os.path.dirname(os.path.abspath(__file__)), ignore_errors=True)\n\ndef f() -> int:\n    return 1\n`,
});

const javascript = ({ port, victim }: Surroundings): { [path: string]: string } => ({
  "package.json": '{ "name": "p", "type": "module", "devDependencies": { "mocha": "*" } }',
  "good.js": "export function sign(n) {\n  if (n < 0) return -1;\n  return n > 0 ? 1 : 0;\n}\n",
  "prints.js": 'console.log("hello from import");\nexport function double(n) {\n  return n + n;\n}\n',
  "exits.js": "process.exit(3);\nexport function f() {\n  return 1;\n}\n",
  "exits_hard.js": "process.reallyExit(0);\nexport function f() {\n  return 1;\n}\n",
  "loops.js": "for (;;);\nexport function f() {\n  return 1;\n}\n",
  "forks.js": `import { spawn } from "node:child_process";\nfor (let i = 0; i < 3; i++) spawn(process.execPath, ["-e", "setTimeout(() => {}, 300000)", "${MARK}"], { detached: true, stdio: "ignore" }).unref();\nexport function f() {\n  return 1;\n}\n`,
  "sockets.js": `import { connect } from "node:net";\nconnect(${port}, "127.0.0.1").end("secret");\nexport function f() {\n  return 1;\n}\n`,
  "deletes.js": `import { rmSync, unlinkSync } from "node:fs";\nimport { dirname } from "node:path";\nimport { fileURLToPath } from "node:url";\nunlinkSync(${JSON.stringify(victim)});\nrmSync(dirname(fileURLToPath(import.meta.url)), { recursive: true, force: true });\nexport function f() {\n  return 1;\n}\n`,
});

describe.each([
  { name: "Python", files: python, extension: "py", mocha: false },
  { name: "JavaScript", files: javascript, extension: "js", mocha: true },
])("$name modules that do harm when imported", ({ files, extension, mocha }) => {
  let project: TemporaryProject;
  let server: Server;
  let connections = 0;
  let report: GenerateDocument;
  let code: number | null;
  let before: { readonly [path: string]: string };

  beforeAll(async () => {
    server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    project = new TemporaryProject();
    if (mocha) project.linkMocha();
    project.write({ "../victim.txt": "precious" });
    project.write(files({ port: (server.address() as AddressInfo).port, victim: `${project.base}/victim.txt` }));
    before = project.tree();
    const ended = await project.autotest(["generate", "--json"]);
    code = ended.code;
    report = readDocument(ended);
  });
  afterAll(() => {
    server.close();
    project.remove();
  });

  it("ends well, with tests for the harmless one and for the one that only prints", () => {
    expect(code).toBe(0);
    const kept = Object.fromEntries(report.files.map((file) => [file.path, file.tests]));
    expect(kept[`good.${extension}`]).toBeGreaterThanOrEqual(3);
    expect(kept[`prints.${extension}`]).toBeGreaterThanOrEqual(1);
  });

  it.each(["exits", "exits_hard", "loops", "sockets", "deletes"])("%s is left out, with the reason", (name) => {
    const skipped = report.skipped.find((file) => file.path === `${name}.${extension}`);
    const kept = report.files.find((file) => file.path === `${name}.${extension}`)?.tests ?? 0;
    expect(kept, "nothing can be proven for it").toBe(0);
    const findings = report.findings.filter((finding) => finding.path === `${name}.${extension}`);
    expect([skipped?.reason, ...findings.map((finding) => finding.message)].filter(Boolean).join()).toMatch(/\w{4,}/);
  });

  it("leaves no process behind", () => {
    expect(processesNamed(MARK)).toEqual([]);
  });

  it("reached no server", () => {
    expect(connections).toBe(0);
  });

  it("changed nothing outside the test folder and the cache", () => {
    const after = project.tree(/^project\/(tests?|\.autotest)\//);
    expect(after).toEqual(before);
  });
});

/** Command lines of running processes that hold `mark`; this process and its parents never do. */
function processesNamed(mark: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      try {
        return [readFileSync(`/proc/${id}/cmdline`, "utf8")];
      } catch {
        return [];
      }
    })
    .filter((line) => line.includes(mark));
}
