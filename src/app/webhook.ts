// Tells programs of new runs: what is new among the flags they asked for, signed as Standard Webhooks has it.
import { createHmac } from "node:crypto";
import type { Casebook } from "../casebook/casebook.ts";
import { addDelivery, endTry, hasDelivery, takeDelivery, type Webhook, webhooks } from "../casebook/webhook.ts";
import { UserError } from "../error.ts";
import { Filter } from "./filter.ts";
import { readManifest } from "./generation.ts";
import type { House } from "./house.ts";
import { newFlags } from "./news.ts";
import { post } from "./outward.ts";

export { addWebhook, deliveriesOf, enableWebhook, removeWebhook, type Webhook, webhooks } from "../casebook/webhook.ts";

/** Flags that one message names. */
const NAMED = 20;

/** The header that proves who sent a body and when (standardwebhooks.com, v1, read 2026-11). */
export function signature(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64")}`;
}

/** The filters that a query of the queue means; what is no filter is left out. */
export const filterOf = (query: string): Filter =>
  Filter.parse(Object.fromEntries([...new URLSearchParams(query)].filter(([name]) => name in Filter.shape)));

async function messageFor(house: House, { query }: Webhook): Promise<string> {
  const { run_id, as_of, result_hash, started_at } = readManifest(house.workspace, house.current());
  const news = await newFlags(house, { filter: filterOf(query), language: "en", limit: NAMED, newest: true });
  const flags = news.flags.map(({ flag: { flag_id, indicator, subject_kind, subject_id, level } }) => ({
    flag_id,
    indicator,
    subject_kind,
    subject_id,
    level,
  }));
  return JSON.stringify({
    type: "run.in_force",
    timestamp: started_at,
    data: {
      run_id,
      as_of,
      result_hash,
      new_flags: news.count,
      flags,
      more: `/v1/flags?${new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(query)), run: run_id })}`,
      disclaimer: "A flag is a reason to look, not a verdict: it marks a risk and does not mean that anything wrong was done.",
    },
  });
}

/** Writes down what is to be told of the run in force, and sends what is due. */
export async function tellWebhooks(house: House, casebook: Casebook, now: () => Date = () => new Date()): Promise<void> {
  for (const webhook of webhooks(casebook).filter(({ disabled_at }) => disabled_at === null)) {
    let runId: string;
    try {
      runId = house.current();
    } catch (error) {
      if (error instanceof UserError) return;
      throw error;
    }
    // A run that was there before the address was added is no news to it.
    if (hasDelivery(casebook, webhook.webhook_id, runId) || readManifest(house.workspace, runId).started_at < webhook.created_at) continue;
    addDelivery(casebook, { webhook_id: webhook.webhook_id, run_id: runId, body: await messageFor(house, webhook) }, now());
  }
  for (let due = takeDelivery(casebook, now()); due; due = takeDelivery(casebook, now())) {
    const seconds = Math.floor(now().getTime() / 1000);
    const status = await post(due.url, due.body, {
      "webhook-id": due.delivery_id,
      "webhook-timestamp": String(seconds),
      "webhook-signature": signature(due.secret, due.delivery_id, seconds, due.body),
    });
    endTry(casebook, due, status, now());
  }
}
