import Ellipsis from 'lucide-solid/icons/ellipsis';
import { Menu } from '../design/Menu.tsx';
import { texts } from '../texts/texts.ts';
import { type BarAction, BarFace, barLabel } from './BarButton.tsx';

/** What the bar has no room for. */
export function MoreMenu(props: { actions: readonly BarAction[] }) {
  const face = {
    label: texts.meeting.more,
    get badge() {
      return props.actions.reduce((sum, { badge = 0 }) => sum + badge, 0);
    },
    icon: () => <Ellipsis size={22} aria-hidden="true" />,
  };
  return (
    <Menu
      label={texts.meeting.more}
      items={[props.actions]}
      buttonLabel={barLabel(face)}
      buttonClass="bar-button"
      title={texts.meeting.more}
      placement="top-end"
    >
      <BarFace action={face} />
    </Menu>
  );
}
