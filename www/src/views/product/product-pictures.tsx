import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/** The pictures of the selected product. What draws them is loaded with the first product. */
export function ProductPictures() {
  const [PictureSet, setPart] = useState<ComponentType | null>(null);
  useEffect(() => {
    void import("./picture-set").then((part) => setPart(() => part.PictureSet));
  }, []);
  return PictureSet ? <PictureSet /> : null;
}
