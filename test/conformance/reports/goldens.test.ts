/**
 * What every report looks like, as files to be read: `goldens/<verdict>.<lang>[.<width>].<ending>`.
 * Regenerate with `npx vitest run --project conformance test/conformance/reports -u` and review like code.
 */

import { expect, test } from "vitest";
import { isReportName, renderReport, type ReportName, reports } from "../../../src/verdict/reports/registry.ts";
import { options, samples } from "./sample-verdicts.ts";

const endings: Readonly<Record<ReportName, string>> = { terminal: "txt", json: "json" };

const shown = Object.entries(samples).filter(([name]) => name !== "two-hundred");

for (const [name, verdict] of shown) {
  for (const lang of ["en", "zh"] as const) {
    for (const report of Object.keys(reports).filter(isReportName)) {
      test(`${report} report of ${name} in ${lang}`, async () => {
        const text = await renderReport(report, verdict, { ...options, lang });
        await expect(text).toMatchFileSnapshot(`goldens/${name}.${lang}.${report}.${endings[report]}`);
      });
    }
  }
}

test.each([40, 120])("terminal report %i columns wide", async (columns) => {
  for (const lang of ["en", "zh"] as const) {
    const text = await renderReport("terminal", samples.three, { ...options, lang, columns });
    await expect(text).toMatchFileSnapshot(`goldens/three.${lang}.terminal.${columns}.txt`);
  }
});

test("terminal report in colour", async () => {
  const text = await renderReport("terminal", samples.three, { ...options, color: true });
  await expect(text.replaceAll("\u001B", "␛")).toMatchFileSnapshot("goldens/three.en.terminal.colour.txt");
});
