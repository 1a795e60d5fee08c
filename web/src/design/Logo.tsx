import './logo.css';

/** Two speech shapes that meet. */
export function LogoMark(props: { size: number }) {
  return (
    <svg class="logo-mark" width={props.size} height={props.size} viewBox="0 0 32 32" aria-hidden="true">
      <path class="logo-left" d="M11.5 5.5a8.5 8.5 0 1 1-2.1 16.74L4 25.2l.9-5.35A8.5 8.5 0 0 1 11.5 5.5Z" />
      <path class="logo-right" d="M20.5 9.5a8.5 8.5 0 1 0 2.1 16.74L28 29.2l-.9-5.35A8.5 8.5 0 0 0 20.5 9.5Z" />
      <path class="logo-meet" d="M18.81 9.67a8.5 8.5 0 0 1-5.62 12.66 8.5 8.5 0 0 1 5.62-12.66Z" />
    </svg>
  );
}

export function Logo() {
  return (
    <span class="logo">
      <LogoMark size={34} />
      <span class="logo-word">Parley</span>
    </span>
  );
}
