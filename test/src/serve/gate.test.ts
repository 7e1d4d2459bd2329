// Logging in, keys, limits: what the gate lets through and what it says when it does not.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  addKey,
  disableUser,
  hasUsers,
  keyWith,
  makePassword,
  revokeKey,
  setPassword,
  setRole,
  userOfSession,
} from "../../../src/app/people.ts";
import { casebookOf, verifyAudit } from "../../../src/app/review.ts";
import { ROW_CAP } from "../../../src/app/role.ts";
import { addressOf, proxyList } from "../../../src/serve/address.ts";
import { openLimiter } from "../../../src/serve/rate.ts";
import { serve } from "../../../src/serve.ts";
import { servedSample } from "../api/served.ts";
import { logIn, PASSWORD, type Peopled, peopled } from "./people.ts";

let served: Peopled;
beforeAll(async () => {
  served = await peopled();
}, 300_000);
afterAll(() => served.close());

const casebook = () => casebookOf(served.workspace);
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } });

describe("a machine without users", () => {
  it("has one local user, says so, and cannot be opened to other machines", async () => {
    const alone = await servedSample(4, [], ["R018"]);
    try {
      expect(alone.local).toBe(true);
      const page = await (await alone.get("/queue")).text();
      expect(page).toContain("One local user, no log-in");
      expect((await alone.get("/v1/flags.csv")).status).toBe(200);
      const first = new URLSearchParams({ name: "first", role: "admin" });
      const added = await alone.get("/people/add", { method: "POST", headers: { origin: new URL(alone.url).origin }, body: first });
      expect(added.status).toBe(422);
      expect(await added.text()).toContain("The first user is added on the machine");
      await expect(serve({ workspace: alone.workspace, port: 0, host: "0.0.0.0" })).rejects.toMatchObject({ code: "no-users" });
      expect((await alone.get("/v1/flags", bearer("jabta_live_aaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"))).status).toBe(401);
    } finally {
      await alone.close();
    }
  });
});

