/** A meeting as a drawing: speech shapes of different people that lean towards each other. */
export function HomeArt() {
  return (
    <svg class="home-art" viewBox="0 0 520 210" aria-hidden="true">
      <ellipse class="art-ground" cx="260" cy="186" rx="236" ry="16" />
      <path class="art-pine" d="M112 30a66 66 0 1 1-20 129l-40 20 8-42A66 66 0 0 1 112 30Z" />
      <path class="art-apricot" d="M228 62a56 56 0 1 1-6 112l-34 14 8-33a56 56 0 0 1 32-93Z" />
      <path class="art-cream" d="M171.5 66.5a66 66 0 0 1-2 60 56 56 0 0 1 2-60Z" />
      <path class="art-sage" d="M398 40a62 62 0 1 0 20 121l38 18-8-39A62 62 0 0 0 398 40Z" />
      <path class="art-sand" d="M318 98a42 42 0 1 0 12 83l26 11-6-26A42 42 0 0 0 318 98Z" />
      <g class="art-face">
        <circle cx="92" cy="86" r="5" />
        <circle cx="126" cy="84" r="5" />
        <path d="M94 108q16 14 32-2" />
        <circle cx="222" cy="110" r="4.5" />
        <circle cx="250" cy="110" r="4.5" />
        <path d="M224 130q13 10 26 0" />
        <circle cx="382" cy="92" r="5" />
        <circle cx="414" cy="94" r="5" />
        <path d="M382 114q14 15 30 2" />
        <circle cx="308" cy="132" r="3.5" />
        <circle cx="328" cy="132" r="3.5" />
        <path d="M308 147q10 8 20 0" />
      </g>
    </svg>
  );
}
