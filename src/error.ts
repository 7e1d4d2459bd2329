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

/** A trouble a person can mend. `code` is stable and part of the API's problem document. */
export class UserError extends Error {
  readonly code: string;
  readonly what: string;
  readonly where: string | undefined;
  readonly remedy: string | undefined;
  readonly exit: ExitName;

  constructor(code: string, trouble: { what: string; where?: string; remedy?: string; exit?: ExitName }) {
    super([trouble.what, trouble.where && `  at ${trouble.where}`, trouble.remedy && `  → ${trouble.remedy}`].filter(Boolean).join("\n"));
    this.name = "UserError";
    this.code = code;
    this.what = trouble.what;
    this.where = trouble.where;
    this.remedy = trouble.remedy;
    this.exit = trouble.exit ?? "failed";
  }
}
