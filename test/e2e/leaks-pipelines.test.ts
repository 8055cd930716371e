/**
 * The templates for GitHub Actions and GitLab CI: their shell steps are taken out of the files and run the way the
 * platform runs them, with the platform's environment variables.
 */

import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";

const root = join(import.meta.dirname, "../..");

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly steps: readonly {
      readonly id?: string;
      readonly name: string;
      readonly uses?: string;
      readonly shell?: string;
      readonly run?: string;
      readonly env?: Readonly<Record<string, string>>;
      readonly with?: Readonly<Record<string, string>>;
    }[];
  };
}

interface Template {
  readonly [job: string]: {
    readonly variables: Readonly<Record<string, string>>;
    readonly script: readonly string[];
    readonly artifacts: {
      readonly paths: readonly string[];
      readonly reports: Readonly<Record<string, string>>;
    };
  };
}

let cwd = "";

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "assay-pipeline-"));
});

afterEach(() => rmSync(cwd, { recursive: true, force: true }));

export interface Step {
  readonly code: number;
  readonly output: string;
  readonly outputs: Readonly<Record<string, string>>;
}

const action: Action = parse(readFileSync(join(root, "deploy/github-action/action.yml"), "utf8"));

/** Runs the action's own steps as a runner does: expressions filled in, `bash -e -o pipefail` on a script file. */
function runAction(inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}): Step {
  const values = Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => [name, inputs[name] ?? input.default ?? ""]),
  );
  const fill = (text: string): string =>
    text.replaceAll(/\$\{\{ inputs\.([a-z]+) \}\}/g, (_, name: string) => values[name] ?? "");
  const files = { GITHUB_OUTPUT: join(cwd, "output"), GITHUB_STEP_SUMMARY: join(cwd, "summary.md") };
  for (const file of Object.values(files)) writeFileSync(file, "");
  let output = "";
  let code = 0;
  for (const step of action.runs.steps) {
    if (step.run === undefined) continue;
    expect(step.run).not.toContain("${{");
    const script = join(cwd, `${step.id}.sh`);
    writeFileSync(script, step.run);
    const stepEnv = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, fill(text)]));
    const ran = spawnSync("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", script], {
      cwd,
      encoding: "utf8",
      env: {
        ...platform,
        GITHUB_ACTIONS: "true",
        GITHUB_SHA: commit,
        GITHUB_WORKSPACE: cwd,
        ...files,
        ...env,
        ...stepEnv,
      },
    });
    output += ran.stdout + ran.stderr;
    code = ran.status ?? -1;
    if (code !== 0) break;
  }
  const outputs = Object.fromEntries(
    readFileSync(files.GITHUB_OUTPUT, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.split("=", 2)),
  );
  return { code, output, outputs };
}

const template: Template = parse(readFileSync(join(root, "deploy/gitlab/assay-leaks.gitlab-ci.yml"), "utf8"));
const job = template[".assay-leaks"];

/** Runs the template's script as a runner does in a container without bash. */
function runTemplate(variables: Readonly<Record<string, string>>): Step {
  const ran = spawnSync("sh", ["-e", "-c", (job?.script ?? []).join("\n")], {
    cwd,
    encoding: "utf8",
    env: {
      ...platform,
      CI: "true",
      GITLAB_CI: "true",
      CI_PROJECT_DIR: cwd,
      CI_COMMIT_SHA: commit,
      ...job?.variables,
      ...variables,
    },
  });
  return { code: ran.status ?? -1, output: ran.stdout + ran.stderr, outputs: {} };
}

const commit = "0123456789abcdef0123456789abcdef01234567";
const platform = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", CI: "true" };

/** Stands for Assay: writes down its arguments, one a line, and ends as told. */
function recorder(code: number, status: string): string {
  const file = join(cwd, "recorder.sh");
  const report = status === "" ? "" : `echo '{"verdict":{"status":"${status}"}}' > assay-out/leaks.json`;
  writeFileSync(file, `#!/bin/sh\nprintf '%s\\n' "$@" > ${cwd}/arguments\n${report}\nexit ${code}\n`);
  chmodSync(file, 0o755);
  return file;
}

const recorded = (): string[] => readFileSync(join(cwd, "arguments"), "utf8").trimEnd().split("\n");

