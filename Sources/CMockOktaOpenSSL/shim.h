// OpenSSL 3 for Swift. Swift imports no macros with arguments and no variadic functions, so those we need
// stand here as functions; everything else is called as it is.

#ifndef MOCKOKTA_OPENSSL_SHIM_H
#define MOCKOKTA_OPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <errno.h>
#include <sys/socket.h>

// The option is a macro with a type that Swift does not take.
static inline int mockokta_initialize(void) {
    return OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, NULL);
}

static inline EVP_PKEY *mockokta_rsa_generate(size_t bits) {
    return EVP_PKEY_Q_keygen(NULL, NULL, "RSA", bits);
}

static inline EVP_PKEY *mockokta_ec_generate(const char *curve) {
    return EVP_PKEY_Q_keygen(NULL, NULL, "EC", curve);
}

static inline int mockokta_public_key_selection(void) {
    return EVP_PKEY_PUBLIC_KEY;
}

static inline int mockokta_key_pair_selection(void) {
    return EVP_PKEY_KEYPAIR;
}

// OpenSSL 3 calls these functions old. The contexts on the heap that it favours take longer to make than the hashing
// takes; its decoders take twenty times as long to read a key.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

static inline void mockokta_sha256(const unsigned char *bytes, size_t count, unsigned char *digest) {
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, bytes, count);
    SHA256_Final(digest, &context);
}

static inline void mockokta_sha256_start(SHA256_CTX *context, const unsigned char *bytes, size_t count) {
    SHA256_Init(context);
    SHA256_Update(context, bytes, count);
}

// The context is a copy, so that it can be continued any number of times.
static inline void mockokta_sha256_end(SHA256_CTX context, const unsigned char *bytes, size_t count,
                                       unsigned char *digest) {
    SHA256_Update(&context, bytes, count);
    SHA256_Final(digest, &context);
}

static inline RSA *mockokta_rsa_read(const unsigned char *pkcs1, long length) {
    return d2i_RSAPrivateKey(NULL, &pkcs1, length);
}

static inline void mockokta_rsa_free(RSA *rsa) {
    RSA_free(rsa);
}

static inline const BIGNUM *mockokta_rsa_n(const RSA *rsa) {
    return RSA_get0_n(rsa);
}

static inline const BIGNUM *mockokta_rsa_e(const RSA *rsa) {
    return RSA_get0_e(rsa);
}

static inline const BIGNUM *mockokta_rsa_d(const RSA *rsa) {
    return RSA_get0_d(rsa);
}

static inline const BIGNUM *mockokta_rsa_p(const RSA *rsa) {
    return RSA_get0_p(rsa);
}

static inline const BIGNUM *mockokta_rsa_q(const RSA *rsa) {
    return RSA_get0_q(rsa);
}

static inline int mockokta_push_private_rsa(OSSL_PARAM_BLD *builder, const RSA *rsa) {
    return OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, RSA_get0_n(rsa))
        && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, RSA_get0_e(rsa))
        && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_D, RSA_get0_d(rsa))
        && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_FACTOR1, RSA_get0_p(rsa))
        && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_FACTOR2, RSA_get0_q(rsa))
        && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_EXPONENT1, RSA_get0_dmp1(rsa))
        && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_EXPONENT2, RSA_get0_dmq1(rsa))
        && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_COEFFICIENT1, RSA_get0_iqmp(rsa));
}

#pragma GCC diagnostic pop

// OSSL_PARAM_BLD keeps the pointer to a parameter's name, and a Swift string lends C one for the call only.

static inline int mockokta_push_modulus(OSSL_PARAM_BLD *builder, const BIGNUM *modulus) {
    return OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, modulus);
}

static inline int mockokta_push_exponent(OSSL_PARAM_BLD *builder, const BIGNUM *exponent) {
    return OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, exponent);
}

static inline int mockokta_push_group(OSSL_PARAM_BLD *builder, const char *name) {
    return OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, name, 0);
}

static inline int mockokta_push_point(OSSL_PARAM_BLD *builder, const unsigned char *point, size_t count) {
    return OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, count);
}

static inline long mockokta_bio_contents(BIO *bio, char **bytes) {
    return BIO_get_mem_data(bio, bytes);
}

static inline int mockokta_require_tls12(SSL_CTX *context) {
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
}

static inline void mockokta_set_mode(SSL_CTX *context, long mode) {
    SSL_CTX_set_mode(context, mode);
}

static inline void mockokta_keep_no_sessions(SSL_CTX *context) {
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}

static inline uint64_t mockokta_no_renegotiation(void) {
    return SSL_OP_NO_RENEGOTIATION;
}

static inline int mockokta_set_server_name(SSL *session, const char *name) {
    return (int)SSL_set_tlsext_host_name(session, name);
}

static inline int mockokta_add_chain_certificate(SSL_CTX *context, X509 *certificate) {
    return SSL_CTX_add1_chain_cert(context, certificate);
}

// The list must outlive the callback, and the only lasting memory that C and Swift both see is C's.
static inline int mockokta_select_http11(SSL *session, const unsigned char **selected, unsigned char *length,
                                         const unsigned char *offered, unsigned int count, void *unused) {
    static const unsigned char spoken[] = "\x08http/1.1";
    (void)session, (void)unused;
    // RFC 7301 section 3.2: a client that offers only other protocols is told so by an alert.
    return SSL_select_next_proto((unsigned char **)selected, length, spoken, sizeof spoken - 1, offered, count) ==
                   OPENSSL_NPN_NEGOTIATED
               ? SSL_TLSEXT_ERR_OK
               : SSL_TLSEXT_ERR_ALERT_FATAL;
}

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

// OpenSSL's own socket writes with write(2), which kills a process that does not ignore SIGPIPE when the peer has
// gone. A library must not change its host's signals, so it must not raise this one.
static inline int mockokta_socket_write(BIO *bio, const char *bytes, int count) {
    BIO_clear_retry_flags(bio);
    errno = 0;
    int written = (int)send((int)BIO_get_fd(bio, NULL), bytes, (size_t)count, MSG_NOSIGNAL);
    if (written <= 0 && BIO_sock_should_retry(written))
        BIO_set_retry_write(bio);
    return written;
}

// All else is as in OpenSSL's socket.
static inline BIO_METHOD *mockokta_socket_method(void) {
    const BIO_METHOD *plain = BIO_s_socket();
    BIO_METHOD *method = BIO_meth_new(BIO_TYPE_SOCKET, "socket that raises no signal");
    if (method == NULL || BIO_meth_set_write(method, mockokta_socket_write) != 1 ||
        BIO_meth_set_read(method, BIO_meth_get_read(plain)) != 1 ||
        BIO_meth_set_puts(method, BIO_meth_get_puts(plain)) != 1 ||
        BIO_meth_set_ctrl(method, BIO_meth_get_ctrl(plain)) != 1 ||
        BIO_meth_set_create(method, BIO_meth_get_create(plain)) != 1 ||
        BIO_meth_set_destroy(method, BIO_meth_get_destroy(plain)) != 1) {
        BIO_meth_free(method);
        return NULL;
    }
    return method;
}

static inline BIO *mockokta_socket(const BIO_METHOD *method, int descriptor) {
    BIO *bio = BIO_new(method);
    if (bio != NULL)
        BIO_set_fd(bio, descriptor, BIO_NOCLOSE);
    return bio;
}

#endif
