import type { TestGuide } from "@autotest/core";

/** How a pytest function is written by somebody who hands it in as text. */
export function guide(): TestGuide {
  return {
    text: [
      "Each test is one function `def test_...():`, or `async def test_...():` when it awaits (it is run with asyncio.run; no plugin is needed).",
      "Only plain `assert` statements and `pytest.raises(Error, match=...)`; no classes, no parametrize, no marks.",
      "It may ask for the fixtures tmp_path and monkeypatch, and for no others. Files are written below tmp_path only.",
      "To replace something for one test use monkeypatch.setattr; assert on the result of the code under test, never on the replacement itself.",
    ].join("\n"),
    names: { pytest: "pytest:" },
    fixtures: ["tmp_path", "monkeypatch"],
  };
}
