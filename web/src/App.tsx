import { Route, Router } from '@solidjs/router';
import { lazy } from 'solid-js';
import { Home } from './pages/home/Home.tsx';
import { NotFound } from './pages/NotFound.tsx';

const MeetingPage = lazy(() => import('./pages/MeetingPage.tsx'));

/** Two pages: home, and a meeting, whose state picks what is shown. */
export function App() {
  return (
    <Router>
      <Route path="/" component={Home} />
      <Route path="/m/:id" component={MeetingPage} />
      <Route path="*" component={NotFound} />
    </Router>
  );
}
