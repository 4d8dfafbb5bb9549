// Loaded with `mocha --require`: shuffles suites and tests by BENCH_ORDER before the run starts.
const { createRequire } = require("node:module");
const { join } = require("node:path");

const { Runner } = createRequire(join(process.cwd(), "package.json"))("mocha");

let state = Number(process.env.BENCH_ORDER) >>> 0;
/** A number in [0, below). */
function draw(below) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

function shuffle(list) {
  for (let i = list.length - 1; i > 0; i--) {
    const j = draw(i + 1);
    [list[i], list[j]] = [list[j], list[i]];
  }
}

function shuffleSuite(suite) {
  shuffle(suite.tests);
  shuffle(suite.suites);
  suite.suites.forEach(shuffleSuite);
}

const run = Runner.prototype.run;
Runner.prototype.run = function (...args) {
  shuffleSuite(this.suite);
  return run.apply(this, args);
};
