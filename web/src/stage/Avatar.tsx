import { colourOf, initialsOf } from './initials.ts';
import './avatar.css';

/** Initials on a colour of one's own, where there is no picture. */
export function Avatar(props: { name: string }) {
  return (
    <span class="avatar" data-colour={colourOf(props.name)} aria-hidden="true">
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <text x="50" y="53" text-anchor="middle" dominant-baseline="middle">
          {initialsOf(props.name)}
        </text>
      </svg>
    </span>
  );
}
