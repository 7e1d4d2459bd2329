// One contract or process on one page: what was flagged and on what evidence, what could not be tested, the facts, the review.
import { raw } from "hono/html";
import type { Flag } from "../app/flags.ts";
import { type Case, isContext } from "./case.ts";
import { Standing, Summary, Way } from "./case-head.tsx";
import { CasePanel } from "./case-panel.tsx";
import { toldAsMarkup } from "./case-told.tsx";
import { FlagCard } from "./flag-card.tsx";
import { Layout } from "./layout.tsx";
import { subjectHref } from "./links.ts";
import { Printed, shorten } from "./printed.tsx";
import { Banner, type Done } from "./review-banner.tsx";
import { SinceBefore } from "./since-before.tsx";

const Flags = ({ of, flags }: { of: Case; flags: readonly Flag[] }) => {
  const { words } = of.reader;
  return (
    <section aria-labelledby="flags" class="flags-section">
      <h2 id="flags">{flags.length ? words.subject.flags(flags.length) : words.subject.noFlags}</h2>
      {flags.length === 0 && <p>{words.subject.noFlagsText}</p>}
      {flags.map((flag, index) => (
        <FlagCard flag={flag} number={index + 1} of={of} />
      ))}
    </section>
  );
};

/** The page. */
export const SubjectPage = ({ of, done }: { of: Case; done?: Done | undefined }) => {
  const { reader, explanation, generation } = of;
  const { words } = reader;
  const [process] = explanation.facts.process ?? [];
  const title = String(process?.title ?? explanation.subject_id);
  const flags = [...explanation.flags.filter((flag) => !isContext(flag)), ...explanation.flags.filter(isContext)];
  return (
    <Layout reader={reader} title={shorten(title, 80).text} at="queue" manifest={generation.manifest}>
      <Way of={of} />
      {done && <Banner done={done} reader={reader} />}
      <div class="case-head">
        <p class="kind">
          {explanation.subject_kind === "contract" ? words.subject.contract : words.subject.process}{" "}
          <bdi>{shorten(explanation.subject_id, 120).text}</bdi>
          {explanation.subject_kind === "contract" && process && (
            <>
              {" · "}
              <a href={subjectHref("process", String(process.process_id))}>{words.subject.ofProcess}</a>
            </>
          )}
        </p>
        <h1>
          <Printed text={title} reader={reader} most={300} />
        </h1>
        <Summary of={of} />
        <Standing of={of} />
      </div>
      <div class="case">
        <div class="case-main">
          <Flags of={of} flags={flags} />
          <SinceBefore of={of} />
          {raw(toldAsMarkup(of.told, reader))}
        </div>
        <CasePanel of={of} />
      </div>
    </Layout>
  );
};
