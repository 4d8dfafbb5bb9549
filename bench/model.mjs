// npm run bench:model. What a conversation with a language model closes, question by question, and what it costs. The answers
// were written by a person: the figures prove the way from open goals to kept tests, not the skill of any model.
import { CONVERSATIONS, converse } from "./steps/run/converse.mjs";

const wanted = process.argv.slice(2);
console.log(
  "| module | goals | closed by the model engine | changes noticed | still open | questions | tests kept | goals per question | tokens | USD |",
);
console.log("|---|---|---|---|---|---|---|---|---|---|");
for (const name of wanted.length > 0 ? wanted : CONVERSATIONS) {
  const { module, recorded, replayed } = await converse(name);
  const { goals, closed, changesNoticed, open, kept, cost, dropped, suite } = recorded;
  const tokens = cost.inputTokens + cost.outputTokens;
  const each = ((closed + changesNoticed) / cost.requests).toFixed(1);
  console.log(
    `| ${module} | ${goals} | ${closed} | ${changesNoticed} | ${open} | ${cost.requests} | ${kept} | ${each} | ${tokens} | ${cost.usd.toFixed(4)} |`,
  );
  for (const reason of dropped) console.error(`${name}: dropped: ${reason}`);
  if (replayed.suite !== suite) console.error(`${name}: the replay gave another suite`);
}
