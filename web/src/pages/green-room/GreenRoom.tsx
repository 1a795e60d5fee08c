import type { MeetingPreview } from '@parley/worker/contract/meetings.ts';
import { cleanLine } from '@parley/worker/contract/text.ts';
import Activity from 'lucide-solid/icons/activity';
import Sparkles from 'lucide-solid/icons/sparkles';
import { createSignal, Show, Suspense } from 'solid-js';
import { DeviceSelects } from '../../controls/DeviceSelects.tsx';
import { MediaNotes } from '../../controls/MediaNotes.tsx';
import type { LocalMedia, LocalMediaState } from '../../media/local-media.ts';
import { texts } from '../../texts/texts.ts';
import { optionalPart } from '../../update/optional-part.tsx';
import { PageFrame } from '../PageFrame.tsx';
import { AddressNote } from './AddressNote.tsx';
import { addressChoice } from './hide-address.ts';
import { PasscodeField, type PasscodeProblem } from './PasscodeField.tsx';
import { Preview } from './Preview.tsx';
import { StartTime } from './StartTime.tsx';
import './green-room.css';

const EffectChoices = optionalPart(async () => ({
  default: (await import('../../media/effects/EffectChoices.tsx')).EffectChoices,
}));
const CallTestDialog = optionalPart(() => import('../../call-test/CallTestDialog.tsx'));

/** How somebody wants to come in. */
export type JoinWish = { name: string; hideAddress: boolean; passcode: string | undefined };

export type GreenRoomProps = {
  preview: MeetingPreview;
  localMedia: LocalMedia;
  devices: LocalMediaState;
  name: string;
  hideAddress: boolean;
  busy: boolean;
  /** This person need not know the passcode: they host, or have a seat already. */
  passcodeKnown: boolean;
  /** The answer to the last attempt. */
  passcodeProblem: PasscodeProblem | null;
  onJoin: (wish: JoinWish) => void;
  /** Somebody turned to the form: they are about to join. */
  onApproach: () => void;
  onSpeaker: (speakerId: string | null) => void;
};

/** Before the meeting: see yourself, choose devices, say who you are. */
export function GreenRoom(props: GreenRoomProps) {
  const words = texts.greenRoom;
  const [name, setName] = createSignal(props.name);
  const [missing, setMissing] = createSignal(false);
  const [hide, setHide] = createSignal(props.hideAddress);
  const choice = () => addressChoice(props.preview, hide());
  const cannotJoin = () => choice() === 'cannot-hide';
  const [passcode, setPasscode] = createSignal('');
  const [passcodeMissing, setPasscodeMissing] = createSignal(false);
  const [typedAnew, setTypedAnew] = createSignal(false);
  const passcodeProblem = () => {
    if (passcodeMissing()) return 'passcode-needed';
    return typedAnew() ? null : props.passcodeProblem;
  };
  const asksPasscode = () => (props.preview.passcodeNeeded && !props.passcodeKnown) || props.passcodeProblem !== null;
  const [effectsOpen, setEffectsOpen] = createSignal(false);
  const [testAsked, setTestAsked] = createSignal(false);
  const [testOpen, setTestOpen] = createSignal(false);
  const openTest = () => {
    setTestAsked(true);
    setTestOpen(true);
  };
  let input: HTMLInputElement | undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (props.busy || cannotJoin()) return;
    const cleaned = cleanLine(name()).slice(0, 64).trim();
    setMissing(cleaned === '');
    setPasscodeMissing(asksPasscode() && passcode().trim() === '');
    if (cleaned === '') return input?.focus();
    if (passcodeMissing()) return;
    setTypedAnew(false);
    props.onJoin({ name: cleaned, hideAddress: hide(), passcode: asksPasscode() ? passcode().trim() : undefined });
  };
  const who = () => {
    const count = props.preview.participantCount;
    return count === 0 ? words.nobody : count === 1 ? words.onePerson : words.people(count);
  };
  const rule = () => {
    if (props.preview.youAreHost) return words.youHost;
    if (props.preview.lobby) return words.lobby;
    return props.preview.beginsWithoutHost ? '' : words.beginsWithHost;
  };
  const action = () => {
    if (props.busy) return words.joining;
    if (props.preview.youAreHost) return words.start;
    return props.preview.lobby ? words.knock : words.join;
  };
  return (
    <PageFrame>
      <div class="green-room">
        <Preview localMedia={props.localMedia} devices={props.devices} name={name()} />
        <section class="green-room-door" aria-labelledby="green-room-title">
          <div class="green-room-title">
            <h1 id="green-room-title">
              <bdi>{props.preview.title}</bdi>
            </h1>
            <p class="soft">
              {who()} {rule()}
            </p>
          </div>
          <StartTime schedule={props.preview.schedule} />
          <form
            class="green-room-form"
            onSubmit={submit}
            onPointerEnter={() => props.onApproach()}
            onPointerDown={() => props.onApproach()}
            onFocusIn={() => props.onApproach()}
            onInput={() => props.onApproach()}
            novalidate
          >
            <div class="field">
              <label for="name">{words.name}</label>
              <input
                id="name"
                ref={input}
                class="input"
                autocomplete="name"
                maxlength="64"
                placeholder={words.namePlaceholder}
                value={name()}
                aria-invalid={missing()}
                aria-describedby={missing() ? 'name-missing' : undefined}
                onInput={(event) => {
                  setName(event.currentTarget.value);
                  setMissing(false);
                }}
              />
              <Show when={missing()}>
                <p id="name-missing" class="field-error" role="alert">
                  {words.nameMissing}
                </p>
              </Show>
            </div>
            <Show when={asksPasscode()}>
              <PasscodeField
                value={passcode()}
                problem={passcodeProblem()}
                onInput={(value) => {
                  setPasscode(value);
                  setPasscodeMissing(false);
                  setTypedAnew(true);
                }}
              />
            </Show>
            <Show when={choice()}>{(known) => <AddressNote choice={known()} hide={hide()} onHide={setHide} />}</Show>
            <button
              type="submit"
              onPointerEnter={() => props.onApproach()}
              class="button button-primary button-large button-wide"
              aria-disabled={props.busy}
              disabled={cannotJoin()}
            >
              {action()}
            </button>
          </form>
          <MediaNotes localMedia={props.localMedia} devices={props.devices} />
          <DeviceSelects localMedia={props.localMedia} devices={props.devices} onSpeaker={props.onSpeaker} />
          <div class="green-room-more">
            <button
              type="button"
              class="button button-quiet"
              aria-expanded={effectsOpen()}
              onClick={() => setEffectsOpen(!effectsOpen())}
            >
              <Sparkles size={18} aria-hidden="true" />
              {texts.devices.effects.heading}
            </button>
            <button type="button" class="button button-quiet" onClick={() => openTest()}>
              <Activity size={18} aria-hidden="true" />
              {texts.callTest.open}
            </button>
          </div>
          <Suspense>
            <Show when={effectsOpen()}>
              <EffectChoices localMedia={props.localMedia} devices={props.devices} preview={false} />
            </Show>
          </Suspense>
        </section>
      </div>
      <Suspense>
        <Show when={testAsked()}>
          <CallTestDialog
            open={testOpen()}
            meetingId={props.preview.id}
            devices={props.devices}
            onClose={() => setTestOpen(false)}
          />
        </Show>
      </Suspense>
    </PageFrame>
  );
}
