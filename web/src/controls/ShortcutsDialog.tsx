import { For } from 'solid-js';
import { Dialog } from '../design/Dialog.tsx';
import { Switch } from '../design/Switch.tsx';
import { texts } from '../texts/texts.ts';
import type { Shortcuts } from './createShortcuts.ts';
import { shortcutKeys } from './shortcut-keys.ts';
import './shortcuts-dialog.css';

export type ShortcutsDialogProps = { open: boolean; shortcuts: Shortcuts; onClose: () => void };

/** Which key does what; single keys can be switched off here. */
export function ShortcutsDialog(props: ShortcutsDialogProps) {
  const words = texts.shortcuts;
  const meeting = texts.meeting;
  const inMeeting = (): [string, string][] => [
    [`${meeting.mute} / ${meeting.unmute}`, shortcutKeys.mic],
    [words.talk, words.keys.space],
    [`${meeting.cameraOn} / ${meeting.cameraOff}`, shortcutKeys.camera],
    [meeting.shareScreen, shortcutKeys.screen],
    [meeting.react, shortcutKeys.react],
    [`${meeting.raiseHand} / ${meeting.lowerHand}`, shortcutKeys.hand],
    [meeting.chat, shortcutKeys.chat],
    [meeting.people, shortcutKeys.people],
    [meeting.polls, shortcutKeys.polls],
    [meeting.view, shortcutKeys.view],
    [meeting.leave, shortcutKeys.leave.replace('Shift', words.keys.shift)],
    [words.help, shortcutKeys.help],
  ];
  const elsewhere = (): [string, string][] => [
    [words.closePanel, words.keys.escape],
    [words.pages, `${words.keys.pageUp} / ${words.keys.pageDown}`],
    [words.sendMessage, words.keys.enter],
    [words.newLine, `${words.keys.shift}+${words.keys.enter}`],
  ];
  return (
    <Dialog open={props.open} title={words.heading} onClose={props.onClose}>
      <p class="soft">{words.intro}</p>
      <div class="shortcut-lists">
        <KeyList heading={words.inMeeting} keys={inMeeting()} off={!props.shortcuts.on()} />
        <KeyList heading={words.elsewhere} keys={elsewhere()} />
      </div>
      <Switch label={words.use} hint={words.useHint} on={props.shortcuts.on()} onChange={props.shortcuts.setOn} />
      <div class="dialog-actions">
        <button type="button" class="button button-primary" onClick={() => props.onClose()}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
}

function KeyList(props: { heading: string; keys: [string, string][]; off?: boolean }) {
  return (
    <section>
      <h3>{props.heading}</h3>
      <dl class="shortcut-list" classList={{ 'shortcut-list-off': props.off }}>
        <For each={props.keys}>
          {([action, key]) => (
            <div>
              <dt>{action}</dt>
              <dd>
                <kbd>{key}</kbd>
              </dd>
            </div>
          )}
        </For>
      </dl>
    </section>
  );
}
