// Commands about the programs that are told of new runs: webhook add, list, enable, remove.
import type { Command } from "commander";
import { checkAddress } from "../app/outward.ts";
import { refuse } from "../app/people.ts";
import { MACHINE } from "../app/person.ts";
import { addWebhook, deliveriesOf, enableWebhook, filterOf, removeWebhook, type Webhook, webhooks } from "../app/webhook.ts";
import type { Language, Text } from "../text/text.ts";
import { examples } from "./option.ts";
import { table } from "./table.ts";
import { withCasebook } from "./with-casebook.ts";

const SAYS = {
  id: { en: "id", th: "รหัส" },
  address: { en: "address", th: "ที่อยู่" },
  filters: { en: "filters", th: "เงื่อนไข" },
  failures: { en: "given up", th: "เลิกส่ง" },
  disabled: { en: "disabled", th: "ปิดใช้เมื่อ" },
  last: { en: "last answer", th: "คำตอบล่าสุด" },
  secret: { en: "Secret, by which the program knows that we sent it:", th: "รหัสลับสำหรับตรวจว่าเป็นผู้ส่งจริง:" },
} as const satisfies Record<string, Text>;

type Shown = Omit<Webhook, "secret"> & { last_status: number | null };

const listed = (all: Shown[], lang: Language): string =>
  table(all, [
    { head: SAYS.id[lang], of: (it) => it.webhook_id },
    { head: SAYS.address[lang], of: (it) => it.url },
    { head: SAYS.filters[lang], of: (it) => it.query },
    { head: SAYS.last[lang], of: (it) => (it.last_status === null ? "" : String(it.last_status)) },
    { head: SAYS.failures[lang], of: (it) => String(it.failures), right: true },
    { head: SAYS.disabled[lang], of: (it) => it.disabled_at?.slice(0, 10) ?? "" },
  ]);

/** Filters as the queue has them in its address; a word that is none is refused. */
function queryOf(text: string): string {
  const query = new URLSearchParams(text);
  try {
    if (Object.keys(filterOf(text)).length === query.size) return query.toString();
  } catch {
    // A value that fits no filter is told below.
  }
  return refuse("view-query");
}

export function addWebhooks(program: Command): void {
  const webhook = program
    .command("webhook")
    .description("which programs are told of a new run, while serve runs")
    .addHelpText(
      "before",
      examples('webhook add https://example.org/hook --filter "method=direct&level=high"', "webhook list", "webhook remove ID"),
    );
  webhook
    .command("add")
    .argument("<url>")
    .option("--filter <query>", "which flags it is told of, as in the address of the queue", "")
    .option("--private", "the address is in your own network")
    .description("tell an address of every new run from now on")
    .action((url: string, options: { filter: string; private?: boolean }, command: Command) =>
      withCasebook(command, (context, casebook) => {
        const made = addWebhook(casebook, {
          url: checkAddress(url, Boolean(options.private)),
          query: queryOf(options.filter),
          actor: MACHINE,
        });
        context.answer(made, () => `${made.webhook_id} ${made.url}\n${SAYS.secret[context.global.lang]} ${made.secret}`);
      }),
    );
  webhook
    .command("list")
    .description("all addresses and how they answer")
    .action((_options: object, command: Command) =>
      withCasebook(command, (context, casebook) => {
        const all = webhooks(casebook).map(({ secret: _, ...it }) => ({
          ...it,
          last_status: deliveriesOf(casebook, it.webhook_id)[0]?.status ?? null,
        }));
        context.answer(all, () => listed(all, context.global.lang));
      }),
    );
  for (const [verb, work, about] of [
    ["enable", enableWebhook, "tell an address again that failed too often"],
    ["remove", removeWebhook, "tell an address nothing more"],
  ] as const) {
    webhook
      .command(verb)
      .argument("<id>")
      .description(about)
      .action((id: string, _options: object, command: Command) =>
        withCasebook(command, (context, casebook) => {
          const { secret: _, ...changed } = work(casebook, id, MACHINE);
          context.answer(changed, () => `${changed.webhook_id} ${changed.url}`);
        }),
      );
  }
}
