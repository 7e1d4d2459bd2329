// Bringing records in from the page: a file is sent, read for a preview, held, and taken or dropped.
import type { JobState } from "../app/job.ts";
import type { KnownMapping, Preview, Upload } from "../app/upload.ts";
import { labelOf } from "../text/codelist.ts";
import { showAmount } from "../text/text.ts";
import { Layout } from "./layout.tsx";
import { Moment, Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";

const count = (n: number): string => showAmount(String(n));

/** The form, and what was sent before. */
export const ImportsPage = ({ reader, uploads }: { reader: Reader; uploads: readonly Upload[] }) => {
  const { words } = reader;
  return (
    <Layout reader={reader} title={words.imports.title}>
      <div class="page-head">
        <h1>{words.imports.title}</h1>
        <p class="lead">{words.imports.lead}</p>
      </div>
      <form method="post" action="/imports" enctype="multipart/form-data" class="case-form narrow-form">
        <label class="field">
          <span>{words.imports.file}</span>
          <input type="file" name="file" required />
          <span class="hint">{words.imports.hint}</span>
        </label>
        <button type="submit" class="primary">
          {words.imports.send}
        </button>
      </form>
      <p class="apart">
        <a href="/imports/quarantine.csv" download>
          {words.imports.quarantine}
        </a>
      </p>
      {uploads.length > 0 && <h2>{words.imports.sent}</h2>}
      <ul>
        {uploads.map((it) => (
          <li>
            <a href={`/imports/${it.upload_id}`}>
              <bdi>{it.name}</bdi>
            </a>{" "}
            <span class="muted">
              {it.settled_at === null ? words.imports.held : it.import_job ? words.imports.taken : words.imports.dropped} ·{" "}
              <Moment at={it.at} reader={reader} />
            </span>
          </li>
        ))}
      </ul>
    </Layout>
  );
};

/** What was read of the file: whose it is taken for, how much of it, what was held back and why. */
const Files = ({ preview, reader }: { preview: Preview; reader: Reader }) => {
  const { words, language } = reader;
  return (
    <>
      {preview.found!.files.map((file) => (
        <section>
          {/* Of one file alone the name is the title of the page. */}
          {preview.found!.files.length > 1 && (
            <h2>
              <bdi>{file.name}</bdi>
            </h2>
          )}
          {file.refused ? (
            <div class="notice">
              <p>{file.refused.what[language]}</p>
              {file.refused.remedy && <p>{file.refused.remedy[language]}</p>}
            </div>
          ) : (
            <p>{words.imports.read(file.source || "–", count(file.read), count(file.quarantined), count(file.duplicate))}</p>
          )}
          <ul>
            {Object.entries(file.reasons).map(([reason, records]) => (
              <li>
                {count(records)}: {labelOf("problem", reason, language)} <span class="muted">({file.first_at[reason]})</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
};

/** The mapping as it worked: which facts came out of the file and how often, of every kind of thing that it tells of. */
const Mapping = ({ preview, reader }: { preview: Preview; reader: Reader }) => {
  const { words } = reader;
  return (
    <>
      {preview.found!.datasets.map((set) => (
        <details open>
          <summary>{words.imports.mapping(set.source)}</summary>
          <table class="plain narrow-table">
            <thead>
              <tr>
                <th scope="col">{words.imports.fact}</th>
                <th scope="col" class="number">
                  {words.imports.filled}
                </th>
              </tr>
            </thead>
            <tbody>
              {set.fields
                .filter(({ rows }) => rows > 0)
                .map((field) => (
                  <tr>
                    <th scope="row">
                      {field.label} <code>{field.field}</code>
                    </th>
                    <td class={field.filled === 0 ? "number muted" : "number"}>
                      {count(field.filled)} / {count(field.rows)}
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        </details>
      ))}
    </>
  );
};

/** Another way to read the same file: a mapping of the program, one of the reader's own, or none. */
const AnotherMapping = ({ preview, mappings, reader }: { preview: Preview; mappings: readonly KnownMapping[]; reader: Reader }) => {
  const { words } = reader;
  return (
    <details class="again" open={!preview.found || preview.heldBack.read === 0}>
      <summary>{words.imports.another}</summary>
      <form method="post" action="/imports/mapping" enctype="multipart/form-data" class="case-form narrow-form">
        <p class="muted">{words.imports.anotherText}</p>
        <input type="hidden" name="upload" value={preview.upload.upload_id} />
        <label class="field">
          <span>{words.imports.known}</span>
          <select name="known">
            <option value="">{words.imports.byItself}</option>
            {mappings.map(({ name, title }) => (
              <option value={name}>{title}</option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{words.imports.own}</span>
          <input type="file" name="own" accept=".yaml,.yml" />
          <span class="hint">{words.imports.ownHint}</span>
        </label>
        <button type="submit">{words.imports.again}</button>
      </form>
    </details>
  );
};

const Standing = ({ job, reader }: { job: JobState | undefined; reader: Reader }) => {
  const { words } = reader;
  if (!job) return null;
  return <p class="notice">{words.imports.state[job.state]}</p>;
};

/** One file: its preview, and the choice. */
export const UploadPage = ({
  reader,
  preview,
  mappings,
  refused,
}: {
  reader: Reader;
  preview: Preview;
  mappings: readonly KnownMapping[];
  refused?: string | undefined;
}) => {
  const { words } = reader;
  const { upload, check, found, importing, heldBack } = preview;
  const running = check?.state === "running" || importing?.state === "running";
  return (
    <Layout reader={reader} title={upload.name} refresh={running ? 2 : undefined}>
      <div class="page-head">
        <h1>
          <bdi>{upload.name}</bdi>
        </h1>
        <p>
          <a href="/imports">← {words.imports.title}</a>
        </p>
      </div>
      {preview.mapping && <p class="lead">{words.imports.readWith(preview.mapping)}</p>}
      {check?.state === "running" && <p role="status">{words.imports.reading}</p>}
      {check && check.state !== "running" && !found && <p class="notice">{words.imports.unreadable}</p>}
      {found && <Files preview={preview} reader={reader} />}
      {found && <Mapping preview={preview} reader={reader} />}
      <Standing job={importing} reader={reader} />
      {importing?.state === "done" && (
        <form method="post" action="/imports/run">
          <button type="submit" class="primary">
            {words.imports.run}
          </button>
        </form>
      )}
      {refused && (
        <p class="notice" role="alert">
          {refused}
        </p>
      )}
      {upload.reason && (
        <blockquote>
          <Printed text={upload.reason} reader={reader} most={5000} />
        </blockquote>
      )}
      {upload.settled_at === null && found && heldBack.records < heldBack.read && (
        <form method="post" action="/imports/take" class="case-form narrow-form">
          <input type="hidden" name="upload" value={upload.upload_id} />
          {heldBack.needsReason && (
            <label class="field">
              <span>{words.imports.override(count(heldBack.records), count(heldBack.read))}</span>
              <textarea name="reason" rows={2} required maxlength={5000} />
            </label>
          )}
          <button type="submit" class="primary">
            {words.imports.take}
          </button>
        </form>
      )}
      {upload.settled_at === null && !running && <AnotherMapping preview={preview} mappings={mappings} reader={reader} />}
      {upload.settled_at === null && !running && (
        <form method="post" action="/imports/drop" class="apart">
          <input type="hidden" name="upload" value={upload.upload_id} />
          <button type="submit">{words.imports.drop}</button>
        </form>
      )}
    </Layout>
  );
};
