// Commands that show: tour and serve.
import type { Command } from "commander";
import type { Tour } from "../app/tour.ts";
import { type Language, showAmount } from "../text/text.ts";
import { type Context, perform } from "./context.ts";
import { examples, wholeNumber } from "./option.ts";
import { word } from "./words.ts";

interface Listening {
  port: number;
  host: string;
  name?: string[];
  origin?: string[];
  proxy?: string[];
  public?: boolean;
  log?: boolean;
}

const port = wholeNumber(0, 65_535);

async function listen(
  context: Context,
  { port, host, name = [], origin = [], proxy = [], public: isPublic = false, log = false }: Listening,
  more: object,
  before: string,
): Promise<void> {
  const { lang } = context.global;
  // The server's libraries take most of a second to load; other commands do without them.
  const { serve } = await import("../serve.ts");
  const server = await serve({
    workspace: context.workspace(),
    port,
    host,
    hosts: name,
    origins: origin,
    proxies: proxy,
    isPublic,
    ...(log ? { log: (line) => process.stderr.write(`${line}\n`) } : {}),
  });
  context.answer(
    { ...more, url: server.url },
    () =>
      `${before}${word("open", lang)}  ${server.url}/?lang=${lang}\n${word(server.local ? "localOnly" : "logIn", lang)} ${word("stop", lang)}`,
  );
  await new Promise<void>((resolve) => {
    process.removeAllListeners("SIGINT").removeAllListeners("SIGTERM");
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        process.exitCode = signal === "SIGINT" ? 130 : 0;
        server.close().then(resolve, resolve);
      });
    }
  });
}

function tourText({ imports, manifest }: Tour, language: Language): string {
  const read = imports.flatMap(({ files }) => files).reduce((sum, file) => sum + file.accepted, 0);
  const flagged = manifest.results.reduce((sum, it) => sum + it.flagged, 0);
  const lines = {
    en: [
      `${showAmount(String(read))} made-up records in, ${manifest.results.length} indicators, ${showAmount(String(flagged))} flags, ${manifest.seconds.toFixed(1)} s.`,
    ],
    th: [
      `นำเข้าระเบียนสมมติ ${showAmount(String(read))} รายการ ประเมินด้วยตัวชี้วัด ${manifest.results.length} ตัว พบข้อสังเกต ${showAmount(String(flagged))} รายการ ใช้เวลา ${manifest.seconds.toFixed(1)} วินาที`,
    ],
  }[language];
  return [...lines, `run_id ${manifest.run_id}`, `result_hash ${manifest.result_hash}`, word("disclaimer", language), "", ""].join("\n");
}

export function addServing(program: Command): void {
  program
    .command("tour")
    .description("made-up records in, a run, the page open")
    .option("--no-serve", "stop before serving")
    .option("--port <n>", "where to listen; 0 takes any free port", port, 8080)
    .option("--host <name>", "address to listen on", "127.0.0.1")
    .action(async (options: Listening & { serve: boolean }, command: Command) => {
      await perform(command, async (context) => {
        const { tour } = await import("../app/tour.ts");
        const done = await tour(context.workspace(), context.progress);
        const { run_id, result_hash } = done.manifest;
        if (options.serve) await listen(context, options, { run_id, result_hash }, tourText(done, context.global.lang));
        else context.answer({ run_id, result_hash, url: null }, () => tourText(done, context.global.lang).trimEnd());
      });
    });

  program
    .command("serve")
    .description("the page and the API, on this machine only unless --host says otherwise")
    .addHelpText(
      "before",
      examples("serve", "serve --host 0.0.0.0 --name flags.example.org --proxy 10.0.0.5", "serve --origin https://dashboard.example.org"),
    )
    .option("--port <n>", "where to listen; 0 takes any free port", port, 8080)
    .option("--host <name>", "address to listen on; beyond this machine only after jabta user add", "127.0.0.1")
    .option("--name <name...>", "names under which it answers, beside those of this machine")
    .option("--origin <origin...>", "sites whose pages may read the API with a key (CORS)")
    .option("--public", "let everybody read what was published, at /public; off unless said")
    .option("--proxy <address...>", "proxies that may say where a request came from")
    .option("--log", "a line of JSON on standard error for every request: operation, status, time; no names, no parameters")
    .action(async (options: Listening, command: Command) => {
      await perform(command, async (context) => {
        await listen(context, options, {}, "");
      });
    });
}
