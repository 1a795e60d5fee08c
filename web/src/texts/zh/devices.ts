import type { Texts } from '../texts.ts';

const allow = '点击地址栏旁的摄像头或锁形图标，允许此网站使用，然后重试。';

export const devices: Texts['devices'] = {
  notes: {
    mic: {
      'no-device': { title: '未找到麦克风', advice: '您可以加入并收听。接上麦克风后会立即启用。' },
      'permission-denied': { title: '麦克风被阻止', advice: `您可以加入并收听。要发言：${allow}` },
      'permission-dismissed': {
        title: '尚未允许使用麦克风',
        advice: '您可以加入并收听。要让他人听到，请重试并选择“允许”。',
      },
      'system-denied': {
        title: '系统不允许浏览器使用麦克风',
        advice: '请在系统的隐私设置中允许此浏览器使用麦克风，然后重试。',
      },
      'in-use': { title: '麦克风被占用', advice: '可能有其他程序在使用。请关闭该程序或选择其他麦克风，然后重试。' },
      overconstrained: { title: '此麦克风在这里无法使用', advice: '请在下方选择其他麦克风。' },
      ended: { title: '麦克风已断开', advice: '请重新接上，或在下方选择其他麦克风。' },
      insecure: { title: '此地址无法使用麦克风', advice: '浏览器只允许在 https 地址上使用。您可以加入并收听。' },
      failed: { title: '麦克风未能启动', advice: '请在下方选择其他麦克风，或重试。' },
    },
    camera: {
      'no-device': { title: '未找到摄像头', advice: '没有摄像头也可以加入。接上后会立即启用。' },
      'permission-denied': { title: '摄像头被阻止', advice: `没有摄像头也可以加入。要让他人看到您：${allow}` },
      'permission-dismissed': {
        title: '尚未允许使用摄像头',
        advice: '没有摄像头也可以加入。要让他人看到您，请重试并选择“允许”。',
      },
      'system-denied': {
        title: '系统不允许浏览器使用摄像头',
        advice: '请在系统的隐私设置中允许此浏览器使用摄像头，然后重试。',
      },
      'in-use': { title: '摄像头被占用', advice: '可能有其他程序在使用。请关闭该程序或选择其他摄像头，然后重试。' },
      overconstrained: { title: '此摄像头在这里无法使用', advice: '请在下方选择其他摄像头。' },
      ended: { title: '摄像头已断开', advice: '请重新接上，或在下方选择其他摄像头。' },
      insecure: { title: '此地址无法使用摄像头', advice: '浏览器只允许在 https 地址上使用。没有摄像头也可以加入。' },
      failed: { title: '摄像头未能启动', advice: '请在下方选择其他摄像头，或重试。' },
    },
  },
  tryAgain: '重试',
  mic: '麦克风',
  camera: '摄像头',
  speaker: '扬声器',
  systemDefault: '系统默认',
  unnamed: (number) => `设备 ${number}`,
  level: '麦克风音量',
  flip: '切换摄像头',
  pushToTalk: '按住空格键发言',
  pushToTalkHint: '在静音时有效。',
  talking: '按住空格键期间，他人可以听到您。',
  news: {
    gone: (kind, name) => `${kind}“${name}”已断开，改用系统默认设备。`,
    back: (kind, name) => `${kind}“${name}”已恢复并重新启用。`,
    'default-changed': (kind, name) => `${kind}：现在使用“${name}”，依系统设置。`,
  },
  care: {
    mutedSpeech: '您已静音：没有人能听到您。',
    unmute: '取消静音',
    silent: '您的麦克风没有声音。是否已关闭，或选错了？',
    dark: '您的画面偏暗。在面前加一盏灯会更好。',
    echo: '您的浏览器无法为此麦克风消除回声。使用耳机可避免他人听到自己的声音。',
    interrupted: { mic: '系统占用了麦克风，例如来电。', camera: '系统占用了摄像头，例如来电。' },
    resume: '恢复使用',
    chooseDevice: '选择其他设备',
    dismiss: '忽略',
  },
  effects: {
    heading: '效果',
    preview: '他人看到的您的画面',
    quiet: '去除噪音',
    quietHint: '只保留人声，不适合音乐。',
    picture: '背景',
    choices: {
      none: '原样',
      blur: '轻微模糊',
      'blur-strong': '模糊',
      dusk: '暮色',
      paper: '纸张',
      pines: '松林',
      own: '自选图片',
    },
    ownFile: '选择图片…',
    ownRefused: '此浏览器无法读取该文件为图片。',
    starting: '正在准备…',
    failed: { picture: '在这里无法更换背景。', quiet: '在这里无法去除噪音。' },
    tooSlow: {
      picture: '此设备过于繁忙，无法处理背景：您的画面按原样发送。',
      quiet: '此设备过于繁忙，无法去除噪音：您的声音按原样发送。',
    },
    cannot: { picture: '此浏览器无法更换画面背景。', quiet: '除自带功能外，此浏览器无法进一步去除噪音。' },
  },
};
