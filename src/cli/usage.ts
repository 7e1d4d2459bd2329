// Calls that are wrong: what the parser of the command line says, as a trouble like any other.
import type { CommanderError } from "commander";
import { UserError } from "../error.ts";

/** The parser's troubles in Thai, before the word they are about. */
const THAI: Record<string, string> = {
  "commander.unknownCommand": "ไม่รู้จักคำสั่ง",
  "commander.unknownOption": "ไม่รู้จักตัวเลือก",
  "commander.missingArgument": "ขาดอาร์กิวเมนต์",
  "commander.excessArguments": "อาร์กิวเมนต์เกินมาสำหรับ",
  "commander.optionMissingArgument": "ขาดค่าของตัวเลือก",
  "commander.missingMandatoryOptionValue": "ต้องระบุตัวเลือก",
  "commander.invalidArgument": "ค่าที่ระบุใช้ไม่ได้:",
};

const SEE_HELP = { en: "see --help", th: "ดู --help" };

/** The trouble that the parser found, with the nearest word where it has one; undefined when it only printed what was asked for. */
export function usageTrouble(error: CommanderError): UserError | undefined {
  if (error.exitCode === 0 || error.code === "commander.help") return undefined;
  const [, said = error.message, nearest] = /^(?:error: )?([\s\S]*?)(?:\s*\(Did you mean (.+?)\?\))?$/.exec(error.message) ?? [];
  const words = [...said.matchAll(/'([^']*)'/g)].map(([, word]) => word).join(" ");
  return new UserError("usage", {
    what: { en: said.trim(), th: `${THAI[error.code] ?? "คำสั่งไม่ถูกต้อง:"} ${words || said.trim()}` },
    remedy: nearest ? { en: `did you mean ${nearest}?`, th: `ต้องการ ${nearest} ใช่หรือไม่` } : SEE_HELP,
    exit: "usage",
  });
}
