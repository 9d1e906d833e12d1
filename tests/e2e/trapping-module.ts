// Turns a WebAssembly module into one that traps in a function it exports: the function's
// code is replaced by the one instruction `unreachable`, which is what a panic ends in.

const functionKind = 0;
const section = { import: 2, export: 7, code: 10 } as const;
const unreachable = 0x00;
const end = 0x0b;

class Reader {
  at: number;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new Error("the module ends early");
    this.at += 1;
    return byte;
  }

  /** An unsigned LEB128 number. */
  number(): number {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      number += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return number;
    }
  }

  name(): string {
    const length = this.number();
    const text = new TextDecoder().decode(this.bytes.subarray(this.at, this.at + length));
    this.at += length;
    return text;
  }
}

function leb(number: number): number[] {
  const low = number % 0x80;
  const rest = (number - low) / 0x80;
  return rest === 0 ? [low] : [low | 0x80, ...leb(rest)];
}

/** Steps over the limits of a table or memory. */
function skipLimits(reader: Reader): void {
  const flags = reader.number();
  reader.number();
  if (flags & 1) reader.number();
}

/** How many functions come from outside; they are numbered before the module's own. */
function importedFunctions(reader: Reader): number {
  let functions = 0;
  for (let left = reader.number(); left > 0; left -= 1) {
    reader.name();
    reader.name();
    const kind = reader.byte();
    if (kind === functionKind) {
      functions += 1;
      reader.number();
    } else if (kind === 1) {
      reader.byte();
      skipLimits(reader);
    } else if (kind === 2) skipLimits(reader);
    else if (kind === 3) reader.at += 2;
    else throw new Error(`import of kind ${kind}`);
  }
  return functions;
}

function exportedFunction(reader: Reader, wanted: string): number | null {
  for (let left = reader.number(); left > 0; left -= 1) {
    const name = reader.name();
    const kind = reader.byte();
    const index = reader.number();
    if (kind === functionKind && name === wanted) return index;
  }
  return null;
}

/** The same module, but calling `name` traps. */
export function trappingIn(name: string, bytes: Uint8Array): Uint8Array {
  let imported = 0;
  let target: number | null = null;
  const reader = new Reader(bytes, 8);
  while (reader.at < bytes.length) {
    const start = reader.at;
    const id = reader.byte();
    const length = reader.number();
    const next = reader.at + length;
    if (id === section.import) imported = importedFunctions(reader);
    else if (id === section.export) target = exportedFunction(reader, name);
    else if (id === section.code) {
      if (target === null) throw new Error(`the module exports no function ${name}`);
      const count = reader.number();
      const bodies: number[] = [...leb(count)];
      for (let index = 0; index < count; index += 1) {
        const size = reader.number();
        const body = [...bytes.subarray(reader.at, reader.at + size)];
        reader.at += size;
        // No locals, then the instruction.
        const kept = index + imported === target ? [0, unreachable, end] : body;
        for (const byte of leb(kept.length)) bodies.push(byte);
        for (const byte of kept) bodies.push(byte);
      }
      const head = [id, ...leb(bodies.length)];
      const parts = [bytes.subarray(0, start), head, bodies, bytes.subarray(next)];
      return Uint8Array.from(parts.flatMap((part) => [...part]));
    }
    reader.at = next;
  }
  throw new Error("the module has no code");
}
