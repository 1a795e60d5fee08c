import type { Texts } from '../texts.ts';

const say = (title: string, text: string) => ({ title, text });
const reload = (title: string) => say(title, '请刷新此页面并重新加入。如果仍然如此，请告知主持人。');
const serverFault = say('服务器出现故障', '故障已记录。请稍候重试。');
const stalePass = say('您的入会凭证已过期', '凭证仅两分钟有效。请重新加入以获取新的。');
const notYours = say('您无权执行此操作', '请以此会议主持人的身份登录，或询问主持人。');
const busy = say('服务器繁忙', '目前无法容纳更多人。请几分钟后重试。');
const locked = say('会议已锁定', '目前不允许新人加入。请主持人解锁后重试。');
const notAccepted = say('会议服务器未接受您的凭证', '请重新加入。如果仍然如此，请告知服务管理员。');
const moved = say('会议刚刚转移', '请重新加入以跟进。');
const lost = reload('音视频连接已断开');
const disagree = reload('此页面与会议服务器状态不一致');
const outdated = reload('此页面已过时');

export const problems: Texts['problems'] = {
  'bad-request': reload('服务无法理解此页面'),
  'too-large': say('内容过长', '请使用较短的名称后重试。'),
  'not-signed-in': say('您尚未登录', '请前往首页登录后再回来。'),
  'not-allowed': notYours,
  'host-not-allowed': say('此邮箱不能在这里主持会议', '请联系服务管理员添加。'),
  'origin-not-allowed': say('此地址不是服务的地址', '请使用主持人给您的地址打开会议。'),
  'not-found': outdated,
  'method-not-allowed': outdated,
  'upgrade-required': say('您的网络阻止实时连接', '请尝试其他网络，或请网络管理员允许 WebSocket。'),
  'meeting-not-found': say('没有这个会议', '请与发送者核对链接：可能少了一个字母。'),
  'meeting-deleted': say('此会议已删除', '主持人已将其移除。请向主持人索取新链接。'),
  'meeting-ended': say('会议已结束', '主持人返回后会议将重新开放。'),
  'meeting-locked': locked,
  'meeting-full': say('会议已满', '席位已满。有人离开后请重试。'),
  removed: say('您已被移出此会议', '这是主持人的决定。如有误会，请询问主持人。'),
  denied: say('主持人未让您进入', '主持人可能不认识您的名字。请先询问，稍候再敲门。'),
  'p2p-full': say('已有四人在会中', '此会议为人与人直连，最多四人。有人离开后请重试。'),
  'move-pending': say('会议的服务器没有响应', '如果一直没有响应，会议将转移。请稍后重试。'),
  'passcode-needed': say('此会议设有入会密码', '主持人已随邀请发送。请输入以加入。'),
  'passcode-wrong': say('入会密码不正确', '请核对邀请后重试。'),
  'file-not-found': say('此文件已不存在', '文件最多保留一天。请共享者重新共享。'),
  'file-too-large': say('文件过大', '会议中最多可共享 25 MB。'),
  'files-full': say('会议中的文件已满', '请改为共享链接。'),
  'file-invalid': say('无法共享此文件', '文件没有名称或内容为空。'),
  'seat-unknown': say('您的席位已释放', '您离开了一段时间。请重新加入以获取新席位。'),
  'participant-not-found': say('对方已离开', '无需其他操作。'),
  'no-box': say('没有正在运行的会议服务器', '服务正常，但目前没有可用的会议服务器。请稍后重试，或告知服务管理员。'),
  'box-unknown': serverFault,
  'box-not-found': serverFault,
  'enrolment-refused': serverFault,
  'rate-limited': say('尝试次数过多', '请等待一分钟后重试。'),
  internal: serverFault,
  'protocol-mismatch': say('此页面已过时', '服务已更新。请刷新此页面并重新加入。'),
  'handshake-invalid': reload('会议服务器无法理解此页面'),
  'token-invalid': notAccepted,
  'token-claims-invalid': notAccepted,
  'token-expired': stalePass,
  'token-not-yet-valid': say('服务器时钟不准', '请一分钟后重试，并告知服务管理员。'),
  'token-wrong-issuer': say('此会议服务器属于其他服务', '请告知服务管理员。'),
  'token-wrong-box': say('会议在另一台服务器上', '请重新加入以前往正确的服务器。'),
  'token-wrong-placement': moved,
  'token-used': stalePass,
  'keys-unavailable': say('会议服务器仍在启动', '请稍后重试。'),
  'resume-refused': say('您离开太久了', '请重新加入以返回。'),
  'room-locked': locked,
  'box-full': busy,
  'box-closing': say('服务器正在重启', '会议马上继续。请重试。'),
  'unknown-request': outdated,
  'request-invalid': reload('会议服务器无法理解此页面'),
  'wrong-state': disagree,
  'not-granted': notYours,
  'too-many-requests': say('操作过于频繁', '请稍候重试。'),
  'stale-epoch': moved,
  'transport-not-found': lost,
  'producer-not-found': lost,
  'source-off': disagree,
  outranked: say('只有主持人才能对主持人这样做', '请直接询问对方。'),
  'poll-not-found': say('此投票已不存在', '无需其他操作。'),
  'poll-closed': say('此投票已结束', '不再接受投票。'),
  'polls-full': say('会议中的投票已满', '请使用已有的投票。'),
  'wrong-mode': say('音视频刚刚切换了传输方式', '请稍后重试。'),
  'proof-refused': say('新的传输方式尚不可用', '没有丢失任何内容：当前播放会继续。请稍后重试。'),
  'source-taken': disagree,
  'media-refused': say('会议服务器无法使用此浏览器的音视频', '请尝试其他浏览器，例如 Firefox、Chrome 或 Safari。'),
  'media-unavailable': say('正在重建会议', '请稍后重试。'),
  'worker-unreachable': say('服务没有响应', '请检查网络连接后重试。'),
  'worker-unintelligible': reload('服务返回了此页面无法识别的内容'),
  'box-unreachable': say('无法连接会议服务器', '您的网络可能阻止了它。请尝试其他网络或手机热点。'),
  'box-silent': say('会议服务器没有响应', '请稍后重试。'),
  'box-unintelligible': reload('会议服务器返回了此页面无法识别的内容'),
  'browser-unsupported': say('此浏览器无法进行视频会议', '请使用新版 Firefox、Chrome、Edge 或 Safari。'),
};
