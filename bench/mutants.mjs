// Starts the mutation check: `npm run mutants` for the whole catalogue, `npm run mutants -- R018 X1` for some codes or beginnings of codes.
import { spawnSync } from "node:child_process";

const codes = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [
    "node_modules/vitest/vitest.mjs",
    "run",
    "test/mutants/mutants.test.ts",
    "--maxWorkers=1",
    "--disable-console-intercept",
    "--reporter=dot",
  ],
  { stdio: "inherit", env: { ...process.env, MUTANTS: codes.length ? codes.join(",") : "all" } },
);
process.exitCode = status ?? 1;
