// Who publishes a record set and where it can be found, by the name of the set.
import { codelist } from "./codelist.ts";

/** The publisher of a source, with an address where one is known; nothing where no list names it. */
export function publisherOf(source: string): { en: string; th: string; url: string } | undefined {
  const page = codelist("publisher_page").find(({ code }) => code === source);
  if (page) return { en: page.en!, th: page.th!, url: page.url! };
  const title = codelist("publisher").find((row) => row.source === source)?.title;
  return title === undefined ? undefined : { en: title, th: title, url: "" };
}
