import { texts } from '../texts/texts.ts';
import { EndPage, HomeLink } from './EndPage.tsx';

export function NotFound() {
  return (
    <EndPage title={texts.ends.notFound.title} text={texts.ends.notFound.text}>
      <div class="end-actions">
        <HomeLink primary />
      </div>
    </EndPage>
  );
}
