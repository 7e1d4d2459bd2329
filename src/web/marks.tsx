// The marks: a shape for every status, level and state, so that nothing is told by colour alone. Words always stand beside them.
import type { Child } from "hono/jsx";

const SHAPES: Record<string, Child> = {
  flagged: (
    <path
      d="M4 14.5V1.5M4 2.2h9.2L10.6 5.4l2.6 3.2H4z"
      fill="currentColor"
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linejoin="round"
      stroke-linecap="round"
    />
  ),
  clear: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="1.5" />,
  not_applicable: <path d="M4 8h8" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />,
  no_data: <circle cx="8" cy="8" r="5.4" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="1.7 2.1" />,
  low: (
    <>
      <rect x="2" y="9" width="3" height="5" fill="currentColor" />
      <path d="M7 6.5h2v7H7zM11.5 3.5h2v10h-2z" fill="none" stroke="currentColor" />
    </>
  ),
  medium: (
    <>
      <path d="M2 9h3v5H2zM6.5 6h3v8h-3z" fill="currentColor" />
      <path d="M11.5 3.5h2v10h-2z" fill="none" stroke="currentColor" />
    </>
  ),
  high: <path d="M2 9h3v5H2zM6.5 6h3v8h-3zM11 3h3v11h-3z" fill="currentColor" />,
  new: <rect x="3" y="3" width="10" height="10" rx="2" fill="none" stroke="currentColor" stroke-width="1.5" />,
  claimed: (
    <>
      <circle cx="8" cy="8" r="5.3" fill="none" stroke="currentColor" stroke-width="1.5" />
      <path d="M8 2.7a5.3 5.3 0 0 1 0 10.6z" fill="currentColor" />
    </>
  ),
  waiting: (
    <path
      d="M4 2h8M4 14h8M5 2c0 4 6 4 6 6s-6 2-6 6M11 2c0 4-6 4-6 6s6 2 6 6"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linecap="round"
    />
  ),
  decided: (
    <path
      d="M3 3h10v10H3zM5.2 8.2l2 2 3.8-4.4"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linejoin="round"
      stroke-linecap="round"
    />
  ),
  reopened: (
    <path
      d="M12.8 8a4.8 4.8 0 1 1-1.6-3.6M11.6 1.8v3H8.6"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  ),
};

/** The drawings, once a page. */
export const Shapes = () => (
  <svg class="shapes" aria-hidden="true" width="0" height="0">
    {Object.entries(SHAPES).map(([name, shape]) => (
      <symbol id={`m-${name}`} viewBox="0 0 16 16">
        {shape}
      </symbol>
    ))}
  </svg>
);

/** One mark; the word beside it tells the same to those who do not see it. */
export const Mark = ({ name }: { name: string }) => (
  <svg class={`mark mark-${name}`} aria-hidden="true" width="16" height="16">
    <use href={`#m-${name}`} />
  </svg>
);
