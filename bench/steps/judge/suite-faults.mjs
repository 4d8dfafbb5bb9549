/** No literal of a suite is longer, in characters between its quotes. */
const LONGEST_LITERAL = 80;

/** Comments, then text in quotes of every kind, then numbers. Regular expressions only where an expression begins. */
const PYTHON =
  /(#[^\n]*)|("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*')|(\b\d[\w.]*)/g;
const JAVASCRIPT =
  /(\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<=[(,=:[!&|?{};\s])\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/\w*)|("(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`)|(\b\d[\w.]*)/g;

/** What a reviewer would send back: literals too long to read, and names told apart by a bare counter. Sentences. */
export function suiteFaults(text, language) {
  const tests = testsOf(text, language);
  return [
    ...literalsOf(text, language)
      .filter((literal) => literal.length > LONGEST_LITERAL)
      .map((literal) => `a literal of ${literal.length} characters: ${literal.slice(0, 30)}...`),
    ...tests.filter((test) => endsInCounter(test, tests)).map(({ name }) => `a name that ends in a counter: ${name}`),
  ];
}

/** Lines of a suite that hold anything. */
export function countLines(text) {
  return text.split("\n").filter((line) => line.trim() !== "").length;
}

/** Text and numbers without quotes; pieces that the language joins by itself count as one. */
function literalsOf(text, language) {
  const found = [];
  let end = -1;
  for (const match of text.matchAll(language === "python" ? PYTHON : JAVASCRIPT)) {
    const [whole, comment, quoted] = match;
    if (comment !== undefined) continue;
    const content = quoted === undefined ? whole : quoted.replace(/^("""|'''|["'`])([\s\S]*)\1$/, "$2");
    const joined =
      language === "python" && quoted !== undefined && end >= 0 && /^\s*[rbu]?$/i.test(text.slice(end, match.index));
    if (joined) found.push(found.pop() + content);
    else found.push(content);
    end = quoted === undefined ? -1 : match.index + whole.length;
  }
  return found;
}

/** Every test with the group it stands in, its name and its text. Rows of a table count by their ids. */
function testsOf(text, language) {
  const starts =
    language === "python"
      ? /^(?<group>)[ \t]*(?:async )?def (?<name>test_\w+)/gm
      : /^[ \t]*(?:(?<group>(?:describe|suite)\()|(?:it|test)\()(?<quote>['"`])(?<name>(?:\\.|(?!\k<quote>).)*)\k<quote>/gm;
  const tests = [];
  let group = "";
  for (const { index, groups } of text.matchAll(starts)) {
    const last = tests.at(-1);
    if (last !== undefined) last.text ??= text.slice(last.at, index);
    if (groups.group) group = groups.name;
    else tests.push({ group, name: groups.name, at: index });
  }
  return tests.map((test) => ({ ...test, text: (test.text ?? text.slice(test.at)).replace(test.name, "") }));
}

/** Words after which a number at the end of a name says something: `width is below 1`, `a record of 19`. */
const RELATION = /(?:^|[ _])(?:of|is|not|below|above|least|most|than|to|by|for|and|or|at|returns|gives|minus|equals)$/;

/**
 * A counter tells nothing: the test does not hold the number, or another test has the same name without it. Letters count too.
 * Numbers after a word of relation (`above_0_5`, `for_2_2_0`) are what is left of values.
 */
function endsInCounter({ group, name, text }, tests) {
  if (/variant[ _][a-z]{1,2}$/.test(name)) return true;
  const [, base, number] = /^(.*?)[ _]\(?(\d+)\)?$/.exec(name) ?? [];
  if (number === undefined || RELATION.test(base.replace(/(?:[ _]\d+)+$/, ""))) return false;
  return !text.includes(number) || tests.some((other) => other.group === group && other.name === base);
}
