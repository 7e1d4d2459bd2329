// A frame that a wide table scrolls in, reachable by keyboard.
import type { PropsWithChildren } from "hono/jsx";

/** The frame. */
export const Scroll = ({ label, children }: PropsWithChildren<{ label: string }>) => (
  <section class="scroll" aria-label={label} tabindex={0}>
    {children}
  </section>
);
