// Commands about who may work and which programs may read: user, key.
import { text } from "node:stream/consumers";
import { type Command, Option } from "commander";
import {
  addKey,
  addUser,
  disableUser,
  enableUser,
  type Key,
  keys,
  makePassword,
  refuse,
  revokeKey,
  setPassword,
  setRole,
  USER_ROLES,
  type User,
  users,
} from "../app/people.ts";
import { MACHINE } from "../app/person.ts";
import { SCOPES } from "../app/role.ts";
import type { Language, Text } from "../text/text.ts";
import type { Context } from "./context.ts";
import { examples, wholeNumber } from "./option.ts";
import { table } from "./table.ts";
import { withCasebook } from "./with-casebook.ts";

const SAYS = {
  name: { en: "name", th: "ชื่อ" },
  role: { en: "role", th: "บทบาท" },
  added: { en: "added", th: "เพิ่มเมื่อ" },
  disabled: { en: "disabled", th: "ปิดใช้เมื่อ" },
  key: { en: "key", th: "คีย์" },
  scopes: { en: "scopes", th: "ขอบเขตสิทธิ์" },
  expires: { en: "expires", th: "หมดอายุ" },
  used: { en: "last used", th: "ใช้ล่าสุด" },
  revoked: { en: "revoked", th: "ยกเลิกเมื่อ" },
  password: { en: "Password, shown only now:", th: "รหัสผ่าน แสดงครั้งเดียว:" },
  secret: { en: "Key, shown only now:", th: "คีย์ แสดงครั้งเดียว:" },
  done: { en: "in force from the next request on", th: "มีผลตั้งแต่คำขอถัดไป" },
} as const satisfies Record<string, Text>;

/** A password from standard input, else one made here. */
const passwordOf = async (fromInput: boolean): Promise<{ password: string; made: boolean }> =>
  fromInput ? { password: (await text(process.stdin)).replace(/\r?\n$/, ""), made: false } : { password: makePassword(), made: true };

const userText = ({ name, role }: User, language: Language): string => `${name} · ${role} · ${SAYS.done[language]}`;

const given = (context: Context, user: User, { password, made }: { password: string; made: boolean }): void =>
  context.answer(made ? { ...user, password } : user, () => {
    const { lang } = context.global;
    return made ? `${userText(user, lang)}\n${SAYS.password[lang]} ${password}` : userText(user, lang);
  });

function addUsers(program: Command): void {
  const user = program
    .command("user")
    .description("who may log in")
    .addHelpText(
      "before",
      examples("user add somchai.k --role reviewer", "user role somchai.k auditor", "user disable somchai.k", "user list"),
    );
  const stdin = new Option("--password-stdin", "read the password from standard input instead of making one");

  user
    .command("add")
    .argument("<name>")
    .addOption(new Option("--role <role>", "what the user may do").choices(USER_ROLES).makeOptionMandatory())
    .addOption(stdin)
    .description("add a user; from the first on, everybody logs in")
    .action((name: string, options: { role: string; passwordStdin?: boolean }, command: Command) =>
      withCasebook(command, async (context, casebook) => {
        const secret = await passwordOf(Boolean(options.passwordStdin));
        given(context, await addUser(casebook, { name, role: options.role, password: secret.password, actor: MACHINE }), secret);
      }),
    );
  user
    .command("password")
    .argument("<name>")
    .addOption(stdin)
    .description("give a user another password and end what is logged in")
    .action((name: string, options: { passwordStdin?: boolean }, command: Command) =>
      withCasebook(command, async (context, casebook) => {
        const secret = await passwordOf(Boolean(options.passwordStdin));
        await setPassword(casebook, name, secret.password, MACHINE);
        given(context, users(casebook).find((it) => it.name === name)!, secret);
      }),
    );
  user
    .command("role")
    .argument("<name>")
    .argument("<role>", USER_ROLES.join(", "))
    .description("give a user another role")
    .action((name: string, role: string, _options: object, command: Command) =>
      withCasebook(command, (context, casebook) => {
        const changed = setRole(casebook, name, role, MACHINE);
        context.answer(changed, () => userText(changed, context.global.lang));
      }),
    );
  for (const [verb, work, about] of [
    ["disable", disableUser, "shut a user out at once"],
    ["enable", enableUser, "let a user in again"],
  ] as const) {
    user
      .command(verb)
      .argument("<name>")
      .description(about)
      .action((name: string, _options: object, command: Command) =>
        withCasebook(command, (context, casebook) => {
          const changed = work(casebook, name, MACHINE);
          context.answer(changed, () => userText(changed, context.global.lang));
        }),
      );
  }
  user
    .command("list")
    .description("all users")
    .action((_options: object, command: Command) =>
      withCasebook(command, (context, casebook) => {
        const all = users(casebook);
        const { lang } = context.global;
        context.answer(all, () =>
          table(all, [
            { head: SAYS.name[lang], of: (it) => it.name },
            { head: SAYS.role[lang], of: (it) => it.role },
            { head: SAYS.added[lang], of: (it) => it.created_at.slice(0, 10) },
            { head: SAYS.disabled[lang], of: (it) => it.disabled_at?.slice(0, 10) ?? "" },
          ]),
        );
      }),
    );
}

