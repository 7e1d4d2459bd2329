// Delivers what was made: into a folder, by mail, to an address. Internal matters travel as a link; the file stays in the house.
import { createHash, createHmac } from "node:crypto";
import { copyFileSync, existsSync, renameSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Delivery } from "../casebook/schedule.ts";
import { UserError } from "../error.ts";
import type { Language } from "../text/text.ts";
import { htmlMail, leaveHeaders, textMail } from "./mail.ts";

/** What is sent. `file` lies in the workspace; `attach` says whether it may leave it by mail. */
export interface Message {
  /** Missing in what an older version laid. */
  language?: Language;
  subject: string;
  text: string;
  /** Where it can be read by whoever may. */
  link: string;
  file: string | null;
  /** Name under which it is filed. */
  name: string | null;
  sha256: string | null;
  attach: boolean;
  data: Readonly<Record<string, string | number | null>>;
}

export interface Post {
  /** SMTP server, as smtp://user:password@host:port. */
  smtp: string | undefined;
  from: string | undefined;
  /** Secret by which receivers of a POST know that it is ours. */
  secret: string | undefined;
}

export const postFromEnvironment = (): Post => ({
  smtp: process.env.JABTA_SMTP_URL,
  from: process.env.JABTA_MAIL_FROM,
  secret: process.env.JABTA_WEBHOOK_SECRET,
});

/** Larger files are not attached; the mail says so. */
export const LARGEST_ATTACHMENT = 10 * 1024 * 1024;
const PATIENCE_MS = 30_000;

const missing = (name: string, en: string, th: string): UserError =>
  new UserError("delivery-unconfigured", { what: { en, th }, remedy: { en: `set ${name}`, th: `กำหนดค่า ${name}` }, exit: "configuration" });

/** The same for the same delivery, always: receivers that see it twice know it. */
export const deliveryId = ({ schedule_id, due_at, target }: Pick<Delivery, "schedule_id" | "due_at" | "target">): string =>
  createHash("sha256").update(`${schedule_id} ${due_at} ${target}`).digest("hex").slice(0, 32);

function intoFolder(folder: string, message: Message): void {
  if (!message.file || !message.name) return;
  if (!existsSync(folder))
    throw new UserError("folder-gone", { what: { en: "the folder is not there", th: "ไม่มีโฟลเดอร์" }, where: folder, exit: "cannotWrite" });
  const beside = join(folder, `.${message.name}.${process.pid}.part`);
  copyFileSync(message.file, beside);
  renameSync(beside, join(folder, message.name));
}

async function byMail(to: string, id: string, message: Message, post: Post, leave: string | undefined): Promise<void> {
  if (!post.smtp) throw missing("JABTA_SMTP_URL", "there is no mail server", "ยังไม่ได้กำหนดเซิร์ฟเวอร์อีเมล");
  if (!post.from) throw missing("JABTA_MAIL_FROM", "there is no sender for mail", "ยังไม่ได้กำหนดผู้ส่งอีเมล");
  const letter = { ...message, language: message.language ?? "en", leave };
  const fits = message.attach && message.file !== null && statSync(message.file).size <= LARGEST_ATTACHMENT;
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    url: post.smtp,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  });
  try {
    await transport.sendMail({
      from: post.from,
      to,
      subject: message.subject,
      text: textMail(letter),
      html: htmlMail(letter),
      messageId: `<${id}@jabta>`,
      headers: { "Auto-Submitted": "auto-generated", "X-Jabta-Sha256": message.sha256 ?? "", ...leaveHeaders(leave) },
      attachments: fits ? [{ filename: message.name ?? basename(message.file!), path: message.file! }] : [],
    });
  } finally {
    transport.close();
  }
}

/** A POST as Standard Webhooks describes it: an id that stays the same, the time, and a signature over both and the body. */
async function byPost(address: string, id: string, message: Message, post: Post, now: Date): Promise<void> {
  const body = JSON.stringify({
    type: "jabta.made",
    timestamp: now.toISOString(),
    data: { ...message.data, subject: message.subject, link: message.link, sha256: message.sha256 },
  });
  const seconds = String(Math.floor(now.getTime() / 1000));
  const signature = post.secret && createHmac("sha256", post.secret).update(`${id}.${seconds}.${body}`).digest("base64");
  const response = await fetch(address, {
    method: "POST",
    body,
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": seconds,
      ...(signature ? { "webhook-signature": `v1,${signature}` } : {}),
    },
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the receiver answered ${response.status}`);
}

/** Sends one message to one target. `leave` is where a reader of mail says that no more is wanted. */
export async function deliver(
  delivery: Pick<Delivery, "schedule_id" | "due_at" | "target">,
  message: Message,
  post: Post,
  now: Date,
  leave?: string,
): Promise<void> {
  const { target } = delivery;
  const id = deliveryId(delivery);
  if (target.startsWith("folder:")) intoFolder(target.slice("folder:".length), message);
  else if (target.startsWith("mailto:")) await byMail(target.slice("mailto:".length), id, message, post, leave);
  else await byPost(target, id, message, post, now);
}

/** Troubles of a line that never stood: nobody can have taken anything. */
const NEVER_STOOD = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|Greeting never received|Connection timeout/;

/** Whether a trouble is known to have come before anything was accepted: only then is trying again free of doubles. */
export function nothingAccepted(error: unknown): boolean {
  if (error instanceof UserError) return true;
  const { code, responseCode, message, cause } = error as {
    code?: string;
    responseCode?: number;
    message: string;
    cause?: { code?: string };
  };
  // A server that answers with a number has said no; a line that broke has said nothing.
  if (responseCode !== undefined || code === "EDNS" || code === "EAUTH" || code === "EENVELOPE") return true;
  return NEVER_STOOD.test(`${message} ${cause?.code ?? ""}`) || message.startsWith("the receiver answered");
}
