import { installDebianPackage } from "./install-debian-package.mjs";

/** Programs that only tests need. */
export async function installPrograms(say) {
  // Without it everything works, one level of isolation lower.
  await installDebianPackage(say, "bubblewrap", {
    program: "bwrap",
    proof: "--version",
    note: "bubblewrap is not installed: code is run with less isolation, and the tests of it are skipped",
  });
  await installDebianPackage(say, "tmux", {
    program: "tmux",
    proof: "-V",
    note: "tmux is not installed: the tests in a real terminal will fail",
  });
  await installDebianPackage(say, "chromium", {
    program: "chromium",
    proof: "--version",
    note: "chromium is not installed: the tests of the report page in a browser will fail",
    seconds: 300,
  });
}
