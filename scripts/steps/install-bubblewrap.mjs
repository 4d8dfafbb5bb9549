import { run } from "./run.mjs";

/**
 * Installs bubblewrap where that asks nobody: on Debian and its kin, as root. Without it everything works, one level of
 * isolation lower, so whatever goes wrong here is only said.
 */
export async function installBubblewrap(say) {
  if (process.platform !== "linux" || (await run("bwrap", ["--version"])).code === 0) return;
  const note = "bubblewrap is not installed: code is run with less isolation, and the tests of it are skipped";
  if (process.getuid() !== 0 || (await run("apt-get", ["--version"])).code !== 0) return say(note);
  say("installing bubblewrap");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) => run("timeout", ["60", "apt-get", "-q", "-o", "Acquire::Retries=0", ...args], { env });
  const install = async () => (await apt("install", "-y", "--no-install-recommends", "bubblewrap")).code === 0;
  // The lists that are there may do; a machine that was just made has none.
  if (await install()) return;
  await apt("update");
  if (!(await install())) say(note);
}
