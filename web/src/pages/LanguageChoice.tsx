import { For } from 'solid-js';
import { languages } from '../texts/languages.ts';
import { chooseLanguage, currentLanguage } from '../texts/load-language.ts';
import { texts } from '../texts/texts.ts';

/** Every language under its own name. The page starts anew in the chosen one. */
export function LanguageChoice() {
  const change = (value: string) => {
    const chosen = languages.find(({ code }) => code === value);
    if (!chosen) return;
    chooseLanguage(chosen.code);
    location.reload();
  };
  return (
    <label class="footer-choice">
      {texts.home.language}
      <select value={currentLanguage().code} onChange={(event) => change(event.currentTarget.value)}>
        <For each={languages}>
          {({ code, name, tag }) => (
            <option value={code} lang={tag}>
              {name}
            </option>
          )}
        </For>
      </select>
    </label>
  );
}
