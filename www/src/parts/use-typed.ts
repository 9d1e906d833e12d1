import type { TargetedEvent } from "preact";
import { useState } from "preact/hooks";

type Box = HTMLInputElement | HTMLTextAreaElement;

/** A box whose text is taken when it is left: until then it keeps what is typed, whatever is drawn anew meanwhile. */
export function useTyped(kept: string, take: (text: string) => void) {
  const [typed, setTyped] = useState<string | null>(null);
  return {
    value: typed ?? kept,
    onInput: (event: TargetedEvent<Box>) => setTyped(event.currentTarget.value),
    onChange: (event: TargetedEvent<Box>) => take(event.currentTarget.value),
    onBlur: () => setTyped(null),
  };
}
