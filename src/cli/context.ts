// What every command has: the workspace, the language, how to print, and how to fail.
import type { Command } from "commander";
import pc from "picocolors";
import { EXIT, UserError } from "../error.ts";
import type { Language } from "../text/text.ts";
import { notWritable, openWorkspace, type Workspace } from "../workspace.ts";
import { makeProgress, type Progress } from "./progress.ts";
import { visible } from "./visible.ts";
import { word } from "./words.ts";

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

const { red, dim } = pc.createColors(pc.isColorSupported && Boolean(process.stderr.isTTY));

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
        process.stdout.write(global.json ? `${JSON.stringify(value, null, 2)}\n` : `${visible(text())}\n`);
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

const UNWRITABLE = ["ENOSPC", "EDQUOT", "EACCES", "EPERM", "EROFS", "ENOTDIR"];

/** Says what went wrong: a problem document with --json, else a message; and sets the exit code. */
export function fail(error: unknown, global: Pick<Global, "json" | "lang" | "workspace">): void {
  const disk = UNWRITABLE.includes((error as NodeJS.ErrnoException).code ?? "");
  const trouble = disk ? notWritable(global.workspace, error) : error;
  if (trouble instanceof UserError) say(trouble, global);
  else sayBug(error, Boolean(global.json));
}

function say(trouble: UserError, { json, lang }: Pick<Global, "json" | "lang">): void {
  const { code, says, where, mend, exit } = trouble;
  process.exitCode = EXIT[exit];
  if (json) {
    const problem = { type: `about:blank#${code}`, title: says[lang], code, where, remedy: mend?.[lang], exit: EXIT[exit] };
    process.stdout.write(`${JSON.stringify(problem, null, 2)}\n`);
    return;
  }
  const lines = [`${red("✖")} ${visible(says[lang])}`];
  if (where) lines.push(`  ${dim(word("at", lang))} ${visible(where)}`);
  if (mend) lines.push(`  ${dim("→")} ${visible(mend[lang])}`);
  process.stderr.write(`${lines.join("\n")}\n`);
}

function sayBug(error: unknown, json: boolean): void {
  process.exitCode = EXIT.bug;
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  if (json) process.stdout.write(`${JSON.stringify({ type: "about:blank#bug", title: message, code: "bug", exit: EXIT.bug }, null, 2)}\n`);
  process.stderr.write(`${red("✖")} this is a bug in jabta: ${stack ?? message}\n`);
}
