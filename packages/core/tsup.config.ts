import { writeFile } from "node:fs/promises";
import { library } from "../../tsup.base.js";

export default library({
  entry: ["src/index.ts", "src/testing/index.ts"],
  // Editors read the schema of the configuration from here.
  async onSuccess() {
    const built = new URL("dist/index.js", import.meta.url).href;
    const { configJsonSchema } = (await import(built)) as { configJsonSchema(): Promise<object> };
    await writeFile("dist/config.schema.json", `${JSON.stringify(await configJsonSchema(), null, 2)}\n`);
  },
});
