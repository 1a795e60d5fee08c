declare module 'vitest' {
  interface ProvidedContext {
    /** Ports on which something answers on this machine; null: it has no such address. */
    listening: { v4: number; v6: number | null };
  }
}

export {};
