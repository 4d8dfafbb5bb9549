/** Progress, for whoever shows it. */
export type RunEvent =
  | { readonly kind: "stage"; readonly stage: string; readonly detail: string }
  | { readonly kind: "files-found"; readonly count: number }
  /** An earlier run over the same project was stopped; `done` of `of` files need no search. */
  | { readonly kind: "resumed"; readonly done: number; readonly of: number }
  | { readonly kind: "file-started"; readonly path: string }
  | {
      readonly kind: "file-searched";
      readonly path: string;
      readonly candidates: number;
      readonly met: number;
      readonly goals: number;
    }
  | { readonly kind: "file-finished"; readonly path: string; readonly kept: number; readonly dropped: number }
  | { readonly kind: "suite-written"; readonly path: string; readonly tests: number }
  /** A person is being asked, or has answered. */
  | { readonly kind: "question"; readonly isOpen: boolean }
  | { readonly kind: "warning"; readonly message: string };
