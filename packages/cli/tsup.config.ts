import { writeFile } from "node:fs/promises";
import { library } from "../../tsup.base.js";

export default library({
  entry: ["src/index.ts", "src/bin.ts", "src/send-telemetry.ts"],
  // Programs that read `--json` check it against this.
  async onSuccess() {
    const built = new URL("dist/index.js", import.meta.url).href;
    const { reportJsonSchema } = (await import(built)) as { reportJsonSchema(): object };
    await writeFile("dist/report.schema.json", `${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
  },
});
