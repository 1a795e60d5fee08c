// The part of the libsrtp 3 interface that the worker uses, on top of libsrtp 2.
//
// libsrtp 3 (a beta that no distribution packages) hides its policy behind setters and writes to a buffer of the
// caller; libsrtp 2 has an open policy struct and works in place. Functions of the same name are overloads.
#ifndef PARLEY_SRTP3_OVER_SRTP2_H
#define PARLEY_SRTP3_OVER_SRTP2_H

// In version 3 srtp_policy_t is a pointer to an opaque policy: version 2's struct gives up the name.
#define srtp_policy_t srtp2_policy_t
#include <srtp2/srtp.h>
#undef srtp_policy_t

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>

// Errors that version 2 never returns: the worker only has texts for them.
#define srtp_err_status_buffer_small (static_cast<srtp_err_status_t>(1001))
#define srtp_err_status_cryptex_err (static_cast<srtp_err_status_t>(1002))

struct Srtp3Policy
{
	srtp2_policy_t policy;
	// Master key and salt, one after the other, as version 2 wants them; the policy points here.
	uint8_t keyAndSalt[SRTP_MAX_KEY_LEN];
};

using srtp_policy_t = Srtp3Policy*;

inline srtp_err_status_t srtp_policy_create(srtp_policy_t* created)
{
	*created = new (std::nothrow) Srtp3Policy{};

	return *created ? srtp_err_status_ok : srtp_err_status_alloc_fail;
}

inline void srtp_policy_destroy(srtp_policy_t self)
{
	delete self;
}

inline srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t self, srtp_ssrc_t ssrc)
{
	self->policy.ssrc = ssrc;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_profile(srtp_policy_t self, srtp_profile_t profile)
{
	const srtp_err_status_t err = srtp_crypto_policy_set_from_profile_for_rtp(&self->policy.rtp, profile);

	if (err != srtp_err_status_ok)
	{
		return err;
	}

	// RFC 5764: the 32 bit tag is for RTP only, RTCP keeps 80 bits. libsrtp 3 does the same.
	const srtp_profile_t rtcpProfile =
	  profile == srtp_profile_aes128_cm_sha1_32 ? srtp_profile_aes128_cm_sha1_80 : profile;

	return srtp_crypto_policy_set_from_profile_for_rtcp(&self->policy.rtcp, rtcpProfile);
}

inline srtp_err_status_t srtp_policy_add_key(
  srtp_policy_t self,
  const uint8_t* key,
  size_t keyLen,
  const uint8_t* salt,
  size_t saltLen,
  const uint8_t* /*mki*/,
  size_t /*mkiLen*/)
{
	if (keyLen + saltLen > sizeof(self->keyAndSalt))
	{
		return srtp_err_status_bad_param;
	}

	std::memcpy(self->keyAndSalt, key, keyLen);
	std::memcpy(self->keyAndSalt + keyLen, salt, saltLen);
	self->policy.key = self->keyAndSalt;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t self, bool allow)
{
	self->policy.allow_repeat_tx = allow ? 1 : 0;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t self, size_t size)
{
	self->policy.window_size = size;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_create(srtp_t* session, srtp_policy_t self)
{
	return srtp_create(session, static_cast<const srtp2_policy_t*>(&self->policy));
}

// One of version 2's in-place calls (void* packet, int* length).
using Srtp2InPlace = srtp_err_status_t (*)(srtp_t, void*, int*);

// Copies the packet to where the caller wants the result, unless it is there already, and works on the copy.
// trailerLen: bytes that the call may append; outLen: in, the size of the buffer; out, of the result.
inline srtp_err_status_t srtp3OverSrtp2(
  Srtp2InPlace call, srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t trailerLen)
{
	if (inLen + trailerLen > *outLen)
	{
		return srtp_err_status_buffer_small;
	}

	if (out != in)
	{
		std::memcpy(out, in, inLen);
	}

	int len                     = static_cast<int>(inLen);
	const srtp_err_status_t err = call(session, out, &len);

	if (err == srtp_err_status_ok)
	{
		*outLen = static_cast<size_t>(len);
	}

	return err;
}

inline srtp_err_status_t srtp_protect(
  srtp_t session, const uint8_t* rtp, size_t rtpLen, uint8_t* srtp, size_t* srtpLen, size_t /*mkiIndex*/)
{
	return srtp3OverSrtp2(srtp_protect, session, rtp, rtpLen, srtp, srtpLen, SRTP_MAX_TRAILER_LEN);
}

inline srtp_err_status_t srtp_unprotect(
  srtp_t session, const uint8_t* srtp, size_t srtpLen, uint8_t* rtp, size_t* rtpLen)
{
	return srtp3OverSrtp2(srtp_unprotect, session, srtp, srtpLen, rtp, rtpLen, 0);
}

// An SRTCP packet carries the E flag and index (4 bytes) besides the tag.
inline srtp_err_status_t srtp_protect_rtcp(
  srtp_t session, const uint8_t* rtcp, size_t rtcpLen, uint8_t* srtcp, size_t* srtcpLen, size_t /*mkiIndex*/)
{
	return srtp3OverSrtp2(srtp_protect_rtcp, session, rtcp, rtcpLen, srtcp, srtcpLen, SRTP_MAX_TRAILER_LEN + 4);
}

inline srtp_err_status_t srtp_unprotect_rtcp(
  srtp_t session, const uint8_t* srtcp, size_t srtcpLen, uint8_t* rtcp, size_t* rtcpLen)
{
	return srtp3OverSrtp2(srtp_unprotect_rtcp, session, srtcp, srtcpLen, rtcp, rtcpLen, 0);
}

inline srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrc)
{
	return srtp_remove_stream(session, ssrc);
}

#endif
