// Where the next page begins: opaque, signed, bound to a run and to the request it came from.
import { timingSafeEqual } from "node:crypto";
import { UserError } from "../error.ts";
import { fingerprint, type Workspace } from "../workspace.ts";

/** A place in a list of one run. */
export interface Place {
  run: string;
  /** The order key of the last item seen. */
  after: number;
}

const seal = (workspace: Workspace, body: string, asked: object): string =>
  workspace.mask(`cursor ${body} ${fingerprint(JSON.stringify(Object.entries(asked).sort()))}`);

/** Writes a place down for whoever asked with these filters. */
export function writeCursor(workspace: Workspace, place: Place, asked: object): string {
  const body = Buffer.from(JSON.stringify([place.run, place.after])).toString("base64url");
  return `${body}.${seal(workspace, body, asked)}`;
}

/** Reads a place back; one that was changed, or comes from a request with other filters, is refused. */
export function readCursor(workspace: Workspace, cursor: string, asked: object): Place {
  const [body = "", mark = ""] = cursor.split(".");
  const expected = Buffer.from(seal(workspace, body, asked));
  const given = Buffer.from(mark);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new UserError("bad-cursor", {
      what: "the cursor does not belong to this request",
      remedy: "start again without it",
      exit: "usage",
    });
  }
  const [run, after] = JSON.parse(Buffer.from(body, "base64url").toString()) as [string, number];
  return { run, after };
}
