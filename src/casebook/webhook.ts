// Webhooks and their deliveries, kept so that a restart neither loses nor doubles one.
import { randomBytes, randomUUID } from "node:crypto";
import { append, sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";
import { refuse } from "./refusal.ts";

export interface Webhook {
  webhook_id: string;
  url: string;
  secret: string;
  query: string;
  created_at: string;
  created_by: string;
  failures: number;
  disabled_at: string | null;
}

export interface Delivery {
  delivery_id: string;
  webhook_id: string;
  run_id: string;
  body: string;
  made_at: string;
  tries: number;
  next_at: string;
  status: number | null;
  ended_at: string | null;
}

const COLUMNS = "webhook_id, url, secret, query, created_at, created_by, failures, disabled_at";

/** Minutes to wait before each further try, as Standard Webhooks proposes: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h. */
export const WAITS = [5 / 60, 5, 30, 120, 300, 600, 840, 1200, 1440];
/** Deliveries given up in a row after which an address is told nothing more. */
const GIVEN_UP = 3;

function log(casebook: Casebook, action: string, webhook: Webhook, actor: string, at: string): void {
  const { secret: _, ...open } = webhook;
  append(casebook, { at, actor, action, object: webhook.webhook_id, before: sha256(""), after: sha256(JSON.stringify(open)) });
}

/** Adds an address. The secret by which it knows us is shown now and kept. */
export function addWebhook(
  casebook: Casebook,
  { url, query, actor }: { url: string; query: string; actor: string },
  now: Date = new Date(),
): Webhook {
  const webhook: Webhook = {
    webhook_id: randomUUID(),
    url,
    secret: `whsec_${randomBytes(32).toString("base64")}`,
    query,
    created_at: now.toISOString(),
    created_by: actor,
    failures: 0,
    disabled_at: null,
  };
  casebook.atomically(() => {
    casebook.run(
      "insert into webhook (webhook_id, url, secret, query, created_at, created_by) values (?, ?, ?, ?, ?, ?)",
      webhook.webhook_id,
      url,
      webhook.secret,
      query,
      webhook.created_at,
      actor,
    );
    log(casebook, "webhook.add", webhook, actor, webhook.created_at);
  });
  return webhook;
}

/** All addresses but those taken out. */
export const webhooks = (casebook: Casebook): Webhook[] =>
  casebook.all<Webhook>(`select ${COLUMNS} from webhook where removed_at is null order by created_at, webhook_id`);

/** Changes one thing of an address, and logs it. */
function change(casebook: Casebook, id: string, sql: string, action: string, actor: string, now: Date): Webhook {
  return casebook.atomically(() => {
    const known = webhooks(casebook).find(({ webhook_id }) => webhook_id === id) ?? refuse("webhook-unknown");
    casebook.run(`update webhook set ${sql} where webhook_id = ?`, id);
    log(casebook, action, known, actor, now.toISOString());
    return known;
  });
}

/** Takes an address out. */
export const removeWebhook = (casebook: Casebook, id: string, actor: string, now: Date = new Date()): Webhook =>
  change(casebook, id, `removed_at = '${now.toISOString()}'`, "webhook.remove", actor, now);

/** Tells an address again that was told nothing more after failures. */
export const enableWebhook = (casebook: Casebook, id: string, actor: string, now: Date = new Date()): Webhook =>
  change(casebook, id, "disabled_at = null, failures = 0", "webhook.enable", actor, now);

/** Writes down what an address is to be told of a run, unless that was written down before. */
export function addDelivery(casebook: Casebook, delivery: Pick<Delivery, "webhook_id" | "run_id" | "body">, now: Date = new Date()): void {
  const at = now.toISOString();
  casebook.run(
    "insert into webhook_delivery (delivery_id, webhook_id, run_id, body, made_at, next_at) values (?, ?, ?, ?, ?, ?) on conflict do nothing",
    `msg_${randomUUID()}`,
    delivery.webhook_id,
    delivery.run_id,
    delivery.body,
    at,
    at,
  );
}

export const hasDelivery = (casebook: Casebook, webhookId: string, runId: string): boolean =>
  casebook.one("select 1 from webhook_delivery where webhook_id = ? and run_id = ?", webhookId, runId) !== undefined;

export const deliveriesOf = (casebook: Casebook, webhookId: string): Delivery[] =>
  casebook.all<Delivery>("select * from webhook_delivery where webhook_id = ? order by made_at desc", webhookId);

/** Seconds for which whoever took a delivery has it alone: longer than a try takes, shorter than the wait for the next. */
const TAKEN = 60;

/** Takes the next delivery that is due, so that two servers on one workspace do not send it twice. */
export function takeDelivery(casebook: Casebook, now: Date = new Date()): (Delivery & Pick<Webhook, "url" | "secret">) | undefined {
  return casebook.atomically(() => {
    const due = casebook.one<Delivery & Pick<Webhook, "url" | "secret">>(
      `select d.*, w.url, w.secret from webhook_delivery as d join webhook as w using (webhook_id)
       where d.ended_at is null and d.next_at <= ? and w.disabled_at is null and w.removed_at is null order by d.next_at, d.delivery_id limit 1`,
      now.toISOString(),
    );
    if (due)
      casebook.run(
        "update webhook_delivery set next_at = ?, tries = tries + 1 where delivery_id = ?",
        new Date(now.getTime() + TAKEN * 1000).toISOString(),
        due.delivery_id,
      );
    return due && { ...due, tries: due.tries + 1 };
  });
}

/** Writes down what came of a try: delivered, to be tried again, or given up. 410 means: never again. */
export function endTry(casebook: Casebook, delivery: Delivery, status: number, now: Date = new Date()): void {
  const at = now.toISOString();
  const { delivery_id, webhook_id, tries } = delivery;
  const wait = WAITS[tries - 1];
  const delivered = status >= 200 && status < 300;
  const over = delivered || wait === undefined || status === 410;
  casebook.atomically(() => {
    casebook.run(
      "update webhook_delivery set status = ?, ended_at = ?, next_at = ? where delivery_id = ?",
      status,
      over ? at : null,
      over ? at : new Date(now.getTime() + wait * 60_000).toISOString(),
      delivery_id,
    );
    if (delivered) casebook.run("update webhook set failures = 0 where webhook_id = ?", webhook_id);
    else if (over) casebook.run("update webhook set failures = failures + 1 where webhook_id = ?", webhook_id);
    if (status === 410 || (over && !delivered))
      casebook.run(
        "update webhook set disabled_at = ? where webhook_id = ? and disabled_at is null and (failures >= ? or ? = 410)",
        at,
        webhook_id,
        GIVEN_UP,
        status,
      );
  });
}
