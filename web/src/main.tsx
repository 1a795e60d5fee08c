import './no-eval.ts';
import './design/tokens.css';
import './design/base.css';
import './design/controls.css';
import './design/sheets.css';
import { render } from 'solid-js/web';
import { App } from './App.tsx';
import { applyTheme, readTheme } from './design/theme.ts';
import { keepOfflinePage } from './offline.ts';
import { applyThemeColor } from './pages/theme-color.ts';
import { loadLanguage } from './texts/load-language.ts';

applyTheme(readTheme());
applyThemeColor(readTheme());
keepOfflinePage();
const root = document.getElementById('app');
void loadLanguage().then(() => root && render(() => <App />, root));