describe("logging in", () => {
  it("opens a session that scripts cannot read and other sites cannot use", async () => {
    const answer = await served.get("/login", {
      method: "POST",
      redirect: "manual",
      headers: { origin: new URL(served.url).origin, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ name: "viewer", password: PASSWORD, next: "//evil.example" }),
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/queue");
    const cookie = answer.headers.get("set-cookie")!;
    expect(cookie).toMatch(/^jabta-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await (await served.get("/queue", { headers: { cookie: cookie.split(";")[0]! } })).text()).toContain("viewer");
  });

  it("is where whoever has no session is led, and from there back", async () => {
    const answer = await served.raw("/queue", { host: "localhost" });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe("/login?next=%2Fqueue");
  });

  it("says the same for a wrong name and a wrong password", async () => {
    const texts = await Promise.all(
      ["viewer", "nobody-here"].map(async (name) => {
        const answer = await served.get("/login", {
          method: "POST",
          headers: { origin: new URL(served.url).origin, "content-type": "application/x-www-form-urlencoded" },
          body: new URLSearchParams({ name, password: "wrong wrong wrong" }),
        });
        expect(answer.status).toBe(401);
        return (await answer.text()).replaceAll(name, "NAME");
      }),
    );
    expect(texts[0]).toBe(texts[1]);
  });

  it("makes whoever guesses wait, and says how long", async () => {
    const statuses: number[] = [];
    for (let nth = 0; nth < 7; nth++) {
      const answer = await served.get("/login", {
        method: "POST",
        headers: { origin: new URL(served.url).origin, "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ name: "guessed", password: "wrong" }),
      });
      statuses.push(answer.status);
      if (answer.status === 429) expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.at(-1)).toBe(429);
  });

  it("ends with a log-out, another role, a disabled user, and after eight hours or thirty idle minutes", async () => {
    const book = casebook();
    const token = async (name: string) => (await logIn(served.url, name))!;
    const out = await token("viewer2");
    expect((await served.get("/queue", { headers: { cookie: out }, redirect: "manual" })).status).toBe(200);
    await served.get("/logout", { method: "POST", redirect: "manual", headers: { cookie: out, origin: new URL(served.url).origin } });
    expect((await served.get("/queue", { headers: { cookie: out }, redirect: "manual" })).status).toBe(303);
    const demoted = await token("admin2");
    setRole(book, "admin2", "viewer", "test");
    expect((await served.get("/people", { headers: { cookie: demoted }, redirect: "manual" })).status).toBe(303);
    const gone = await token("auditor2");
    const value = gone.split("=")[1]!;
    const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    expect(userOfSession(book, value, later(29))?.name).toBe("auditor2");
    expect(userOfSession(book, value, later(29 + 31))).toBeUndefined();
    for (let minutes = 29; minutes <= 8 * 60 - 10; minutes += 29) userOfSession(book, value, later(minutes));
    expect(userOfSession(book, value, later(8 * 60 + 1))).toBeUndefined();
    disableUser(book, "auditor2", "test");
    expect((await served.get("/queue", { headers: { cookie: gone }, redirect: "manual" })).status).toBe(303);
    expect(await logIn(served.url, "auditor2")).toBeUndefined();
    expect(verifyAudit(book).ok).toBe(true);
    book.close();
  });

  it("refuses what a cookie brings without proof that our own page sent it", async () => {
    const cookie = await served.cookieOf("reviewer");
    const body = new URLSearchParams({ keys: "off" });
    const sent = (headers: Record<string, string>) =>
      served.get("/settings", { method: "POST", redirect: "manual", headers: { cookie, ...headers }, body });
    expect((await sent({ origin: "https://evil.example" })).status).toBe(403);
    expect((await sent({ origin: "null" })).status).toBe(403);
    expect((await sent({})).status).toBe(403);
    expect((await sent({ origin: new URL(served.url).origin })).status).toBe(303);
  });
});

describe("passwords", () => {
  it("are long, made at random when nobody gives one, and nowhere in the files", async () => {
    const book = casebook();
    await expect(setPassword(book, "viewer", "fourteen chars", "test")).rejects.toMatchObject({ code: "password-short" });
    expect(new Set(Array.from({ length: 50 }, makePassword)).size).toBe(50);
    expect(makePassword()).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    const { password } = book.one<{ password: string }>("select password from user where name = 'viewer'")!;
    expect(password).toMatch(/^scrypt\$131072\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    const everything = JSON.stringify(["user", "session", "api_key", "audit"].map((name) => book.all(`select * from ${name}`)));
    expect(everything).not.toContain(PASSWORD);
    expect(everything).not.toContain(served.keyOf("viewer").authorization!.slice(-32));
    book.close();
  });
});

describe("keys", () => {
  it("open what their role and scopes allow, and nothing the moment they are revoked or expired", async () => {
    const book = casebook();
    const key = addKey(book, { name: "notebook", role: "auditor", scopes: ["read"], days: 1, actor: "test" });
    expect(key.secret).toMatch(/^jabta_live_[a-z2-7]{8}_[a-z2-7]{32}$/);
    expect((await served.get("/v1/flags", bearer(key.secret))).status).toBe(200);
    const narrow = await served.get("/v1/flags.csv", bearer(key.secret));
    expect([narrow.status, await codeOf(narrow)]).toEqual([403, "forbidden"]);
    expect(keyWith(book, key.secret, new Date(Date.now() + 25 * 3600_000))).toBeUndefined();
    revokeKey(book, key.key_id, "test");
    const refused = await served.get("/v1/flags", bearer(key.secret));
    expect([refused.status, refused.headers.get("www-authenticate"), await codeOf(refused)]).toEqual([
      401,
      'Bearer realm="jabta"',
      "key-refused",
    ]);
    expect(hasUsers(book)).toBe(true);
    book.close();
  });

  it.each(["garbage", "jabta_live_aaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "", "a b c"])(
    "are never taken for nobody: %s",
    async (secret) => {
      for (const path of ["/v1/flags", "/live", "/queue"]) expect((await served.get(path, bearer(secret))).status).toBe(401);
    },
  );

  it("are not taken from the address", async () => {
    const secret = served.keyOf("auditor").authorization!.slice(7);
    expect((await served.get(`/v1/flags?key=${secret}`)).status).toBe(401);
  });
});

describe("the page of users and keys", () => {
  const act = (to: string, body: Record<string, string>, as = "admin") =>
    served.as(as, `/people/${to}`, { method: "POST", body: new URLSearchParams(body) });
  const secretIn = (page: string): string => /class="secret"[^>]*>([^<]+)</.exec(page)![1]!.replaceAll("&amp;", "&");

  it("adds a user whose password is shown once, gives another role, shuts out and lets in", async () => {
    const added = await act("add", { name: "Walai", role: "reviewer" });
    expect(added.headers.get("cache-control")).toBe("no-store");
    const password = secretIn(await added.text());
    expect(await (await served.as("admin", "/people")).text()).not.toContain(password);
    expect(await logIn(served.url, "walai", password)).toBeTruthy();
    expect((await act("role", { name: "walai", role: "auditor" })).status).toBe(303);
    expect((await act("disable", { name: "walai" })).status).toBe(303);
    expect(await logIn(served.url, "walai", password)).toBeUndefined();
    expect((await act("enable", { name: "walai" })).status).toBe(303);
    const another = secretIn(await (await act("password", { name: "walai" })).text());
    expect(another).not.toBe(password);
    const book = casebook();
    const items = book.all<{ action: string; actor: string }>(
      "select action, actor from audit where object like 'walai %' and action like 'user.%' order by seq",
    );
    book.close();
    expect(items.map(({ action }) => action)).toEqual(["user.add", "user.role", "user.disable", "user.enable", "user.password"]);
    expect(new Set(items.map(({ actor }) => actor))).toEqual(new Set(["admin"]));
  });

  it.each([
    ["add", { name: "walai two", role: "reviewer" }],
    ["add", { name: "somsak", role: "king" }],
    ["role", { name: "admin", role: "viewer" }],
    ["disable", { name: "admin" }],
    ["password", { name: "admin" }],
    ["keys/add", { name: "x", role: "viewer", days: "90" }],
    ["keys/add", { name: "x", role: "viewer", scope: "people", days: "90" }],
    ["keys/add", { name: "x", role: "viewer", scope: "read", days: "4000" }],
  ] as [string, Record<string, string>][])("refuses %s of %j in words", async (to, body) => {
    const answer = await act(to, body);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('role="alert"');
  });

  it("makes a key that reads at once, and revokes it", async () => {
    const secret = secretIn(await (await act("keys/add", { name: "dashboard", role: "viewer", scope: "read", days: "30" })).text());
    const ask = () => served.get("/v1/flags", { headers: { authorization: `Bearer ${secret}` } });
    expect((await ask()).status).toBe(200);
    await act("keys/revoke", { key: secret.split("_")[2]! });
    expect((await ask()).status).toBe(401);
  });

  it("is closed to everybody else", async () => {
    for (const name of ["reviewer", "auditor", "viewer"])
      expect((await act("add", { name: "thief", role: "admin" }, name)).status).toBe(403);
  });
});

describe("limits", () => {
  it("give a minute's worth, evenly again, and the seconds to wait", () => {
    const limiter = openLimiter();
    const taken = Array.from({ length: 62 }, () => limiter.take("a", 60, 1000));
    expect(taken.filter((wait) => wait === 0)).toHaveLength(60);
    expect(taken.at(-1)).toBe(1);
    expect(limiter.take("a", 60, 2000)).toBe(0);
    expect(limiter.take("b", 60, 1000)).toBe(0);
    expect(limiter.take("c", Number.POSITIVE_INFINITY)).toBe(0);
  });

  it("are told with the time to wait, to whoever asks without a name", async () => {
    const answers = await Promise.all(
      Array.from({ length: 70 }, () => served.get("/live", { headers: { "x-forwarded-for": "203.0.113.9" } })),
    );
    const refused = answers.find(({ status }) => status === 429)!;
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await codeOf(refused)).toBe("too-many-requests");
    expect((await served.get("/v1/flags", { headers: served.keyOf("viewer") })).status).toBe(200);
  });

  it("hold the rows that a role may take away: more is refused, and nothing is cut in silence", async () => {
    const reviewer = { headers: served.keyOf("reviewer") };
    const linesOf = async (path: string, init: RequestInit) => (await (await served.get(path, init)).text()).trim().split("\n").length;
    const { total } = (await (await served.get("/v1/flags?limit=1", reviewer)).json()) as { total: { count: number } };
    const usual = ROW_CAP.reviewer;
    ROW_CAP.reviewer = total.count - 1;
    try {
      const refused = await served.get("/v1/flags.jsonl", reviewer);
      expect([refused.status, await codeOf(refused)]).toEqual([403, "too-many-rows"]);
      expect(await linesOf("/v1/flags.jsonl?limit=3", reviewer)).toBe(3);
      ROW_CAP.reviewer = total.count;
      expect(await linesOf("/v1/flags.jsonl", reviewer)).toBe(total.count);
    } finally {
      ROW_CAP.reviewer = usual;
    }
  });

  it("believe a proxy about where a request came from only where it is one of ours", () => {
    const asked = (remote: string, named?: string) =>
      ({ env: { incoming: { socket: { remoteAddress: remote } } }, req: { header: () => named } }) as never;
    const ours = proxyList(["10.0.0.0/8", "::1"]);
    expect(addressOf(asked("203.0.113.5", "198.51.100.1"), ours)).toBe("203.0.113.5");
    expect(addressOf(asked("::ffff:10.0.0.2", "198.51.100.1"), ours)).toBe("198.51.100.1");
    expect(addressOf(asked("10.0.0.2", "1.1.1.1, 198.51.100.1, 10.9.9.9"), ours)).toBe("198.51.100.1");
    expect(addressOf(asked("10.0.0.2", "not an address"), ours)).toBe("10.0.0.2");
    expect(addressOf(asked("10.0.0.2"), ours)).toBe("10.0.0.2");
  });
});
