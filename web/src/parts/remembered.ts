/** A choice that this browser remembers; nothing where it does not want to. */
export function remembered<T extends string>(name: string, values: readonly T[]) {
  const key = `zenobia.${name}`;
  return {
    read(): T | undefined {
      try {
        return values.find((value) => value === localStorage.getItem(key));
      } catch {
        return undefined;
      }
    },
    write(value: T): void {
      try {
        localStorage.setItem(key, value);
      } catch {
        // A private window may refuse; the choice then holds until it is closed.
      }
    },
  };
}

/** A note that this browser keeps, whatever it says. */
export function noted(name: string): { read(): string | null; write(value: string): void } {
  const key = `zenobia.${name}`;
  return {
    read() {
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    write(value) {
      try {
        localStorage.setItem(key, value);
      } catch {
        // As above.
      }
    },
  };
}
