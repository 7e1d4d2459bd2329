// The routes of bringing records in.
import type { ReadableStream } from "node:stream/web";
import type { Context, Hono } from "hono";
import { startRun } from "../app/job.ts";
import { quarantine } from "../app/quarantine.ts";
import { refuse } from "../app/review.ts";
import { dropUpload, holdUpload, knownMappings, previewOf, readWith, takeUpload, uploads } from "../app/upload.ts";
import { UserError } from "../error.ts";
import { ImportsPage, UploadPage } from "./imports.tsx";
import type { Desk } from "./review-routes.ts";
import { send } from "./send.ts";

/** Rows of one download. */
const MOST = 100_000;

/** A cell that no spreadsheet computes. */
const cell = (text: string | null): string => {
  const safe = /^\s*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text ?? "") ? `'${text}` : (text ?? "");
  return `"${safe.replaceAll('"', '""')}"`;
};

/** Adds the routes. */
export function addImports(app: Hono, desk: Desk): void {
  const { casebook, house } = desk;
  const { workspace } = house;
  const sending = (c: Context) => ({ workspace, casebook, actor: desk.readerOf(c).actor });
  const page = (c: Context, id: string, refused?: string) =>
    send(
      c,
      <UploadPage reader={desk.readerOf(c)} preview={previewOf(casebook, id)} mappings={knownMappings()} refused={refused} />,
      refused ? 422 : 200,
    );

  app.get("/imports", (c) => send(c, <ImportsPage reader={desk.readerOf(c)} uploads={uploads(casebook)} />));
  app.post("/imports", async (c) => {
    const { file } = await c.req.parseBody();
    if (!(file instanceof File) || file.size === 0) return refuse("upload-missing");
    return c.redirect(`/imports/${await holdUpload(sending(c), file.name, file.stream() as unknown as ReadableStream)}`, 303);
  });
  app.get("/imports/quarantine.csv", async (c) => {
    const rows = await quarantine(workspace, MOST);
    const names = ["file", "sha256", "source", "place", "reason", "detail"] as const;
    const text = [names.join(","), ...rows.map((row) => names.map((name) => cell(row[name])).join(","))].join("\r\n");
    return c.body(`${text}\r\n`, 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="quarantine.csv"',
    });
  });
  app.get("/imports/:id", (c) => page(c, c.req.param("id")));
  app.post("/imports/mapping", async (c) => {
    const { upload, known, own } = await c.req.parseBody();
    const id = String(upload ?? "");
    try {
      readWith(sending(c), id, { known: String(known ?? ""), own: own instanceof File ? await own.text() : "" });
      return c.redirect(`/imports/${id}`, 303);
    } catch (error) {
      if (!(error instanceof UserError) || error.exit === "noInput") throw error;
      return await page(c, id, error.says[desk.readerOf(c).language]);
    }
  });
  for (const [path, work] of [
    ["/imports/take", takeUpload],
    ["/imports/drop", dropUpload],
  ] as const) {
    app.post(path, async (c) => {
      const { upload, reason } = await c.req.parseBody();
      const id = String(upload ?? "");
      try {
        work(sending(c), id, String(reason ?? ""));
        return c.redirect(`/imports/${id}`, 303);
      } catch (error) {
        if (!(error instanceof UserError) || error.exit === "noInput") throw error;
        return await page(c, id, error.says[desk.readerOf(c).language]);
      }
    });
  }
  app.post("/imports/run", (c) => {
    startRun(sending(c), { profile: "default" });
    return c.redirect("/run", 303);
  });
}
