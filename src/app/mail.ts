// A message as mail: the same words as text and as HTML, and how to have no more of them (RFC 8058).
import { escaped } from "../text/escaped.ts";
import type { Language, Text } from "../text/text.ts";
import { wordsOf } from "../text/words.ts";

/** What a mail says, and what its reader can do with it. */
export interface Letter {
  language: Language;
  subject: string;
  text: string;
  link: string;
  /** Where its reader says that no more is wanted; none where nobody keeps that. */
  leave: string | undefined;
}

const OPEN: Text = { en: "Open in jabta", th: "เปิดดูในระบบจับตา" };
const LEAVE: Text = { en: "No more of these mails", th: "ยกเลิกการรับอีเมลนี้" };

export function textMail({ language, text, link, leave }: Letter): string {
  const end = leave ? `\n${LEAVE[language]}: ${leave}\n` : "";
  return `${text}\n\n${link}\n\n${wordsOf(language).disclaimer}\n${end}`;
}

/** Nothing is fetched and nothing runs: a mail that is opened tells nobody. */
export function htmlMail({ language, subject, text, link, leave }: Letter): string {
  const blocks = text.split(/\n{2,}/).map((block) => `<p>${escaped(block).replaceAll("\n", "<br>")}</p>`);
  const end = leave ? `<p style="font-size:14px"><a href="${escaped(leave)}">${LEAVE[language]}</a></p>` : "";
  return `<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="font-family:Sarabun,'Noto Sans Thai',Tahoma,sans-serif;font-size:16px;line-height:1.7;max-width:42em">
${blocks.join("\n")}
<p><a href="${escaped(link)}">${OPEN[language]}</a></p>
<p style="font-size:14px">${wordsOf(language).disclaimer}</p>
${end}</body></html>
`;
}

/** By these a mail program offers a button of its own. One click goes without a page, which only an encrypted address may promise. */
export const leaveHeaders = (leave: string | undefined): Record<string, string> => ({
  ...(leave ? { "List-Unsubscribe": `<${leave}>` } : {}),
  ...(leave?.startsWith("https:") ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {}),
});
