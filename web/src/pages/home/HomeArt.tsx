/** A meeting as a drawing: speech shapes of different people that lean towards each other. */
export function HomeArt() {
  return (
    <svg class="home-art" viewBox="0 0 520 210" aria-hidden="true">
      <ellipse class="art-ground" cx="262" cy="188" rx="238" ry="15" />
      <path class="art-pine" d="M62 138 46 186l60-24Z" />
      <circle class="art-pine" cx="108" cy="98" r="66" />
      <path class="art-apricot" d="M178 150l-8 42 50-22Z" />
      <circle class="art-apricot" cx="212" cy="118" r="54" />
      <path class="art-cream" d="M172 81.8A66 66 0 0 1 161.4 136.8 54 54 0 0 1 172 81.8Z" />
      <path class="art-sage" d="M440 132l22 54-66-22Z" />
      <circle class="art-sage" cx="400" cy="102" r="62" />
      <path class="art-sand" d="M338 160l16 34-48-12Z" />
      <circle class="art-sand" cx="310" cy="144" r="40" />
      <g class="art-face art-face-light">
        <circle cx="92" cy="90" r="5" />
        <circle cx="128" cy="88" r="5" />
        <path d="M94 112q17 14 34-2" />
      </g>
      <g class="art-face">
        <circle cx="206" cy="110" r="4.5" />
        <circle cx="236" cy="110" r="4.5" />
        <path d="M208 130q14 11 28 0" />
        <circle cx="378" cy="94" r="5" />
        <circle cx="414" cy="96" r="5" />
        <path d="M379 116q16 15 34 2" />
        <circle cx="300" cy="138" r="3.5" />
        <circle cx="322" cy="138" r="3.5" />
        <path d="M300 153q11 8 22 0" />
      </g>
    </svg>
  );
}
