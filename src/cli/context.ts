// What every command has: the workspace, the language, how to print, and how to fail.
import type { Command } from "commander";
import pc from "picocolors";
import { EXIT, UserError } from "../error.ts";
import type { Language } from "../text/text.ts";
import { openWorkspace, type Workspace } from "../workspace.ts";
import { makeProgress, type Progress } from "./progress.ts";

export interface Global {
  workspace: string;
  json?: boolean;
  lang: Language;
  quiet?: boolean;
  verbose?: boolean;
  color: boolean;
}

export interface Context {
  global: Global;
  workspace(): Workspace;
  progress: Progress;
  /** Prints the answer: one JSON document with --json, else the text. */
  answer(value: unknown, text: () => string): void;
  /** Ends the command with an exit code other than 0, after its answer. */
  exit(name: keyof typeof EXIT): void;
}

/** Runs a command's work and turns troubles into messages and exit codes. */
export async function perform(command: Command, work: (context: Context) => Promise<void>): Promise<void> {
  const global = command.optsWithGlobals<Global>();
  const { report, end } = makeProgress(Boolean(global.quiet));
  try {
    await work({
      global,
      workspace: () => openWorkspace(global.workspace),
      progress: report,
      answer(value, text) {
        end();
        process.stdout.write(global.json ? `${JSON.stringify(value, null, 2)}\n` : `${text()}\n`);
      },
      exit(name) {
        process.exitCode = EXIT[name];
      },
    });
  } catch (error) {
    end();
    fail(error, global);
  } finally {
    end();
  }
}

function fail(error: unknown, global: Global): void {
  const disk = (error as NodeJS.ErrnoException).code;
  const trouble =
    disk === "ENOSPC" || disk === "EACCES" || disk === "EROFS"
      ? new UserError("cannot-write", {
          what: (error as Error).message,
          remedy: "make room or choose another workspace, then try again",
          exit: "cannotWrite",
        })
      : error;
  const known = trouble instanceof UserError;
  const exit = known ? trouble.exit : "bug";
  process.exitCode = EXIT[exit];
  if (global.json) {
    const problem = known
      ? {
          type: `about:blank#${trouble.code}`,
          title: trouble.what,
          code: trouble.code,
          where: trouble.where,
          remedy: trouble.remedy,
          exit: EXIT[exit],
        }
      : { type: "about:blank#bug", title: error instanceof Error ? error.message : String(error), code: "bug", exit: EXIT.bug };
    process.stdout.write(`${JSON.stringify(problem, null, 2)}\n`);
    return;
  }
  if (known) {
    process.stderr.write(
      `${pc.red("✖")} ${trouble.what}\n${trouble.where ? `  ${pc.dim("at")} ${trouble.where}\n` : ""}${trouble.remedy ? `  ${pc.dim("→")} ${trouble.remedy}\n` : ""}`,
    );
    return;
  }
  process.stderr.write(
    `${pc.red("✖")} this is a bug in jabta: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
}
