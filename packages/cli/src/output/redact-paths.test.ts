import { redactDeep } from "@autotest/core";
import { expect, test } from "vitest";
import { pathRedaction } from "./redact-paths.js";

const redact = pathRedaction({ root: "/home/ann/shop", home: "/home/ann", temporary: "/tmp" });

test.each([
  ["/home/ann/shop/src/cart.py is broken", "src/cart.py is broken"],
  ["in /home/ann/shop", "in ."],
  ["/home/ann/shopping/x", "~/shopping/x"],
  ["/home/annette/x", "/home/annette/x"],
  ["/tmp/autotest-Ab12/project/src/cart.py", "<work>/src/cart.py"],
  ["3.11 at /usr/bin/python3", "3.11 at /usr/bin/python3"],
])("%s", (text, expected) => {
  expect(redact(text)).toBe(expected);
});

test("reaches into lists and records", () => {
  expect(redactDeep({ a: ["/home/ann/x", 1, null], b: { c: "/home/ann/shop/y" } }, redact)).toEqual({
    a: ["~/x", 1, null],
    b: { c: "y" },
  });
});