describe("the GitHub action", () => {
  test("hands every input on as one word, whatever is in it", () => {
    const evil = `echo "$(touch pwned)"; \${{ secrets }} 'x`;
    const { code, outputs } = runAction({
      assay: `${recorder(0, "warn")} --lang zh`,
      target: "unix:/run/with space.sock",
      start: evil,
      warmup: "./warm up.sh",
      policy: "ci/assay.yaml",
      slack: "true",
      load: "k6 run 'my test.js'",
    });
    expect(code).toBe(0);
    expect(outputs).toEqual({ status: "warn", report: "assay-out/leaks.json" });
    const words = recorded();
    expect(words.slice(0, 6)).toEqual(["--lang", "zh", "leaks", "gate", "--target", "unix:/run/with space.sock"]);
    const after = (option: string): string | undefined => words[words.indexOf(option) + 1];
    expect(after("--start")).toBe(evil);
    expect(after("--warmup")).toBe("./warm up.sh");
    expect(after("--policy")).toBe("ci/assay.yaml");
    expect(words).toContain("slack=env:ASSAY_SLACK_WEBHOOK");
    expect(words.slice(words.indexOf("--"))).toEqual(["--", "bash", "-c", "k6 run 'my test.js'"]);
  });

  test("leaves out what was not given", () => {
    runAction({ assay: recorder(0, "pass"), target: "localhost:6060", load: "true" });
    for (const option of ["--start", "--warmup", "--policy", "slack=env:ASSAY_SLACK_WEBHOOK"]) {
      expect(recorded()).not.toContain(option);
    }
  });

  test.each([
    [1, "fail", "fail"],
    [3, "undecided", "undecided"],
    [2, "", "undecided"],
    [127, "", "undecided"],
  ])("keeps exit code %i and says its status even then", (exit, status, expected) => {
    const step = runAction({ assay: recorder(exit, status), target: "localhost:6060", load: "true" });
    expect(step.code).toBe(exit);
    expect(step.outputs["status"]).toBe(expected);
  });

  test("does not take an old report for the new one", () => {
    runAction({ assay: recorder(0, "pass"), target: "localhost:6060", load: "true" });
    const step = runAction({ assay: recorder(4, ""), target: "localhost:6060", load: "true" });
    expect(step.outputs["status"]).toBe("undecided");
  });

  test("declares as outputs what its step writes, and as artefact what it fills", () => {
    const declared = Object.values(action.outputs).map(({ value }) => value);
    expect(declared).toEqual(["${{ steps.gate.outputs.status }}", "${{ steps.gate.outputs.report }}"]);
    const upload = action.runs.steps.find(({ uses }) => uses?.startsWith("actions/upload-artifact@"));
    expect(upload?.with?.["path"]).toBe("${{ inputs.output }}");
  });
});

describe("the GitLab template", () => {
  test("hands every variable on as one word, and Slack only where its secret is", () => {
    const variables = {
      ASSAY: recorder(0, "pass"),
      ASSAY_TARGET: "localhost:6060",
      ASSAY_START: "./server --name 'a b'",
      ASSAY_LOAD: "./load.sh && ./more.sh",
    };
    expect(runTemplate(variables).code).toBe(0);
    const words = recorded();
    expect(words[words.indexOf("--start") + 1]).toBe("./server --name 'a b'");
    expect(words.slice(words.indexOf("--"))).toEqual(["--", "sh", "-c", "./load.sh && ./more.sh"]);
    expect(words).not.toContain("slack=env:ASSAY_SLACK_WEBHOOK");
    runTemplate({ ...variables, ASSAY_SLACK_WEBHOOK: "https://hooks.example.com/secret" });
    expect(recorded()).toContain("slack=env:ASSAY_SLACK_WEBHOOK");
    expect(recorded().join(" ")).not.toContain("secret");
  });

  test("fails with the verdict's exit code", () => {
    expect(runTemplate({ ASSAY: recorder(1, "fail"), ASSAY_LOAD: "true" }).code).toBe(1);
    expect(runTemplate({ ASSAY: recorder(3, ""), ASSAY_LOAD: "true" }).code).toBe(3);
  });

  test("publishes the files that it has written", () => {
    runTemplate({ ASSAY: recorder(0, "pass"), ASSAY_LOAD: "true" });
    for (const file of Object.values(job?.artifacts.reports ?? {})) {
      expect(recorded().some((word) => word.endsWith(`=${file}`))).toBe(true);
    }
  });
});
