export { findLanAddress } from './address.ts';
export { ensureCertificates, type LanCertificates } from './certificates.ts';
export { lanHint } from './hint.ts';
export { startLanProxy } from './proxy.ts';
