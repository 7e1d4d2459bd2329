// What never became a request: headers beyond measure, bytes that are no HTTP, somebody who sends nothing. It is told in the same kind of document.
import { randomUUID } from "node:crypto";
import { type Server, STATUS_CODES } from "node:http";
import { PROBLEMS, type ProblemCode } from "../api/problem.ts";

const CODES: Record<string, ProblemCode> = { HPE_HEADER_OVERFLOW: "headers-too-large", ERR_HTTP_REQUEST_TIMEOUT: "request-timeout" };

/** The answer, byte for byte: nothing is known of who asks, not even the language. */
export function answerTo(errorCode: string | undefined): string {
  const code = CODES[errorCode ?? ""] ?? "request-broken";
  const { status, title } = PROBLEMS[code];
  const body = JSON.stringify({ type: `/docs#${code}`, title: title.en, status, instance: `urn:request:${randomUUID()}`, code });
  const headers = ["Content-Type: application/problem+json", "Content-Language: en", "Cache-Control: no-store", "Connection: close"];
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...headers, `Content-Length: ${Buffer.byteLength(body)}`, "", body].join("\r\n");
}

/** Answers whoever sent something that is no request, and hangs up. */
export function refuseBroken(server: Server): void {
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
    socket.end(answerTo(error.code));
  });
}
