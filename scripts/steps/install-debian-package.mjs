import { run } from "./run.mjs";

/**
 * Installs a program where that asks nobody: on Debian and its kin, as root. `proof` are the words it answers to; `note` is said
 * when it is not there in the end, for what depends on it says so itself. `seconds` is what one step of it may take.
 */
export async function installDebianPackage(say, name, { program, proof, note, seconds = 60 }) {
  if (process.platform !== "linux" || (await run(program, [proof])).code === 0) return;
  if (process.getuid() !== 0 || (await run("apt-get", ["--version"])).code !== 0) return say(note);
  say(`installing ${name}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) =>
    run("timeout", [String(seconds), "apt-get", "-q", "-o", "Acquire::Retries=0", ...args], { env });
  const install = async () => (await apt("install", "-y", "--no-install-recommends", name)).code === 0;
  // The lists that are there may do; a machine that was just made has none.
  if (await install()) return;
  await apt("update");
  if (!(await install())) say(note);
}
