/** Patterns that the pictures of the page share. Put once into the document. */
export function Hatches() {
  return (
    <svg class="only-patterns" aria-hidden="true" width="0" height="0">
      <defs>
        <pattern id="hatch-ages" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch-ages" width="1.4" height="4" />
        </pattern>
        <pattern id="hatch-paper" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch-paper" width="1.6" height="5" />
        </pattern>
        <pattern id="hatch-loss" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch-loss" width="2" height="6" />
        </pattern>
      </defs>
    </svg>
  );
}
