// What a person can mend: what is wrong, where, and what to do. Anything else thrown is a bug and keeps its stack.

/** Exit codes of the command line, as promised in the README. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  quarantined: 3,
  flagsFound: 4,
  unusable: 65,
  noInput: 66,
  unavailable: 69,
  bug: 70,
  cannotWrite: 73,
  tryAgain: 75,
  notPermitted: 77,
  configuration: 78,
} as const;

export type ExitName = keyof typeof EXIT;

/** What is said in both languages, or one text where only the author of an indicator, a profile or a mapping reads it. */
export type Said = string | { readonly en: string; readonly th: string };

const both = (said: Said): { en: string; th: string } => (typeof said === "string" ? { en: said, th: said } : said);

/** A trouble a person can mend. `code` is stable and part of the API's problem document. */
export class UserError extends Error {
  readonly code: string;
  readonly says: { en: string; th: string };
  readonly where: string | undefined;
  readonly mend: { en: string; th: string } | undefined;
  readonly exit: ExitName;

  constructor(code: string, trouble: { what: Said; where?: string; remedy?: Said; exit?: ExitName }) {
    const says = both(trouble.what);
    const mend = trouble.remedy === undefined ? undefined : both(trouble.remedy);
    super([says.en, trouble.where && `  at ${trouble.where}`, mend && `  → ${mend.en}`].filter(Boolean).join("\n"));
    this.name = "UserError";
    this.code = code;
    this.says = says;
    this.where = trouble.where;
    this.mend = mend;
    this.exit = trouble.exit ?? "failed";
  }

  /** What is wrong, in English. */
  get what(): string {
    return this.says.en;
  }

  /** What to do about it, in English. */
  get remedy(): string | undefined {
    return this.mend?.en;
  }
}
