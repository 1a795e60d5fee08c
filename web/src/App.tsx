import { Route, Router } from '@solidjs/router';
import { lazy } from 'solid-js';
import { Home } from './pages/home/Home.tsx';
import { NotFound } from './pages/NotFound.tsx';

const MeetingPage = lazy(() => import('./pages/MeetingPage.tsx'));
const AttendancePage = lazy(() => import('./pages/attendance/AttendancePage.tsx'));

/** Home; a meeting, whose state picks what is shown; and who was in it. */
export function App() {
  return (
    <Router>
      <Route path="/" component={Home} />
      <Route path="/m/:id" component={MeetingPage} />
      <Route path="/m/:id/attendance" component={AttendancePage} />
      <Route path="*" component={NotFound} />
    </Router>
  );
}