/** The scopes named, each of them known. */
function scopesOf(named: string | undefined): string[] {
  const scopes = named?.split(/[ ,]+/).filter(Boolean) ?? ["read"];
  for (const scope of scopes) if (!SCOPES.some((it) => it === scope)) refuse("scope-unknown");
  return scopes;
}

const keyTable = (all: Key[], lang: Language): string =>
  table(all, [
    { head: SAYS.key[lang], of: (it) => it.key_id },
    { head: SAYS.name[lang], of: (it) => it.name },
    { head: SAYS.role[lang], of: (it) => it.role },
    { head: SAYS.scopes[lang], of: (it) => it.scopes },
    { head: SAYS.expires[lang], of: (it) => it.expires_at.slice(0, 10) },
    { head: SAYS.used[lang], of: (it) => it.used_at?.slice(0, 10) ?? "" },
    { head: SAYS.revoked[lang], of: (it) => it.revoked_at?.slice(0, 10) ?? "" },
  ]);

function addKeys(program: Command): void {
  const key = program
    .command("key")
    .description("which programs may use the API")
    .addHelpText(
      "before",
      examples('key add "dashboard of CoST" --role viewer', "key add notebook --role auditor --scope read,export", "key revoke k7m2qhza"),
    );
  key
    .command("add")
    .argument("<name>", "what uses it")
    .addOption(new Option("--role <role>", "what it may do at most").choices(USER_ROLES).default("viewer"))
    .option("--scope <words>", `what of it: ${SCOPES.join(", ")}`, "read")
    .option("--days <n>", "days until it expires", wholeNumber(1, 366), 90)
    .description("make a key; it is shown once")
    .action((name: string, options: { role: string; scope?: string; days: number }, command: Command) =>
      withCasebook(command, (context, casebook) => {
        const { lang } = context.global;
        const made = addKey(casebook, { name, role: options.role, scopes: scopesOf(options.scope), days: options.days, actor: MACHINE });
        context.answer(made, () => `${keyTable([made], lang)}\n${SAYS.secret[lang]} ${made.secret}`);
      }),
    );
  key
    .command("list")
    .description("all keys, without what is secret of them")
    .action((_options: object, command: Command) =>
      withCasebook(command, (context, casebook) => {
        const all = keys(casebook);
        context.answer(all, () => keyTable(all, context.global.lang));
      }),
    );
  key
    .command("revoke")
    .argument("<key>", "its eight letters")
    .description("refuse a key from now on")
    .action((id: string, _options: object, command: Command) =>
      withCasebook(command, (context, casebook) => {
        const revoked = revokeKey(casebook, id, MACHINE);
        context.answer(revoked, () => `${revoked.key_id} · ${SAYS.done[context.global.lang]}`);
      }),
    );
}

export function addPeopleCommands(program: Command): void {
  addUsers(program);
  addKeys(program);
}
