import { createSignal, For } from 'solid-js';
import { chooseTheme, readTheme, type Theme, themes } from '../design/theme.ts';
import { texts } from '../texts/texts.ts';
import { applyThemeColor } from './theme-color.ts';

export function ThemeChoice() {
  const [theme, setTheme] = createSignal<Theme>(readTheme());
  const change = (value: string) => {
    const chosen = themes.find((each) => each === value) ?? 'auto';
    chooseTheme(chosen);
    applyThemeColor(chosen);
    setTheme(chosen);
  };
  return (
    <label class="footer-choice">
      {texts.home.theme.label}
      <select value={theme()} onChange={(event) => change(event.currentTarget.value)}>
        <For each={themes}>{(each) => <option value={each}>{texts.home.theme[each]}</option>}</For>
      </select>
    </label>
  );
}
