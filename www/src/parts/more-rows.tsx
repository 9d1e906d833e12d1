/** Asks for more of a list that was cut short; nothing where all of it is shown. */
export function MoreRows(props: { left: number; words: string; onMore: () => void }) {
  if (props.left <= 0) return null;
  return (
    <p>
      <button type="button" class="link" onClick={props.onMore}>
        {props.words}
      </button>
    </p>
  );
}
