// Leaving mails of the timetable: by a look at a page and a button, or by the one click of a mail program.
import type { Context, Hono } from "hono";
import { leaveMails, mailOf } from "../app/schedule.ts";
import { Layout } from "./layout.tsx";
import type { Reader } from "./reader.ts";
import type { Desk } from "./review-routes.ts";
import { send } from "./send.ts";

const UnsubscribePage = ({ reader, left }: { reader: Reader; left: boolean }) => {
  const { words } = reader;
  return (
    <Layout reader={reader} title={words.unsubscribe.title}>
      <div class="page-head">
        <h1>{words.unsubscribe.title}</h1>
        <p class="lead">{left ? words.unsubscribe.left : words.unsubscribe.lead}</p>
      </div>
      {!left && (
        <form method="post">
          <button type="submit" class="primary">
            {words.unsubscribe.leave}
          </button>
        </form>
      )}
    </Layout>
  );
};

/** A look changes nothing: programs that check links in mails look too. An unknown token is told as one that has left. */
export function addUnsubscribe(app: Hono, desk: Desk): void {
  const page = (c: Context, left: boolean) => send(c, <UnsubscribePage reader={desk.readerOf(c)} left={left} />);
  app.get("/unsubscribe/:token", (c) => page(c, mailOf(desk.casebook, c.req.param("token")) === undefined));
  app.post("/unsubscribe/:token", (c) => {
    leaveMails(desk.casebook, c.req.param("token"), new Date());
    return page(c, true);
  });
}
