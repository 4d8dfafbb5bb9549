import { escapeXml, type FileCoverage, type Report, type Reporter } from "@autotest/core";

/** Shows the coverage after the run as Cobertura XML, as GitLab and others read it. */
export const cobertura: Reporter = { id: "cobertura", render };

const DOCTYPE = '<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">';

function render({ files, coverageAfter }: Report): string {
  const measured = files.flatMap((file) => (file.coverageAfter === null ? [] : [file.coverageAfter]));
  const { lines, branches } = coverageAfter ?? { lines: NOTHING, branches: NOTHING };
  const totals = `line-rate="${rate(lines)}" branch-rate="${rate(branches)}" lines-covered="${lines.covered}" lines-valid="${lines.total}" branches-covered="${branches.covered}" branches-valid="${branches.total}" complexity="0" version="autotest" timestamp="0"`;
  const packaged = `    <package name="." line-rate="${rate(lines)}" branch-rate="${rate(branches)}" complexity="0">\n      <classes>\n${measured.map(classLines).join("")}      </classes>\n    </package>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${DOCTYPE}\n<coverage ${totals}>\n  <sources>\n    <source>.</source>\n  </sources>\n  <packages>\n${packaged}  </packages>\n</coverage>\n`;
}

const NOTHING = { covered: 0, total: 0 };

/** One class per file, as everyone does who has no classes. Which lines ran is known, how often is not: 1 stands for "ran". */
function classLines({ path, coveredLines, missedLines, lines, branches }: FileCoverage): string {
  const hits = [
    ...coveredLines.map((line) => ({ line, hits: 1 })),
    ...missedLines.map((line) => ({ line, hits: 0 })),
  ].sort((a, b) => a.line - b.line);
  const name = escapeXml(path);
  const head = `        <class name="${name}" filename="${name}" line-rate="${rate(lines)}" branch-rate="${rate(branches)}" complexity="0">`;
  const body = hits.map((one) => `            <line number="${one.line}" hits="${one.hits}"/>\n`).join("");
  return `${head}\n          <methods/>\n          <lines>\n${body}          </lines>\n        </class>\n`;
}

function rate({ covered, total }: { readonly covered: number; readonly total: number }): string {
  return total === 0 ? "1" : (Math.floor((10_000 * covered) / total) / 10_000).toString();
}
