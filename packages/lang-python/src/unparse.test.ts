import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const UNPARSE = fileURLToPath(new URL("../runtime/unparse.py", import.meta.url));
/** Writes statements of the standard library that are in the language of 3.8, reads them again, and says where another tree came out. */
const ROUND_TRIP = `
import ast, glob, importlib.util, json, os, sys
spec = importlib.util.spec_from_file_location("unparse", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
kinds = (ast.Expr, ast.Assign, ast.AugAssign, ast.Return)
# The parser takes the comprehensions of 3.15 for any version.
is_newer = lambda node: any(isinstance(one, ast.DictComp) and one.value is None for one in ast.walk(node))
dump = lambda node: ast.dump(node).replace("kind='u'", "kind=None")
told, wrong = 0, []
ODD = """
def odd(a, b, /, *, c=1):
    (d := a); d = (e := b); d = yield a; d += yield; d[(e := 1)]; d[a:b, 1]; d[1,]; d[()]
    return (yield from b)
def more(*rest, **named):
    1 .real; -1 ** 2; (-1) ** 2; 2 ** -1; (lambda: (yield))(); (a, b), *c = d; [*a, b]; {**a, 'b': 1}
    not (a == b) == c; f'{ {1} }{a!r:>{b}}{{'; (a if b else c) if d else e; a if b else lambda x=1, *y, z=2, **w: x
    return (a := 1), *b
"""
for path in ["", *sorted(glob.glob(os.path.dirname(os.__file__) + "/[a-d]*.py"))]:
    source = open(path, "rb").read() if path else ODD
    try:
        tree = ast.parse(source, feature_version=(3, 8))
    except SyntaxError:
        continue
    for node in ast.walk(tree):
        if isinstance(node, kinds) and not is_newer(node):
            told += 1
            text = module.unparse(node)
            if dump(ast.parse(text).body[0]) != dump(node):
                wrong.append([path, node.lineno, text])
print(json.dumps({"told": told, "wrong": wrong}))
`;

test("what it writes for the standard library's code parses to the same trees", () => {
  const printed = execFileSync("python3", ["-W", "ignore", "-c", ROUND_TRIP, UNPARSE], { encoding: "utf8" });
  const { told, wrong } = JSON.parse(printed) as { told: number; wrong: readonly unknown[] };
  expect(wrong).toEqual([]);
  expect(told).toBeGreaterThan(5000);
});

test("what no change is made of is told by its tree", () => {
  const code = `${ROUND_TRIP.split("kinds =")[0]}
print(module.unparse(ast.parse("class A: pass").body[0]))`;
  expect(execFileSync("python3", ["-c", code, UNPARSE], { encoding: "utf8" })).toContain("ClassDef(name='A'");
});
