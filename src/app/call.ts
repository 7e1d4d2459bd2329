// Calls the command line as a process of its own, so that long work holds up nobody, and ends when what called it ends.
import { spawn } from "node:child_process";
import { packaged } from "../package-root.ts";
import type { Called } from "./timetable.ts";

/** Runs one call to its end. Its last words are kept where it printed no document. */
export async function callJabta(args: readonly string[], signal?: AbortSignal): Promise<Called> {
  const child = spawn(process.execPath, [packaged("dist/cli.js"), ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const stop = () => child.kill("SIGTERM");
  // A call must not outlive its caller.
  process.once("exit", stop);
  signal?.addEventListener("abort", stop, { once: true });
  let printed = "";
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-2000);
  });
  try {
    const exit = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve(code ?? 143));
    });
    try {
      return { exit, answer: JSON.parse(printed) };
    } catch {
      return { exit, answer: said };
    }
  } finally {
    process.removeListener("exit", stop);
    signal?.removeEventListener("abort", stop);
  }
}
