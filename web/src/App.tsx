import { Route, Router, type RouteSectionProps, useLocation } from '@solidjs/router';
import { createEffect, ErrorBoundary, lazy, on } from 'solid-js';
import { problemOf } from './errors/problem.ts';
import { Home } from './pages/home/Home.tsx';
import { NotFound } from './pages/NotFound.tsx';
import { ProblemPage } from './pages/ProblemPage.tsx';
import { createReloadOnTheWay } from './update/createUpdated.ts';
import { loadPart } from './update/load-part.ts';

const MeetingPage = lazy(() => loadPart(() => import('./pages/MeetingPage.tsx')));
const AttendancePage = lazy(() => loadPart(() => import('./pages/attendance/AttendancePage.tsx')));

const OperatePage = lazy(() => loadPart(() => import('./pages/operate/OperatePage.tsx')));
const PlanPage = lazy(() => loadPart(() => import('./pages/plan/PlanPage.tsx')));

/** Home; a meeting, whose state picks what is shown; who was in it; and, for whoever runs the service, how it does and what it costs. */
export function App() {
  return (
    <Router root={Root}>
      <Route path="/" component={Home} />
      <Route path="/m/:id" component={MeetingPage} />
      <Route path="/m/:id/attendance" component={AttendancePage} />
      <Route path="/operate" component={OperatePage} />
      <Route path="/plan" component={PlanPage} />
      <Route path="*" component={NotFound} />
    </Router>
  );
}

/** Around all pages: what a page cannot deal with is said, and never leaves an empty page. */
function Root(props: RouteSectionProps) {
  createReloadOnTheWay();
  return (
    <ErrorBoundary fallback={(thrown, reset) => <Broken thrown={thrown} onElsewhere={reset} />}>
      {props.children}
    </ErrorBoundary>
  );
}

function Broken(props: { thrown: unknown; onElsewhere: () => void }) {
  const place = useLocation();
  console.error('page: failed', props.thrown);
  createEffect(
    on(
      () => place.pathname,
      () => props.onElsewhere(),
      { defer: true },
    ),
  );
  return <ProblemPage problem={problemOf(props.thrown)} onRetry={() => location.reload()} />;
}
