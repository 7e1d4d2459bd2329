// The frame of every page: head, navigation, disclaimer, stamp of the run.
import type { Child } from "hono/jsx";
import type { Manifest } from "../app/run.ts";
import { showDay } from "../text/text.ts";
import { ASSET } from "./assets.ts";
import { here } from "./links.ts";
import { Shapes } from "./marks.tsx";
import type { Reader } from "./reader.ts";

export interface Frame {
  reader: Reader;
  title: string;
  /** Which entry of the navigation this page belongs to. */
  at?: "queue" | "indicators" | "coverage" | "reports" | "run" | "log" | "help";
  manifest?: Manifest | undefined;
  /** Where what is new of it can be followed. */
  feed?: string | undefined;
  /** Seconds after which the page is asked for again, while something is under way. */
  refresh?: number | undefined;
  children?: Child;
}

const NAV = {
  queue: "/queue?review=open",
  indicators: "/indicators",
  coverage: "/coverage",
  reports: "/reports",
  run: "/run",
  log: "/log",
  help: "/help",
} as const;

const stampOf = (manifest: Manifest, { words, language }: Reader): string =>
  words.run.stamp(manifest.run_id, showDay(manifest.as_of, language), manifest.result_hash.slice(0, 16), manifest.versions.jabta);

/** Who is logged in; on a machine without users, that there is no log-in and why. */
const WhoAmI = ({ reader: { person, words } }: { reader: Reader }) => {
  if (person.via === "local") return <span title={words.localUserWhy}>{words.localUser}</span>;
  if (person.via === "nothing") return <a href="/login">{words.people.login}</a>;
  return (
    <a href="/account">
      <bdi>{person.name}</bdi> · {words.people.role[person.role]}
    </a>
  );
};

const Header = ({ reader, at, manifest }: Frame) => {
  const { words, language } = reader;
  const other = language === "en" ? "th" : "en";
  const places = (Object.keys(NAV) as (keyof typeof NAV)[]).filter((name) => reader.may(name === "log" ? "log" : "read"));
  return (
    <header>
      <div class="top">
        <a class="wordmark" href={reader.may("read") ? "/queue?review=open" : "/public"} translate="no">
          <svg width="26" height="26" aria-hidden="true" viewBox="0 0 32 32">
            <rect width="32" height="32" rx="7" class="mark-ground" />
            <path d="M10 25V7M10 8h13l-3.6 4.5L23 17H10" class="mark-flag" />
          </svg>
          <span>{words.product}</span>
        </a>
        <nav aria-label={words.nav.label}>
          <ul>
            {places.map((name) => (
              <li>
                <a href={NAV[name]} aria-current={at === name ? "page" : undefined}>
                  {words.nav[name]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p class="whoami">
          <WhoAmI reader={reader} />
          {manifest && <span>{words.run.recordsTo(showDay(manifest.as_of, language))}</span>}
          <a class="language" href={here(reader.url, { lang: other })} lang={other} hreflang={other}>
            {words.otherLanguage}
          </a>
        </p>
      </div>
      <p class="disclaimer">{words.disclaimer}</p>
    </header>
  );
};

/** A whole page. The disclaimer stands above the content of every page and again in its footer. */
export const Layout = ({ children, ...frame }: Frame) => {
  const { reader, title, manifest, feed, refresh } = frame;
  const { words, language } = reader;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex, nofollow" />
        {refresh && <meta http-equiv="refresh" content={String(refresh)} />}
        <title>{`${title} · ${words.product}`}</title>
        <link rel="icon" href={ASSET.mark} type="image/svg+xml" />
        <link rel="stylesheet" href={ASSET.style} />
        {feed && <link rel="alternate" type="application/atom+xml" href={feed} />}
        <script src={ASSET.onward} defer />
        {reader.keys && <script src={ASSET.keys} defer />}
      </head>
      <body>
        <Shapes />
        <a class="skip" href="#content">
          {words.skip}
        </a>
        <Header {...frame} />
        <main id="content" tabindex={-1}>
          {children}
        </main>
        <footer class="bottom">
          <p>{words.disclaimerLong}</p>
          <p class="more-links">
            {feed && (
              <>
                <a href={feed}>{words.nav.feed}</a> ·{" "}
              </>
            )}
            <a href="/docs">{words.nav.api}</a> · <a href="/roles">{words.people.roles}</a>
            {reader.may("second_review") && (
              <>
                {" "}
                · <a href="/second">{words.second.title}</a>
              </>
            )}
            {reader.may("read") && (
              <>
                {" "}
                · <a href="/publications">{words.public.desk}</a>
              </>
            )}
            {reader.may("import") && (
              <>
                {" "}
                · <a href="/imports">{words.imports.title}</a>
              </>
            )}
            {reader.may("people") && (
              <>
                {" "}
                · <a href="/people">{words.people.title}</a>
              </>
            )}
          </p>
          {manifest && (
            <p class="stamp" translate="no">
              {stampOf(manifest, reader)}
            </p>
          )}
        </footer>
      </body>
    </html>
  );
};
