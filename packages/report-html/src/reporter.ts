import type { Reporter } from "@autotest/core";
import { pageOf } from "./page.js";
import { headlineOf, reportSections } from "./report-sections.js";

/** Shows a report as one HTML page that opens from disk. */
export const html: Reporter = {
  id: "html",
  render: (report) => pageOf({ headline: headlineOf(report), sections: reportSections(report) }),
};
